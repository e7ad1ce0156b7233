// Invoices, shipments and credit memos read from their tables: one statement for the heads and one
// for each kind of child, however many documents are asked for.
#pragma once

#include <vector>

#include "domain/credit_memo/credit_memo.hpp"
#include "domain/invoice/invoice.hpp"
#include "domain/shipment/shipment.hpp"
#include "storage/sql/connection.hpp"
#include "storage/sql/id_list.hpp"

namespace orderyard::storage {

// Which documents: all of an order, or those with these ids.
struct DocumentChoice {
    enum class By { kOrder, kId, kIds };

    static DocumentChoice OfOrder(domain::OrderId id) { return {By::kOrder, id.value, {}}; }
    template <class Id>
    static DocumentChoice Of(Id id) {
        return {By::kId, id.value, {}};
    }
    template <class Id>
    static DocumentChoice Of(sql::Dialect dialect, const std::vector<Id>& ids) {
        return {By::kIds, 0, sql::IdList(dialect, ids)};
    }
    sql::Value Parameter() const { return by == By::kIds ? sql::Value(list) : sql::Value(id); }

    By by = By::kOrder;
    std::int64_t id = 0;
    std::string list;
};

// By id.
std::vector<domain::Invoice> LoadInvoices(sql::Connection& connection,
                                          const DocumentChoice& choice);
std::vector<domain::Shipment> LoadShipments(sql::Connection& connection,
                                            const DocumentChoice& choice);
std::vector<domain::CreditMemo> LoadCreditMemos(sql::Connection& connection,
                                                const DocumentChoice& choice);

}  // namespace orderyard::storage
