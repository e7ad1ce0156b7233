// A product as our own API shows it.
#pragma once

#include "api/json_writer.hpp"
#include "domain/catalog/product.hpp"
#include "http/message.hpp"

namespace orderyard::api::v1 {

void WriteProduct(JsonWriter& json, const domain::Product& product);
http::Response ProductAnswer(int status, const domain::Product& product);

}  // namespace orderyard::api::v1
