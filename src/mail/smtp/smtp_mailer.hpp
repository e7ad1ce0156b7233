// The mailer over SMTP (libcurl). One at a time: a sender of mails has one connection, which is
// kept for the next mail.
#pragma once

#include <memory>

#include "ports/mailer.hpp"

namespace orderyard::mail {

// Not to be used by two threads at once.
std::unique_ptr<ports::Mailer> MakeSmtpMailer();

}  // namespace orderyard::mail
