// Made-up buyers and addresses in the manner of each country, some of them as dirty as real ones.
#pragma once

#include <string>
#include <string_view>

#include "sandbox/world/dice.hpp"
#include "sandbox/world/order.hpp"

namespace orderyard::sandbox {

struct Person {
    std::string name;
    Address address;  // with the person's name in it
};

// `country` as in Marketplace, or "KR" for parcels that go abroad. About one address in twenty is
// dirty.
Person InventPerson(std::string_view country, Dice& dice);
std::string InventCompany(std::string_view country, Dice& dice);
// Fills a pattern: '#' a digit, '@' a capital letter, anything else as it is.
std::string FillPattern(std::string_view pattern, Dice& dice);

}  // namespace orderyard::sandbox
