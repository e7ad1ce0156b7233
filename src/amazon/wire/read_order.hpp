// Amazon's JSON of one order -> wire::Order. Tolerant: what Amazon adds is noted, not refused.
#pragma once

#include <string_view>

#include "amazon/wire/object_reader.hpp"
#include "amazon/wire/order.hpp"

namespace orderyard::amazon::wire {

// `text` is one order, as searchOrders lists it and getOrder holds it. kMalformed names the member;
// kTooLarge past limits::kOrderPayloadBytesMax or kOrderLinesMax. `notes`, when given, is filled
// either way.
base::Result<Order> ReadOrder(std::string_view text, ReadNotes* notes = nullptr);

// The parts, for read_order.cpp only.
void ReadMoney(ObjectReader& in, Money& out);
void ReadRange(ObjectReader& in, DateTimeRange& out);
void ReadMeasurement(ObjectReader& in, Measurement& out);
void ReadAddress(ObjectReader& in, Address& out);
void ReadItem(ObjectReader& in, OrderItem& out);

}  // namespace orderyard::amazon::wire
