// The restricted operations are those of Amazon's tokens guide.
#include "sandbox/wire/restricted_token.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::size_t kResourcesMax = 50;

// "*": any one segment, also a generic one such as {orderId}.
struct Restricted {
    std::string_view method;
    std::string_view path;
    bool takes_elements = false;    // dataElements: any of the three
    bool takes_buyer_only = false;  // dataElements: buyerInfo only
};
constexpr Restricted kRestricted[] = {
    {"GET", "/orders/v0/orders", true, false},
    {"GET", "/orders/v0/orders/*", true, false},
    {"GET", "/orders/v0/orders/*/orderItems", false, true},
    {"GET", "/orders/v0/orders/*/buyerInfo", false, false},
    {"GET", "/orders/v0/orders/*/address", false, false},
    {"GET", "/orders/v0/orders/*/orderItems/buyerInfo", false, false},
    {"GET", "/orders/v0/orders/*/regulatedInfo", false, false},
    {"GET", "/mfn/v0/shipments/*", false, false},
    {"DELETE", "/mfn/v0/shipments/*", false, false},
    {"POST", "/mfn/v0/shipments", false, false},
    {"GET", "/shipping/v1/shipments/*", false, false},
    {"GET", "/fba/outbound/brazil/v0/shipments/*", false, false},
    {"GET", "/reports/2021-06-30/documents/*", false, false},
};
constexpr std::string_view kElements[] = {"buyerInfo", "shippingAddress", "buyerTaxInformation"};

base::Error Bad(std::string_view field, std::string_view what) {
    return base::InvalidInput(std::string(field), std::string(what));
}

const Restricted* FindRestricted(std::string_view method, std::string_view path) {
    const std::vector<std::string> segments = base::Split(path, '/');
    for (const Restricted& row : kRestricted) {
        const std::vector<std::string> wanted = base::Split(row.path, '/');
        if (row.method == method && wanted.size() == segments.size() &&
            std::equal(wanted.begin(), wanted.end(), segments.begin(),
                       [](const std::string& a, const std::string& b) {
                           return a == "*" ? !b.empty() : a == b;
                       })) {
            return &row;
        }
    }
    return nullptr;
}

base::Result<> CheckElements(const json::object& resource, const Restricted& row) {
    const json::value* elements = resource.if_contains("dataElements");
    if (elements == nullptr) {
        return {};
    }
    if (!elements->is_array() || (!row.takes_elements && !row.takes_buyer_only)) {
        return base::Fail(Bad("dataElements", "are not taken for this resource"));
    }
    for (const json::value& element : elements->get_array()) {
        const std::string word =
            element.is_string() ? std::string(element.get_string()) : std::string();
        const bool is_known =
            std::find(std::begin(kElements), std::end(kElements), word) != std::end(kElements);
        if (!is_known || (row.takes_buyer_only && word != "buyerInfo")) {
            return base::Fail(Bad("dataElements", "holds a word that is not taken here"));
        }
    }
    return {};
}

base::Result<> CheckResource(const json::value& value) {
    if (!value.is_object()) {
        return base::Fail(Bad("restrictedResources", "each must be an object"));
    }
    const json::object& resource = value.get_object();
    const json::value* method = resource.if_contains("method");
    const json::value* path = resource.if_contains("path");
    if (method == nullptr || !method->is_string() || path == nullptr || !path->is_string()) {
        return base::Fail(Bad("restrictedResources", "method and path are needed"));
    }
    const Restricted* row = FindRestricted(std::string_view(method->get_string()),
                                           std::string_view(path->get_string()));
    if (row == nullptr) {
        return base::Fail(Bad("path", "is not a restricted resource"));
    }
    return CheckElements(resource, *row);
}

}  // namespace

base::Result<> CheckRestrictedTokenRequest(std::string_view body, bool allows_personal_data) {
    boost::system::error_code error;
    const json::value parsed = json::parse(body, error);
    if (error || !parsed.is_object()) {
        return base::Fail(Bad("body", "must be a JSON object"));
    }
    const json::value* target = parsed.get_object().if_contains("targetApplication");
    if (target != nullptr && !target->is_string()) {
        return base::Fail(Bad("targetApplication", "must be a text"));
    }
    const json::value* resources = parsed.get_object().if_contains("restrictedResources");
    if (resources == nullptr || !resources->is_array() || resources->get_array().empty() ||
        resources->get_array().size() > kResourcesMax) {
        return base::Fail(Bad("restrictedResources", "a list of 1 to 50 is needed"));
    }
    for (const json::value& resource : resources->get_array()) {
        if (auto checked = CheckResource(resource); !checked) {
            return checked;
        }
        if (!allows_personal_data && resource.get_object().contains("dataElements")) {
            return base::Fail(
                Bad("dataElements",
                    "Application does not have access to one or more requested data elements"));
        }
    }
    return {};
}

}  // namespace orderyard::sandbox
