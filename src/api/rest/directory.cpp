// GET /V1/directory/*: open to everybody, as in Magento.
#include <algorithm>

#include "api/errors.hpp"
#include "api/json_writer.hpp"
#include "api/rest/countries.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/view_currency.hpp"
#include "base/text.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::rest {
namespace {

void WriteCountry(JsonWriter& json, const Country& country) {
    json.BeginObject().Field("id", country.two_letters);
    json.Field("two_letter_abbreviation", country.two_letters);
    json.Field("three_letter_abbreviation", country.three_letters);
    json.Field("full_name_locale", country.name).Field("full_name_english", country.name);
    json.EndObject();
}

std::string SymbolOf(const std::string& currency) {
    constexpr std::pair<std::string_view, const char*> kSymbols[] = {
        {"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}, {"JPY", "¥"}, {"INR", "₹"},
    };
    for (const auto& [code, symbol] : kSymbols) {
        if (code == currency) {
            return symbol;
        }
    }
    return currency;
}

}  // namespace

Answer ListCountries(const Call&) {
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginArray();
    for (const Country& country : kCountries) {
        WriteCountry(json, country);
    }
    json.EndArray();
    return json.Take();
}

Answer ShowCountry(const Call& call) {
    const std::string wanted = base::AsciiUpper(call.request.PathParam("id"));
    for (const Country& country : kCountries) {
        if (wanted == country.two_letters) {
            JsonWriter json(JsonWriter::Style::kMagento);
            WriteCountry(json, country);
            return json.Take();
        }
    }
    return base::Fail(base::NotFound("The country isn't available."));
}

// The first view's; no amount is ever converted, so every rate is to itself.
Answer ShowCurrency(const Call& call) {
    std::vector<std::string> codes;
    call.context.database.Read([&](ports::Transaction& tx) {
        codes.clear();
        for (const domain::StoreView& view : tx.stores().ListViews()) {
            std::string code = ViewCurrency(tx, view);
            if (std::find(codes.begin(), codes.end(), code) == codes.end()) {
                codes.push_back(std::move(code));
            }
        }
    });
    if (codes.empty()) {
        return base::Fail(MagentoNoSuchEntity());
    }
    const std::string& base_code = codes.front();
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginObject().Field("base_currency_code", base_code);
    json.Field("base_currency_symbol", SymbolOf(base_code));
    json.Field("default_display_currency_code", base_code);
    json.Field("default_display_currency_symbol", SymbolOf(base_code));
    json.Key("available_currency_codes").BeginArray();
    for (const std::string& code : codes) {
        json.String(code);
    }
    json.EndArray().Key("exchange_rates").BeginArray();
    json.BeginObject().Field("currency_to", base_code).Field("rate", 1).EndObject();
    json.EndArray().EndObject();
    return json.Take();
}

}  // namespace orderyard::api::rest
