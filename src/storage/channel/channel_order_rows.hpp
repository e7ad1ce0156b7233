// Channel orders read from their tables.
#pragma once

#include <optional>

#include "domain/channel/channel_order.hpp"
#include "domain/channel/verdict.hpp"
#include "storage/keys.hpp"
#include "storage/privacy/vault.hpp"
#include "storage/sql/connection.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

inline constexpr std::string_view kChannelPersonalTable = "channel_order_personal";

SealedPlace ChannelKeyPlace(domain::ChannelOrderId id);
SealedPlace ChannelPersonalPlace(domain::ChannelOrderId id);
SealedPlace ChannelPayloadPlace(domain::ChannelOrderId id);

// Columns verdict_kind, verdict_rule, verdict_text, verdict_inputs, next_look.
domain::Verdict ReadVerdict(sql::RowReader& row);
// Columns wrapped_key, personal; empty when they are NULL (purged).
domain::PersonalData ReadChannelPersonal(sql::RowReader& row, const Keys& keys,
                                         domain::ChannelOrderId id);

std::optional<domain::ChannelOrder> LoadChannelOrder(sql::Connection& connection, const Keys& keys,
                                                     domain::ChannelOrderId id);

}  // namespace orderyard::storage
