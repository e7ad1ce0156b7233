// GET /V1/customers/:customerId and /V1/customerGroups: buyers with an account, in Magento's two
// groups. Lists of customers do not exist: addresses of buyers are not there to be browsed.
#include "api/errors.hpp"
#include "api/json_writer.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/person_name.hpp"
#include "api/rest/scalar.hpp"
#include "ports/customer_store.hpp"

namespace orderyard::api::rest {
namespace {

constexpr int kGroupGeneral = 1;
constexpr const char* kSearch = "search";  // Magento's list, which is none of our routes

struct Group {
    int id;
    const char* code;
};
constexpr Group kGroups[] = {{0, "NOT LOGGED IN"}, {kGroupGeneral, "General"}};

base::Error NoSuchEntityWith(const char* field, std::string value) {
    base::Error error = base::NotFound("No such entity with %fieldName = %fieldValue");
    error.params = {{"fieldName", field}, {"fieldValue", std::move(value)}};
    return error;
}

std::string GroupJson(const Group& group) {
    constexpr int kRetailCustomer = 3;
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginObject().Field("id", group.id).Field("code", group.code);
    json.Field("tax_class_id", kRetailCustomer).Field("tax_class_name", "Retail Customer");
    json.EndObject();
    return json.Take();
}

std::string CustomerJson(const domain::Customer& customer) {
    const PersonName name = SplitName(customer.name);
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginObject().Field("id", customer.id.value).Field("group_id", kGroupGeneral);
    json.Field("created_at", customer.created_at.ToSqlSeconds());
    json.Field("updated_at", customer.created_at.ToSqlSeconds());
    json.TextOrNull("email", customer.email);
    json.Field("firstname", name.first).Field("lastname", name.last);
    json.Field("store_id", customer.store_view_id.value).Field("website_id", 1);
    json.Key("addresses").BeginArray().EndArray();
    json.Field("disable_auto_group_change", 0).EndObject();
    return json.Take();
}

}  // namespace

Answer ShowCustomer(const Call& call) {
    const std::string given(call.request.PathParam("id"));
    if (given == kSearch) {
        return base::Fail(MagentoNoRoute());
    }
    const std::int64_t id = NumericInt(given).value_or(0);
    std::optional<domain::Customer> customer;
    call.context.database.Read(
        [&](ports::Transaction& tx) { customer = tx.customers().Load(domain::CustomerId(id)); });
    return customer ? Answer(CustomerJson(*customer))
                    : base::Fail(NoSuchEntityWith("customerId", std::to_string(id)));
}

Answer ShowDefaultGroup(const Call&) {
    return GroupJson(kGroups[kGroupGeneral]);
}

Answer ShowGroup(const Call& call) {
    const std::string given(call.request.PathParam("id"));
    if (given == kSearch) {
        return base::Fail(MagentoNoRoute());
    }
    for (const Group& group : kGroups) {
        if (NumericInt(given) == group.id) {
            return GroupJson(group);
        }
    }
    return base::Fail(NoSuchEntityWith("id", given));
}

}  // namespace orderyard::api::rest
