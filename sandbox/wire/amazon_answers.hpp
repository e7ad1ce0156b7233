// The two shapes of Amazon's refusals: the error list of its APIs, and the XML of its storage.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "http/message.hpp"

namespace orderyard::sandbox {

http::Response ErrorList(int status, std::string_view code, std::string_view message,
                         std::string_view details = "");
// 400 InvalidInput naming the field.
http::Response InvalidInputAnswer(const base::Error& error);
http::Response NotFoundAnswer();
// As of the storage behind presigned addresses.
http::Response StorageError(int status, std::string_view code, std::string_view message);

}  // namespace orderyard::sandbox
