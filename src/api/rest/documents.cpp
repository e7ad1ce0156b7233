// GET of invoices, shipments and credit memos, single and in lists; and what of them Magento always
// refuses.
#include "api/errors.hpp"
#include "api/rest/change.hpp"
#include "api/rest/document_shape.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/list_answer.hpp"
#include "api/rest/orders_by_id.hpp"
#include "api/rest/show_document.hpp"
#include "ports/document_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::rest {
namespace {

using ports::DocumentKind;
using ports::DocumentStore;
using ports::SearchQuery;

constexpr ConstantField kInvoiceConstants[] = {
    {"base_discount_tax_compensation_amount", "0"},
    {"base_shipping_discount_tax_compensation_amnt", "0"},
    {"base_to_global_rate", "1"},
    {"base_to_order_rate", "1"},
    {"can_void_flag", "0"},
    {"customer_note", std::nullopt},
    {"customer_note_notify", std::nullopt},
    {"discount_description", std::nullopt},
    {"discount_tax_compensation_amount", "0"},
    {"is_used_for_refund", std::nullopt},
    {"send_email", std::nullopt},
    {"shipping_discount_tax_compensation_amount", "0"},
    {"store_to_base_rate", "0"},
    {"store_to_order_rate", "0"},
};
constexpr ConstantField kShipmentConstants[] = {
    {"customer_note", std::nullopt},  {"customer_note_notify", std::nullopt},
    {"send_email", std::nullopt},     {"shipment_status", std::nullopt},
    {"shipping_label", std::nullopt}, {"total_weight", std::nullopt},
};
constexpr ConstantField kCreditMemoConstants[] = {
    {"base_discount_tax_compensation_amount", "0"},
    {"base_shipping_discount_tax_compensation_amnt", "0"},
    {"base_to_global_rate", "1"},
    {"base_to_order_rate", "1"},
    {"creditmemo_status", std::nullopt},
    {"customer_note", std::nullopt},
    {"customer_note_notify", std::nullopt},
    {"discount_description", std::nullopt},
    {"discount_tax_compensation_amount", "0"},
    {"send_email", std::nullopt},
    {"shipping_discount_tax_compensation_amount", "0"},
    {"store_to_base_rate", "0"},
    {"store_to_order_rate", "0"},
};

// How each kind is found, and what all of it have in common.
template <class Document>
struct Access;

template <>
struct Access<domain::Invoice> {
    static constexpr DocumentKind kKind = DocumentKind::kInvoice;
    static constexpr ConstantFields kConstants{kInvoiceConstants};
    static auto Find(DocumentStore& store, std::int64_t id) {
        return store.FindInvoice(domain::InvoiceId(id));
    }
    static auto Search(DocumentStore& store, const SearchQuery& query) {
        return store.SearchInvoices(query);
    }
};

template <>
struct Access<domain::Shipment> {
    static constexpr DocumentKind kKind = DocumentKind::kShipment;
    static constexpr ConstantFields kConstants{kShipmentConstants};
    static auto Find(DocumentStore& store, std::int64_t id) {
        return store.FindShipment(domain::ShipmentId(id));
    }
    static auto Search(DocumentStore& store, const SearchQuery& query) {
        return store.SearchShipments(query);
    }
};

template <>
struct Access<domain::CreditMemo> {
    static constexpr DocumentKind kKind = DocumentKind::kCreditMemo;
    static constexpr ConstantFields kConstants{kCreditMemoConstants};
    static auto Find(DocumentStore& store, std::int64_t id) {
        return store.FindCreditMemo(domain::CreditMemoId(id));
    }
    static auto Search(DocumentStore& store, const SearchQuery& query) {
        return store.SearchCreditMemos(query);
    }
};

template <class Document>
void WriteItems(JsonWriter& json, ports::Transaction& tx,
                const ports::DocumentPage<Document>& page) {
    std::vector<domain::OrderId> order_ids;
    for (const Document& document : page.documents) {
        order_ids.push_back(document.order_id);
    }
    const auto orders = OrdersById(tx, order_ids);
    for (const Document& document : page.documents) {
        const auto comments = tx.documents().Comments(Access<Document>::kKind, document.id.value);
        WriteDocument(json,
                      DocumentToShow<Document>{document, orders.at(document.order_id), comments});
    }
}

template <class Document>
Answer List(const Call& call) {
    return AnswerList(
        call,
        [](ports::Transaction& tx, const SearchQuery& query) {
            return Access<Document>::Search(tx.documents(), query);
        },
        WriteItems<Document>, Access<Document>::kConstants);
}

template <class Document>
Answer Json(ports::Transaction& tx, std::int64_t id) {
    const auto document = Access<Document>::Find(tx.documents(), id);
    const auto order = document ? tx.orders().Load(document->order_id) : std::nullopt;
    if (!order) {
        return base::Fail(MagentoNoSuchEntity());
    }
    const auto comments = tx.documents().Comments(Access<Document>::kKind, id);
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteDocument(json, DocumentToShow<Document>{*document, *order, comments});
    return json.Take();
}

template <class Document>
Answer Show(const Call& call) {
    const auto id = call.PathId();
    if (!id) {
        return base::Fail(id.error());
    }
    Answer answer;
    call.context.database.Read([&](ports::Transaction& tx) { answer = Json<Document>(tx, *id); });
    return answer;
}

// A document that must exist for the refusal to be about it.
template <class Document>
Answer AlwaysRefuse(const Call& call, const char* sentence) {
    const auto id = call.PathId();
    if (!id) {
        return base::Fail(id.error());
    }
    bool exists = false;
    call.context.database.Read([&](ports::Transaction& tx) {
        exists = Access<Document>::Find(tx.documents(), *id).has_value();
    });
    return base::Fail(exists ? Refused(sentence) : MagentoNoSuchEntity());
}

}  // namespace

Answer InvoiceJson(ports::Transaction& tx, std::int64_t id) {
    return Json<domain::Invoice>(tx, id);
}

Answer ShipmentJson(ports::Transaction& tx, std::int64_t id) {
    return Json<domain::Shipment>(tx, id);
}

Answer CreditMemoJson(ports::Transaction& tx, std::int64_t id) {
    return Json<domain::CreditMemo>(tx, id);
}

Answer ListInvoices(const Call& call) {
    return List<domain::Invoice>(call);
}

Answer ShowInvoice(const Call& call) {
    return Show<domain::Invoice>(call);
}

Answer ListShipments(const Call& call) {
    return List<domain::Shipment>(call);
}

Answer ShowShipment(const Call& call) {
    return Show<domain::Shipment>(call);
}

Answer ListCreditMemos(const Call& call) {
    return List<domain::CreditMemo>(call);
}

Answer ShowCreditMemo(const Call& call) {
    return Show<domain::CreditMemo>(call);
}

// The channel collects the money, so there is no payment to void or capture here.
Answer VoidInvoice(const Call& call) {
    return AlwaysRefuse<domain::Invoice>(call, "The void action is not available.");
}

Answer CaptureInvoice(const Call& call) {
    return AlwaysRefuse<domain::Invoice>(call, "The capture action is not available.");
}

Answer CancelCreditMemo(const Call&) {
    return base::Fail(Refused("You can not cancel Credit Memo"));
}

// Labels are bought elsewhere and not kept here.
Answer ShowLabel(const Call& call) {
    const auto id = call.PathId();
    if (!id) {
        return base::Fail(id.error());
    }
    bool exists = false;
    call.context.database.Read([&](ports::Transaction& tx) {
        exists = tx.documents().FindShipment(domain::ShipmentId(*id)).has_value();
    });
    return exists ? Answer("\"\"") : base::Fail(MagentoNoSuchEntity());
}

}  // namespace orderyard::api::rest
