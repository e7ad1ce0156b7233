// What a client gives to an endpoint that does something: body and query as one, read the lenient
// way Magento reads it. Names in snake_case or camelCase, numbers as text and text as numbers,
// objects as lists; what nobody asks for is ignored. magento-rest.md section 2.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/v1/json_node.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "http/message.hpp"

namespace orderyard::api::rest {

// One object of the input. Members are asked for by their snake_case name; null counts as not
// given. The first value of a wrong type is kept, and everything after it reads as not given: ask
// for all, then look at End() once. Copies share the input.
class Input {
  public:
    // The body (JSON, or none at all), with the query's parameters over it.
    static base::Result<Input> Of(const http::Request& request);

    bool Has(std::string_view name) const { return Find(name).node != nullptr; }
    std::optional<std::int64_t> Int(std::string_view name);     // "5.7" is 5
    std::optional<std::int64_t> Pieces(std::string_view name);  // likewise, of a float parameter
    std::optional<base::Money> Amount(std::string_view name, base::Currency currency);
    bool Flag(std::string_view name, bool fallback = false);  // whatever is not true is false
    bool IntFlag(std::string_view name);  // an int parameter that means yes or no
    std::optional<std::string> Text(std::string_view name);
    std::vector<std::string> Texts(std::string_view name);
    std::vector<std::int64_t> Ints(std::string_view name);
    // A scalar is an empty object; as a list it is nothing.
    std::optional<Input> Object(std::string_view name) const;
    std::vector<Input> Objects(std::string_view name) const;
    // A required object. `declared`: the parameter's name as Magento's error has it.
    std::optional<Input> NeededObject(std::string_view name, std::string_view declared);

    base::Result<> End() const;

  private:
    struct State;
    struct Found {
        std::string_view name;  // as the client wrote it
        const v1::JsonNode* node = nullptr;
    };
    Input(std::shared_ptr<State> state, const v1::JsonNode* node, bool is_top, std::string prefix)
        : state_(std::move(state)), node_(node), is_top_(is_top), prefix_(std::move(prefix)) {}

    Found Find(std::string_view name) const;
    std::optional<std::string> Number(const Found& found, std::string_view type);
    void RefuseType(const Found& found, std::string_view type);
    Input Child(const Found& found, const v1::JsonNode& node) const;

    std::shared_ptr<State> state_;
    const v1::JsonNode* node_;
    bool is_top_;
    std::string prefix_;  // of errors about members, "" at the top
};

}  // namespace orderyard::api::rest
