// Recursion over objects, and over arrays of objects by position.
#include "sandbox/wire/overlay.hpp"

#include <algorithm>
#include <boost/json.hpp>

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

bool IsObjectArray(const json::value& value) {
    return value.is_array() && !value.get_array().empty() &&
           std::all_of(value.get_array().begin(), value.get_array().end(),
                       [](const json::value& v) { return v.is_object(); });
}

}  // namespace

json::object Beyond(const json::object& wanted, const json::object& have) {
    json::object rest;
    for (const auto& member : wanted) {
        const json::value* other = have.if_contains(member.key());
        if (other == nullptr) {
            rest[member.key()] = member.value();
        } else if (member.value().is_object() && other->is_object()) {
            json::object inner = Beyond(member.value().get_object(), other->get_object());
            if (!inner.empty()) {
                rest[member.key()] = std::move(inner);
            }
        } else if (IsObjectArray(member.value()) && IsObjectArray(*other) &&
                   member.value().get_array().size() == other->get_array().size()) {
            json::array elements;
            bool has_rest = false;
            for (std::size_t i = 0; i < other->get_array().size(); ++i) {
                json::object inner = Beyond(member.value().get_array()[i].get_object(),
                                            other->get_array()[i].get_object());
                has_rest = has_rest || !inner.empty();
                elements.push_back(std::move(inner));
            }
            if (has_rest) {
                rest[member.key()] = std::move(elements);
            }
        } else if (member.value() != *other) {
            rest[member.key()] = member.value();
        }
    }
    return rest;
}

void LayOver(json::object& base, const json::object& over) {
    for (const auto& member : over) {
        json::value* present = base.if_contains(member.key());
        if (present != nullptr && present->is_object() && member.value().is_object()) {
            LayOver(present->get_object(), member.value().get_object());
        } else if (present != nullptr && IsObjectArray(*present) && IsObjectArray(member.value()) &&
                   member.value().get_array().size() <= present->get_array().size()) {
            for (std::size_t i = 0; i < member.value().get_array().size(); ++i) {
                LayOver(present->get_array()[i].get_object(),
                        member.value().get_array()[i].get_object());
            }
        } else {
            base[member.key()] = member.value();
        }
    }
}

}  // namespace orderyard::sandbox
