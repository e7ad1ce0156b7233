// The key of each order and the personal data sealed with it: one row an order, destroyed on purge.
#pragma once

#include <optional>
#include <string_view>

#include "domain/ids.hpp"
#include "domain/privacy/personal_data.hpp"
#include "storage/keys.hpp"
#include "storage/privacy/vault.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

inline constexpr std::string_view kOrderPersonalTable = "sales_order_personal";

// Where the wrapped key and the sealed personal data of an order live.
SealedPlace OrderKeyPlace(domain::OrderId id);
SealedPlace OrderPersonalPlace(domain::OrderId id);

// nullopt: the order was purged, or never was.
std::optional<OrderKey> LoadOrderKey(sql::Connection& connection, const Keys& keys,
                                     domain::OrderId id);
// To seal something new with. An order that was purged gets a key for what is said from now on.
OrderKey OrderKeyToSeal(sql::Connection& connection, const Keys& keys, domain::OrderId id);
// Stores the key, wrapped, and the personal data.
void PutOrderPersonal(sql::Connection& connection, const Keys& keys, const OrderKey& key,
                      domain::OrderId id, const domain::PersonalData& personal);

}  // namespace orderyard::storage
