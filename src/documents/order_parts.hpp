// Parts of papers that say who, where and which order. For paper_texts only.
#pragma once

#include <string>
#include <vector>

#include "documents/paper_texts.hpp"
#include "documents/words.hpp"

namespace orderyard::documents {

std::string Say(const Paper& paper, Word word);

AddressBox BilledTo(const Paper& paper, const domain::Order& order);
AddressBox ShippedTo(const Paper& paper, const domain::Order& order);
// Payment and shipping method; no lines when neither is known.
AddressBox HowBox(const Paper& paper, const domain::Order& order);
// Order number and date, the channel's number; as far as the settings want them.
void AddOrderFacts(const Paper& paper, const domain::Order& order, std::vector<Fact>& facts);

// The name, and the SKU below.
Cell ProductCell(const domain::OrderItem& item);

// A line of the totals unless the amount is 0; returns whether it was added.
bool AddTotal(const Paper& paper, Word word, const base::Money& amount, std::vector<Total>& totals);
void AddGrandTotal(const Paper& paper, Word word, const base::Money& amount,
                   std::vector<Total>& totals);

// `total` over `quantity`, to 1/10,000: more decimals than the currency has, where it does not come
// out even.
std::string UnitPrice(const Paper& paper, const base::Money& total, std::int64_t quantity);
// A dash for nothing.
std::string AmountIfAny(const Paper& paper, const base::Money& amount);

}  // namespace orderyard::documents
