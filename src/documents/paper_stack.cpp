// Letterheads keep their formats while the stack grows: most papers of a batch share them.
#include "documents/paper_stack.hpp"

#include "documents/address_label.hpp"

namespace orderyard::documents {

Formats& PaperStack::FormatsOf(const Letterhead& head) {
    const auto key = std::tuple(head.settings.language, head.settings.region, head.zone);
    auto found = formats_.find(key);
    if (found == formats_.end()) {
        found =
            formats_.emplace(key, Formats(head.settings.language, head.settings.region, head.zone))
                .first;
    }
    return found->second;
}

void PaperStack::AddInvoice(const Letterhead& head, const domain::OrderFile& file,
                            const domain::Invoice& invoice) {
    DrawSheet(canvas_, head, InvoiceText({head, FormatsOf(head)}, file, invoice));
}

void PaperStack::AddCreditMemo(const Letterhead& head, const domain::OrderFile& file,
                               const domain::CreditMemo& memo) {
    DrawSheet(canvas_, head, CreditMemoText({head, FormatsOf(head)}, file, memo));
}

void PaperStack::AddPackingSlip(const Letterhead& head, const domain::Order& order,
                                const domain::Shipment* shipment) {
    DrawSheet(canvas_, head, PackingSlipText({head, FormatsOf(head)}, order, shipment));
}

void PaperStack::AddPickList(const Letterhead& head, const std::vector<domain::Order>& orders,
                             const Bins& bins, base::Instant now) {
    DrawSheet(canvas_, head,
              PickListText({head, FormatsOf(head)}, PickLines(orders, bins), orders.size(), now));
}

void PaperStack::AddLabel(const Letterhead& head, const domain::Order& order,
                          const std::string& number) {
    DrawAddressLabel(canvas_, {head, FormatsOf(head)}, order, number);
}

}  // namespace orderyard::documents
