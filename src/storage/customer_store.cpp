// Customers in SQL: name and e-mail sealed, found by a keyed hash of the folded address.
#include "storage/customer_store.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "ports/personal_view.hpp"
#include "storage/sealed_parts.hpp"

namespace orderyard::storage {

namespace {

constexpr std::string_view kLoad =
    "SELECT store_view_id, sealed, created_at FROM customer WHERE id = ?";
constexpr std::string_view kFindByEmail =
    "SELECT id FROM customer WHERE store_view_id = ? AND email_hash = ?";
constexpr std::string_view kInsert =
    "INSERT INTO customer (id, store_view_id, email_hash, sealed, created_at) VALUES (?, ?, ?, ?, "
    "?)";
constexpr std::string_view kPage = "SELECT id FROM customer ORDER BY id DESC LIMIT ? OFFSET ?";
constexpr std::string_view kCount = "SELECT count(*) FROM customer";
constexpr std::string_view kAllWithEmail =
    "SELECT c.id FROM store_view AS v JOIN customer AS c ON c.store_view_id = v.id "
    "AND c.email_hash = ? ORDER BY c.id DESC";
// An order of an account has an e-mail address: that is what the account was found by.
constexpr std::string_view kForget =
    "UPDATE customer SET email_hash = NULL, sealed = ? WHERE id = ? AND NOT EXISTS (SELECT 1 FROM "
    "sales_order AS o JOIN sales_order_personal AS p ON p.order_id = o.id WHERE o.customer_id = ?"
    " AND p.email_hash IS NOT NULL)";

std::string Context(domain::CustomerId id) {
    return "customer|" + std::to_string(id.value);
}

std::string EmailHash(const Keys& keys, const std::string& email) {
    return base::HmacSha256(keys.email_index, base::FoldForSearch(email));
}

}  // namespace

std::optional<domain::Customer> SqlCustomerStore::Load(domain::CustomerId id) {
    sql::Rows rows = connection_.Query(kLoad, id);
    if (!rows.Next()) {
        return std::nullopt;
    }
    if (!ports::PersonalViewScope::IsOpen()) {
        return domain::Customer{id, rows.IdAt<domain::StoreViewId>(0), "", "", rows.At(2)};
    }
    ports::PersonalViewScope::Note("customer", id.value);
    std::vector<std::string> parts = OpenParts(keys_.customer, Context(id), rows.View(1), 2);
    return domain::Customer{id, rows.IdAt<domain::StoreViewId>(0), std::move(parts[0]),
                            std::move(parts[1]), rows.At(2)};
}

std::optional<domain::CustomerId> SqlCustomerStore::FindByEmail(domain::StoreViewId view,
                                                                const std::string& email) {
    const auto id = connection_.QueryInt(kFindByEmail, view, sql::Bytes{EmailHash(keys_, email)});
    return id ? std::optional(domain::CustomerId(*id)) : std::nullopt;
}

void SqlCustomerStore::Insert(domain::Customer& customer) {
    customer.id = domain::CustomerId(connection_.NewId("customer"));
    const std::string sealed =
        SealParts(keys_.customer, Context(customer.id), {customer.name, customer.email});
    // Without an address there is nothing to find the account by, and any number of them may exist.
    const std::string hash =
        customer.email.empty() ? std::string() : EmailHash(keys_, customer.email);
    connection_.Exec(kInsert, customer.id, customer.store_view_id,
                     hash.empty() ? sql::Value() : sql::Value(sql::Bytes{hash}), sql::Bytes{sealed},
                     customer.created_at);
}

ports::CustomerPage SqlCustomerStore::List(std::int64_t page_size, std::int64_t page) {
    ports::CustomerPage found;
    found.total_count = connection_.QueryInt(kCount).value_or(0);
    std::vector<domain::CustomerId> ids;
    {
        sql::Rows rows = connection_.Query(kPage, page_size, (page - 1) * page_size);
        while (rows.Next()) {
            ids.push_back(rows.IdAt<domain::CustomerId>(0));
        }
    }
    for (const domain::CustomerId id : ids) {
        found.customers.push_back(Load(id).value());
    }
    return found;
}

std::vector<domain::CustomerId> SqlCustomerStore::AllWithEmail(const std::string& email) {
    std::vector<domain::CustomerId> ids;
    if (!ports::PersonalViewScope::IsOpen()) {
        return ids;
    }
    const std::string hash = EmailHash(keys_, email);
    sql::Rows rows = connection_.Query(kAllWithEmail, sql::Bytes{hash});
    while (rows.Next()) {
        ids.push_back(rows.IdAt<domain::CustomerId>(0));
    }
    return ids;
}

void ForgetCustomerWithoutOrders(sql::Connection& connection, const Keys& keys,
                                 domain::CustomerId id) {
    const std::string nobody = SealParts(keys.customer, Context(id), {"", ""});
    connection.ExecLater(kForget, sql::Bytes{nobody}, id, id);
}

}  // namespace orderyard::storage
