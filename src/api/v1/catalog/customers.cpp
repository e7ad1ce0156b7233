// GET /api/v1/customers and /customers/{customer}: buyers with an account. Names and addresses are
// opened only for callers who may see them; by name a buyer is found through his orders, whose
// sealed names have an index.
#include <algorithm>

#include "api/v1/catalog/endpoints.hpp"
#include "api/v1/orders/order_shape.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/paging.hpp"
#include "api/v1/shapes.hpp"
#include "base/text.hpp"
#include "ports/customer_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::Customer;
using domain::CustomerId;
using ports::FilterOp;

constexpr int kOrdersShownMax = 50;

// "%...%", or empty for a text that cannot stand in a pattern.
std::string Containing(const std::string& text) {
    return text.find('%') == std::string::npos ? "%" + text + "%" : "";
}

base::Result<std::vector<CustomerId>> WithName(ports::Transaction& tx, const std::string& name) {
    ports::SearchQuery search;
    search.groups = {{{"customer_name", FilterOp::kLike, {Containing(name)}}},
                     {{"customer_id", FilterOp::kNotNull, {}}}};
    search.sort = {{"entity_id", true}};
    search.page_size = base::limits::kPageSizeMax;
    const auto found = tx.orders().Search(search);
    if (!found) {
        return base::Fail(found.error());
    }
    std::vector<CustomerId> ids;
    for (const domain::Order& order : found->orders) {
        if (std::find(ids.begin(), ids.end(), order.customer_id) == ids.end()) {
            ids.push_back(order.customer_id);
        }
    }
    return ids;
}

base::Result<ports::CustomerPage> Find(ports::Transaction& tx, const std::string& q,
                                       const PageWanted& page) {
    if (q.empty()) {
        return tx.customers().List(page.page_size, page.page);
    }
    std::vector<CustomerId> ids = tx.customers().AllWithEmail(q);
    if (ids.empty() && q.find('@') == std::string::npos) {
        auto named = WithName(tx, q);
        if (!named) {
            named.error().field = "q";
            return base::Fail(named.error());
        }
        ids = std::move(*named);
    }
    ports::CustomerPage found;
    found.total_count = static_cast<std::int64_t>(ids.size());
    const std::int64_t first = (page.page - 1) * page.page_size;
    for (std::int64_t i = first; i < first + page.page_size && i < found.total_count; ++i) {
        if (auto customer = tx.customers().Load(ids[static_cast<std::size_t>(i)])) {
            found.customers.push_back(std::move(*customer));
        }
    }
    return found;
}

void WriteCustomer(JsonWriter& json, const Customer& customer) {
    json.Field("id", customer.id.value).Field("store_view_id", customer.store_view_id.value);
    json.TextOrNull("name", customer.name);
    json.TextOrNull("email", customer.email);
    WriteInstant(json, "created_at", customer.created_at);
}

// Where the orders went, the latest first, none twice.
void WriteAddresses(JsonWriter& json, const std::vector<domain::Order>& orders) {
    json.Key("addresses").BeginArray();
    std::vector<std::pair<domain::PersonalAddress, domain::Location>> seen;
    for (const domain::Order& order : orders) {
        std::pair each(order.personal.shipping, order.ship_to);
        if (each.first == domain::PersonalAddress{} ||
            std::find(seen.begin(), seen.end(), each) != seen.end()) {
            continue;
        }
        json.BeginObject();
        json.TextOrNull("name", each.first.name);
        WriteTexts(json, "lines", each.first.lines);
        json.TextOrNull("postal_code", each.first.postal_code);
        json.TextOrNull("city", each.second.city);
        json.TextOrNull("region", each.second.region);
        json.TextOrNull("country_code", each.second.country_code);
        json.TextOrNull("phone", each.first.phone);
        json.EndObject();
        seen.push_back(std::move(each));
    }
    json.EndArray();
}

}  // namespace

Answer ListCustomers(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"q", "page", "page_size"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto q = query.Text("q");
    if (!q) {
        return base::Fail(q.error());
    }
    const auto page = ReadPage(query);
    if (!page) {
        return base::Fail(page.error());
    }
    base::Result<ports::CustomerPage> found;
    call.context.database.Read(
        [&](ports::Transaction& tx) { found = Find(tx, std::string(base::Trim(*q)), *page); });
    if (!found) {
        return base::Fail(found.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const Customer& customer : found->customers) {
        json.BeginObject();
        WriteCustomer(json, customer);
        json.EndObject();
    }
    json.EndArray();
    WritePage(json, *page, found->total_count);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ShowCustomer(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const CustomerId id(IdOf(call.request, "customer"));
    std::optional<Customer> customer;
    base::Result<ports::OrderPage> orders;
    call.context.database.Read([&](ports::Transaction& tx) {
        customer = tx.customers().Load(id);
        ports::SearchQuery search;
        search.groups = {{{"customer_id", FilterOp::kEq, {std::to_string(id.value)}}}};
        search.sort = {{"entity_id", true}};
        search.page_size = kOrdersShownMax;
        orders = tx.orders().Search(search);
    });
    if (!customer) {
        return base::Fail(base::NotFound("There is no customer with this id."));
    }
    if (!orders) {
        return base::Fail(orders.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject();
    WriteCustomer(json, *customer);
    WriteAddresses(json, orders->orders);
    json.Key("orders").BeginArray();
    for (const auto& order : orders->orders) {
        WriteOrderRow(json, order);
    }
    json.EndArray().Field("order_count", orders->total_count).EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
