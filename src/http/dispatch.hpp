// What happens to one request away from the socket: request id, handler, exceptions, access log,
// metrics.
#pragma once

#include <chrono>

#include "http/answer.hpp"
#include "http/message.hpp"
#include "http/refusal.hpp"
#include "http/server.hpp"

namespace orderyard::http {

class Dispatcher {
  public:
    // `options` must outlive it.
    Dispatcher(const ServerOptions& options, Handler handler);

    // Gives the request its id and calls the handler: one of the program's three doors where
    // exceptions are caught. Runs on workers, several at once; never throws. `closes`: the
    // connection ends after the answer.
    Answer Run(Request& request, std::chrono::steady_clock::time_point received_at,
               bool closes) const;
    // The answer to what never became a request; `partial` is what is known of it. Closes the
    // connection.
    Answer Refuse(const Refusal& refusal, Request partial) const;

  private:
    Response Call(const Request& request) const;
    void Record(const Request& request, int status, double seconds) const;

    const ServerOptions& options_;
    Handler handler_;
};

}  // namespace orderyard::http
