// What an invoice can answer about itself, and the words of its states.
#include "domain/invoice/invoice.hpp"

#include "domain/words.hpp"

namespace orderyard::domain {
namespace {

constexpr Words<InvoiceState, 3> kStateWords{{
    {InvoiceState::kOpen, "open"},
    {InvoiceState::kPaid, "paid"},
    {InvoiceState::kCanceled, "canceled"},
}};

}  // namespace

std::string_view ToString(InvoiceState state) {
    return WordOf(kStateWords, state);
}
std::optional<InvoiceState> InvoiceStateFrom(std::string_view text) {
    return EnumOf(kStateWords, text);
}

std::int64_t Invoice::Quantity() const {
    std::int64_t sum = 0;
    for (const auto& line : lines) {
        sum += line.pieces.count;
    }
    return sum;
}

}  // namespace orderyard::domain
