// Keys of orders, wrapped by a subkey of the master key.
#include "storage/orders/order_keys.hpp"

#include "storage/privacy/blind_index.hpp"
#include "storage/privacy/personal_codec.hpp"

namespace orderyard::storage {

using domain::OrderId;

namespace {

constexpr const char* kPutPersonal =
    "INSERT INTO sales_order_personal(order_id, wrapped_key, personal, email_hash) "
    "VALUES (?, ?, ?, ?) ON CONFLICT (order_id) DO UPDATE SET personal = excluded.personal, "
    "email_hash = excluded.email_hash, wrapped_key = excluded.wrapped_key";
constexpr const char* kWrappedKey =
    "SELECT wrapped_key FROM sales_order_personal WHERE order_id = ?";

}  // namespace

SealedPlace OrderKeyPlace(OrderId id) {
    return {kOrderPersonalTable, "wrapped_key", id.value};
}
SealedPlace OrderPersonalPlace(OrderId id) {
    return {kOrderPersonalTable, "personal", id.value};
}

std::optional<OrderKey> LoadOrderKey(sql::Connection& connection, const Keys& keys, OrderId id) {
    sql::Rows rows = connection.Query(kWrappedKey, id);
    if (!rows.Next()) {
        return std::nullopt;
    }
    return OrderKey::Unwrap(keys, rows.View(0), OrderKeyPlace(id));
}

OrderKey OrderKeyToSeal(sql::Connection& connection, const Keys& keys, OrderId id) {
    if (std::optional<OrderKey> key = LoadOrderKey(connection, keys, id)) {
        return *std::move(key);
    }
    OrderKey key = OrderKey::New();
    PutOrderPersonal(connection, keys, key, id, {});
    return key;
}

void PutOrderPersonal(sql::Connection& connection, const Keys& keys, const OrderKey& key,
                      OrderId id, const domain::PersonalData& personal) {
    const std::string wrapped = key.Wrap(keys, OrderKeyPlace(id));
    const std::string sealed = key.Seal(EncodePersonalData(personal), OrderPersonalPlace(id));
    const std::string& email = personal.buyer_email;
    const sql::Value email_hash =
        email.empty() ? sql::Value() : sql::Value(BlindIndex::EmailHash(keys, email));
    connection.ExecLater(kPutPersonal, id, sql::Bytes{wrapped}, sql::Bytes{sealed}, email_hash);
}

}  // namespace orderyard::storage
