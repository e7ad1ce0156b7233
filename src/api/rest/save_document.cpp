// POST /V1/invoices, /V1/shipment, /V1/creditmemo and /V1/creditmemo/refund: Magento stores such a
// document as it is given and touches nothing else; here it is made by the rules, so that
// quantities, stock, the order's state and the channel follow. Nobody's client counts on less.
#include "api/errors.hpp"
#include "api/rest/change.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/make_document.hpp"
#include "api/rest/read_track.hpp"
#include "api/rest/show_document.hpp"

namespace orderyard::api::rest {
namespace {

using actions::Step;
using domain::OrderId;

constexpr const char* kInvoice = "The invoice couldn't be saved.";
constexpr const char* kShipment = "The shipment couldn't be saved.";
constexpr const char* kCreditMemo = "The credit memo couldn't be saved.";

struct Given {
    Input entity;
    OrderId order_id;
    bool is_known = false;  // it names a document that is there already
    DocumentInput document;
};

// What all kinds have. Items that are not given are none, as opposed to "all that is left".
DocumentInput ReadRaw(Input& entity) {
    DocumentInput document = ReadDocumentInput(entity);
    document.has_items = true;
    for (Input& comment : entity.Objects("comments")) {
        const std::string text = comment.Text("comment").value_or("");
        const bool is_visible = comment.IntFlag("is_visible_on_front");
        if (document.comment.empty()) {
            document.comment = text;
            document.is_comment_visible = is_visible;
        }
    }
    return document;
}

// The reasons below the sentence of a save.
base::Error NotSaved(const char* sentence, const base::Error& why) {
    if (why.code == base::ErrorCode::kNotFound) {
        return Refused(sentence);
    }
    const std::string text = why.Text();
    const std::size_t heading = text.find("Validation Error(s):\n");
    const std::string reasons =
        heading == std::string::npos ? text : text.substr(text.find('\n') + 1);
    return Refused(sentence + ("\n" + reasons));
}

// `make`: the document's id by the rules; `show`: its JSON.
template <class Make, class Show>
Answer Save(const Call& call, const char* parameter, const char* sentence, Make make, Show show) {
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    auto entity = input->NeededObject(parameter, parameter);
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());  // also when the object is missing
    }
    Given given{*entity, OrderId(entity->Int("order_id").value_or(0)),
                entity->Int("entity_id").value_or(0) != 0, ReadRaw(*entity)};
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    if (given.is_known) {
        return base::Fail(
            NotSaved(sentence, Refused("A document that exists is not changed any more.")));
    }
    return Change(call, [&](const Step& step) -> Answer {
        const auto id = make(step, given);
        return id ? show(step.tx, id->value) : base::Fail(NotSaved(sentence, id.error()));
    });
}

RefundInput ReadMemo(const Given& given) {
    RefundInput memo;
    memo.document = given.document;
    memo.amounts = given.entity;
    memo.keeps_shipping = true;
    Input entity = given.entity;
    memo.invoice_id = domain::InvoiceId(entity.Int("invoice_id").value_or(0));
    if (auto extension = entity.Object("extension_attributes")) {
        memo.stock_items = extension->Ints("return_to_stock_items");
        memo.reason = extension->Text("reason").value_or("");
    }
    return memo;
}

}  // namespace

Answer SaveInvoice(const Call& call) {
    return Save(
        call, "entity", kInvoice,
        [](const Step& step, const Given& given) {
            return MakeInvoice(step, given.order_id, given.document);
        },
        InvoiceJson);
}

Answer SaveShipment(const Call& call) {
    return Save(
        call, "entity", kShipment,
        [](const Step& step, const Given& given) {
            ShipInput ship;
            ship.document = given.document;
            Input entity = given.entity;
            for (Input& track : entity.Objects("tracks")) {
                ship.tracks.push_back(ReadTrack(track));
            }
            if (auto extension = entity.Object("extension_attributes")) {
                ship.source_code = extension->Text("source_code").value_or("");
            }
            return MakeShipment(step, given.order_id, ship);
        },
        ShipmentJson);
}

Answer SaveCreditMemo(const Call& call) {
    return Save(
        call, "entity", kCreditMemo,
        [](const Step& step, const Given& given) {
            return MakeCreditMemo(step, given.order_id, ReadMemo(given));
        },
        CreditMemoJson);
}

// The refund says in its own words what is wrong.
Answer RefundCreditMemo(const Call& call) {
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    input->Flag("offline_requested");  // the channel pays back, whatever is asked
    auto entity = input->NeededObject("creditmemo", "creditmemo");
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());  // also when the object is missing
    }
    const Given given{*entity, OrderId(entity->Int("order_id").value_or(0)),
                      entity->Int("entity_id").value_or(0) != 0, ReadRaw(*entity)};
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    if (given.is_known) {
        return base::Fail(Refused("We cannot register an existing credit memo."));
    }
    return Change(call, [&](const Step& step) -> Answer {
        const auto id = MakeCreditMemo(step, given.order_id, ReadMemo(given));
        if (!id && id.error().code == base::ErrorCode::kNotFound) {
            return base::Fail(base::NotFound("We found an invalid order to refund."));
        }
        return id ? CreditMemoJson(step.tx, id->value) : base::Fail(id.error());
    });
}

}  // namespace orderyard::api::rest
