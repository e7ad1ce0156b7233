// Everything about an order that names or reaches a person. Lives in one encrypted value per order
// and nowhere else: never in a plain column, a log line, a URL or a file name. City, region and
// country are not in here.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace orderyard::domain {

struct PersonalAddress {
    std::string name;
    std::string company;
    std::vector<std::string> lines;  // street lines as given, 0 to 4
    std::string postal_code;
    std::string phone;
    std::vector<std::pair<std::string, std::string>>
        extended;  // e.g. streetNumber, neighborhood (Brazil)

    friend bool operator==(const PersonalAddress&, const PersonalAddress&) = default;
};

// What a person put in the place of the shipping address a channel gave. All of it or nothing: an
// address without a country is none.
struct CorrectedAddress {
    std::vector<std::string> lines;
    std::string city, region, postal_code, country_code;

    bool IsSet() const { return !country_code.empty(); }
    friend bool operator==(const CorrectedAddress&, const CorrectedAddress&) = default;
};

struct TaxRegistration {
    std::string entity;  // BUYER, MERCHANT, MARKETPLACE, verbatim
    std::string legal_name;
    std::string kind;  // BUSINESS, VAT, CST, CPF, CNPJ, verbatim
    std::string number;
    std::vector<std::pair<std::string, std::string>> attributes;  // e.g. TAX_OFFICE
    PersonalAddress address;
    std::string address_city, address_region, address_country;

    friend bool operator==(const TaxRegistration&, const TaxRegistration&) = default;
};

// What belongs to one line.
struct PersonalItem {
    std::string channel_item_number;
    std::string gift_message;
    std::string customized_url;
    std::string cancel_request_reason;  // free text of the buyer
    std::string cancel_reason;          // free text of whoever cancelled

    friend bool operator==(const PersonalItem&, const PersonalItem&) = default;
};

struct PersonalData {
    std::string buyer_name;
    std::string buyer_email;
    std::string buyer_company;
    std::string purchase_order_number;
    PersonalAddress shipping;
    PersonalAddress billing;  // commerce orders only; a channel order has none
    std::string drop_off_location;
    std::string delivery_instruction;
    std::vector<TaxRegistration> tax_registrations;
    std::vector<PersonalItem> items;
    CorrectedAddress corrected;  // channel orders only: ours, beside what the channel said

    const PersonalItem* FindItem(const std::string& channel_item_number) const;

    friend bool operator==(const PersonalData&, const PersonalData&) = default;
};

}  // namespace orderyard::domain
