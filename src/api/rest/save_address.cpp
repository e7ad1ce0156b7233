// PUT /V1/orders/:parent_id corrects an address of an order; the path's id beats the body's.
// Clients send whole addresses back: a placeholder that we showed for something unknown stays
// unknown.
#include "actions/correct_address.hpp"
#include "api/errors.hpp"
#include "api/rest/address_shape.hpp"
#include "api/rest/change.hpp"
#include "api/rest/document_input.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/input.hpp"
#include "base/text.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::rest {
namespace {

using domain::AddressCorrection;
using domain::AddressKind;

constexpr const char* kNotSaved = "The order address couldn't be saved.";
constexpr std::size_t kStreetLinesMax = 3;

struct AddressUpdate {
    std::int64_t id = 0;
    std::string type;
    std::string first_name, last_name, city, region, region_code, postcode, country, telephone;
    std::string email;
    std::vector<std::string> street;

    // What Magento's validator asks for.
    bool IsComplete() const {
        return !first_name.empty() && !last_name.empty() && !city.empty() && !postcode.empty() &&
               !country.empty() && !telephone.empty() && !email.empty() && !street.empty() &&
               !street.front().empty() && (type == "billing" || type == "shipping");
    }
};

std::vector<std::string> StreetLines(Input& entity) {
    std::vector<std::string> lines;
    for (const std::string& given : entity.Texts("street")) {
        for (std::string& line : base::Split(given, '\n')) {
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

AddressUpdate Read(Input& entity) {
    const auto text = [&](const char* name) {
        return std::string(base::Trim(entity.Text(name).value_or("")));
    };
    AddressUpdate update;
    update.id = entity.Int("entity_id").value_or(0);
    update.type = text("address_type");
    update.first_name = text("firstname");
    update.last_name = text("lastname");
    update.city = text("city");
    update.region = text("region");
    update.region_code = text("region_code");
    update.postcode = text("postcode");
    update.country = text("country_id");
    update.telephone = text("telephone");
    update.email = text("email");
    update.street = StreetLines(entity);
    return update;
}

// What an address of which nothing is known shows.
AddressText Placeholders() {
    return AddressTextOf(domain::Order{}, AddressType::kShipping);
}

AddressCorrection CorrectionOf(const domain::Order& order, AddressType type,
                               const AddressUpdate& update) {
    const AddressText hidden = Placeholders();
    const AddressText shown = AddressTextOf(order, type);
    const bool is_known = type == AddressType::kShipping || IsBillingKnown(order);
    const auto unless = [](const std::string& value, const std::string& placeholder) {
        return value == placeholder ? std::nullopt : std::optional(value);
    };
    AddressCorrection correction;
    // A name is shown in two parts that need not add up to what is stored.
    const bool is_name_shown =
        is_known && update.first_name == shown.first_name && update.last_name == shown.last_name;
    if (!is_name_shown) {
        correction.name = unless(update.first_name + " " + update.last_name,
                                 hidden.first_name + " " + hidden.last_name);
    }
    correction.city = unless(update.city, hidden.city);
    correction.phone = unless(update.telephone, hidden.telephone);
    correction.street1 = unless(update.street[0], hidden.street1);
    correction.street2 = update.street.size() > 1 ? update.street[1] : "";
    correction.street3 = update.street.size() > 2 ? update.street[2] : "";
    correction.postal_code = update.postcode;
    correction.country_code = update.country;
    const bool has_codes = base::EqualsIgnoreAsciiCase(update.country, "US");
    correction.region =
        has_codes && !update.region_code.empty() ? update.region_code : update.region;
    return correction;
}

// For what Magento has no sentence.
base::Error NotSaved(const std::string& reason) {
    return Refused(kNotSaved + ("\n" + reason));
}

std::string AddressJson(const domain::Order& order, AddressType type) {
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteAddress(json, order, type);
    return json.Take();
}

Answer Save(const actions::Step& step, domain::OrderId id, const AddressUpdate& update) {
    const auto order = step.tx.orders().Load(id);
    if (!order) {
        return base::Fail(MagentoNoSuchEntity());
    }
    const bool is_billing = update.type == "billing";
    const AddressType type = is_billing ? AddressType::kBilling : AddressType::kShipping;
    const bool is_of_order = update.id == 0 || update.id == AddressId(*order, type);
    if (!update.IsComplete() || !is_of_order) {
        return base::Fail(Refused(kNotSaved));
    }
    if (update.street.size() > kStreetLinesMax) {
        return base::Fail(NotSaved("A street has three lines at most."));
    }
    const auto change = actions::CorrectAddress(
        step, id, is_billing ? AddressKind::kBilling : AddressKind::kShipping,
        CorrectionOf(*order, type, update));
    if (change) {
        return AddressJson(change->file.order, type);
    }
    return ReasonOf(change.error()) == "unchanged" ? Answer(AddressJson(*order, type))
                                                   : base::Fail(NotSaved(change.error().Text()));
}

}  // namespace

Answer SaveAddress(const Call& call) {
    const auto id = call.PathId();
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    AddressUpdate update;
    if (auto entity = input->NeededObject("entity", "entity")) {
        update = Read(*entity);
    }
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    if (!id) {
        return base::Fail(id.error());
    }
    return Change(
        call, [&](const actions::Step& step) { return Save(step, domain::OrderId(*id), update); });
}

}  // namespace orderyard::api::rest
