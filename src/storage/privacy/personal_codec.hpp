// PersonalData as bytes and back: a version byte, then every field in order, texts and counts
// prefixed by their length. The bytes are only ever stored sealed.
#pragma once

#include <string>
#include <string_view>

#include "domain/privacy/personal_data.hpp"

namespace orderyard::storage {

std::string EncodePersonalData(const domain::PersonalData& data);
// Throws std::runtime_error for bytes that EncodePersonalData did not write.
domain::PersonalData DecodePersonalData(std::string_view bytes);

}  // namespace orderyard::storage
