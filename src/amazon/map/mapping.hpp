// What the mapping of an order and of its lines share. Internal to amazon/map.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "amazon/wire/order.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "domain/channel/channel_order.hpp"

namespace orderyard::amazon {

// Collects the first error, so that the mapping itself reads as a list of fields.
class Mapping {
  public:
    explicit Mapping(domain::ChannelOrder& out) : out_(out) {}

    domain::ChannelOrder& order() { return out_; }
    const std::optional<base::Error>& error() const { return error_; }

    void Fail(std::string field, base::Error error);
    void Unknown(std::string path, std::string_view value);

    // All amounts of an order are of one currency: the first one's. A zero Money after an error.
    base::Money Amount(const wire::Money& money, const std::string& field);
    std::optional<base::Money> Amount(const std::optional<wire::Money>& money,
                                      const std::string& field);
    std::optional<base::Instant> Time(const std::string& text, const std::string& field);
    base::Instant RequiredTime(const std::string& text, const std::string& field);
    domain::TimeWindow Window(const wire::DateTimeRange& range, const std::string& field);
    std::int64_t Quantity(std::optional<std::int64_t> quantity, const std::string& field);
    // An id is never cut: one too long to be an id is an error.
    std::string Id(std::string text, const std::string& field);

  private:
    domain::ChannelOrder& out_;
    std::optional<base::Error> error_;
};

// Text bounded by limits.hpp, cut between characters.
std::string Short(std::string text);
std::string Long(std::string text);
void AddFact(std::vector<domain::ChannelFact>& facts, std::string_view name, std::string value);

domain::AmountKind AmountKindOf(std::string_view amazon_word);
domain::Location LocationOf(const wire::Address& address);
domain::PersonalAddress PersonalAddressOf(wire::Address address);
std::string MeasurementText(const wire::Measurement& measurement);
// Appends the line to the order and its personal part to the order's personal data.
void MapItem(Mapping& mapping, wire::OrderItem item, std::size_t index);

}  // namespace orderyard::amazon
