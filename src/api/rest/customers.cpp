// GET /V1/customers and /V1/customerGroups: buyers with an account, in Magento's two groups. Their
// addresses are those of their orders and not listed here.
#include "api/errors.hpp"
#include "api/json_writer.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/fixed_list.hpp"
#include "api/rest/list_answer.hpp"
#include "api/rest/person_name.hpp"
#include "api/rest/scalar.hpp"
#include "ports/customer_store.hpp"

namespace orderyard::api::rest {
namespace {

constexpr int kGroupGeneral = 1;

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

void WriteGroup(JsonWriter& json, const Group& group) {
    constexpr int kRetailCustomer = 3;
    json.BeginObject().Field("id", group.id).Field("code", group.code);
    json.Field("tax_class_id", kRetailCustomer).Field("tax_class_name", "Retail Customer");
    json.EndObject();
}

std::string GroupJson(const Group& group) {
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteGroup(json, group);
    return json.Take();
}

void WriteCustomer(JsonWriter& json, const domain::Customer& customer) {
    const PersonName name = SplitName(customer.name);
    json.BeginObject().Field("id", customer.id.value).Field("group_id", kGroupGeneral);
    json.Field("created_at", customer.created_at.ToSqlSeconds());
    json.Field("updated_at", customer.created_at.ToSqlSeconds());
    json.TextOrNull("email", customer.email);
    json.Field("firstname", name.first).Field("lastname", name.last);
    json.Field("store_id", customer.store_view_id.value).Field("website_id", 1);
    json.Key("addresses").BeginArray().EndArray();
    json.Field("disable_auto_group_change", 0).EndObject();
}

std::string CustomerJson(const domain::Customer& customer) {
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteCustomer(json, customer);
    return json.Take();
}

}  // namespace

Answer SearchCustomers(const Call& call) {
    return AnswerList(
        call,
        [](ports::Transaction& tx, const ports::SearchQuery& query) {
            return tx.customers().Search(query);
        },
        [](JsonWriter& json, ports::Transaction&, const ports::CustomerPage& page) {
            for (const domain::Customer& customer : page.customers) {
                WriteCustomer(json, customer);
            }
        });
}

Answer ShowCustomer(const Call& call) {
    const std::string given(call.request.PathParam("id"));
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

// Two groups, which nobody adds to.
Answer SearchGroups(const Call& call) {
    std::vector<std::string> groups;
    for (const Group& group : kGroups) {
        groups.push_back(GroupJson(group));
    }
    return FixedList(call, groups);
}

Answer ShowGroup(const Call& call) {
    const std::string given(call.request.PathParam("id"));
    for (const Group& group : kGroups) {
        if (NumericInt(given) == group.id) {
            return GroupJson(group);
        }
    }
    return base::Fail(NoSuchEntityWith("id", given));
}

}  // namespace orderyard::api::rest
