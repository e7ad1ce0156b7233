// A batch a transaction: a long export must not hold a snapshot for minutes. Documents are read by
// spans of their ids, so that no page counts or skips what came before it.
#include "api/v1/papers/export_source.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/limits.hpp"
#include "ports/document_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

using documents::ExportKind;

constexpr std::size_t kBatchOrders = 200;
constexpr std::int64_t kSpanIds = 400;
// Who has seen names is recorded piece by piece, a commit each: not too small.
constexpr std::size_t kPieceBytes = 128 * 1024;

using ports::FilterOp;

ports::SearchQuery InSpan(std::int64_t after, std::int64_t last) {
    ports::SearchQuery query;
    query.sort = {{"entity_id", false}};
    query.groups.push_back({{"entity_id", FilterOp::kGt, {std::to_string(after)}}});
    query.groups.push_back({{"entity_id", FilterOp::kLteq, {std::to_string(last)}}});
    return query;
}

// Spans begin and end with whole seconds, which is all that these conditions can say.
void AddSpan(const ExportPlan& plan, ports::SearchQuery& query) {
    if (plan.covers && plan.covers->from) {
        query.groups.push_back(
            {{"updated_at", FilterOp::kGteq, {plan.covers->from->ToSqlSeconds()}}});
    }
    if (plan.covers) {
        query.groups.push_back({{"updated_at", FilterOp::kLt, {plan.covers->to.ToSqlSeconds()}}});
    }
}

// The first or last id of a document made in the plan's time; 0: there is none. Asked once: later
// spans of ids need no other condition, so that none is counted through the index of dates.
template <class Search>
std::int64_t EndOf(const ExportPlan& plan, bool is_last, Search search) {
    ports::SearchQuery query;
    query.sort = {{"entity_id", is_last}};
    query.page_size = 1;
    if (plan.from) {
        query.groups.push_back({{"created_at", FilterOp::kGteq, {plan.from->ToSqlSeconds()}}});
    }
    if (plan.to) {
        query.groups.push_back({{"created_at", FilterOp::kLt, {plan.to->ToSqlSeconds()}}});
    }
    AddSpan(plan, query);
    const auto page = search(query);
    if (!page) {
        throw std::logic_error("an export's own conditions: " + page.error().Text());
    }
    return page->documents.empty() ? 0 : page->documents.front().id.value;
}

template <class Document>
bool IsWanted(const ExportPlan& plan, const Document& document) {
    const auto is_in = [](base::Instant at, const std::optional<base::Instant>& from,
                          const std::optional<base::Instant>& to) {
        return (!from || at >= *from) && (!to || at < *to);
    };
    return is_in(document.created_at, plan.from, plan.to) &&
           (!plan.covers || is_in(document.updated_at, plan.covers->from, plan.covers->to));
}

}  // namespace

base::Result<> FindOrders(ports::Transaction& tx, ExportPlan& plan) {
    if (plan.kind != ExportKind::kOrders) {
        return {};
    }
    AddSpan(plan, plan.wanted.search);
    plan.wanted.search.page_size = base::limits::kExportOrdersMax + 1;
    plan.wanted.search.current_page = 1;
    auto found = tx.order_desk().Find(plan.wanted);
    if (!found) {
        return base::Fail(found.error());
    }
    // A keyword that is found too often may stand in orders nobody looked at.
    if (static_cast<std::int64_t>(found->ids.size()) > base::limits::kExportOrdersMax ||
        (!plan.wanted.keyword.empty() && !found->total.is_exact)) {
        base::Error error = base::InvalidInput("q", "Too many orders match; narrow it.");
        error.code = base::ErrorCode::kTooLarge;
        return base::Fail(std::move(error));
    }
    plan.orders = std::move(found->ids);
    return {};
}

ExportSource::ExportSource(const ports::Database& database, ExportPlan plan)
    : database_(database),
      plan_(std::move(plan)),
      writer_(documents::MakeSheetWriter(plan_.format, plan_.style)),
      table_(plan_.columns, *writer_) {
    writer_->Heads(plan_.heads);
}

ExportSource::~ExportSource() = default;

std::string ExportSource::Read() {
    while (!is_done_ && writer_->ReadyBytes() < kPieceBytes) {
        bool has_more = false;
        database_.Read([&](ports::Transaction& tx) { has_more = AddBatch(tx); });
        if (!has_more) {
            writer_->End();
            is_done_ = true;
        }
    }
    return writer_->Take();
}

bool ExportSource::AddBatch(ports::Transaction& tx) {
    switch (plan_.kind) {
        case ExportKind::kOrders: return AddOrders(tx);
        case ExportKind::kInvoices:
            return AddDocuments(tx, [&](const ports::SearchQuery& query) {
                return tx.documents().SearchInvoices(query);
            });
        case ExportKind::kShipments:
            return AddDocuments(tx, [&](const ports::SearchQuery& query) {
                return tx.documents().SearchShipments(query);
            });
        case ExportKind::kCreditMemos:
            return AddDocuments(tx, [&](const ports::SearchQuery& query) {
                return tx.documents().SearchCreditMemos(query);
            });
    }
    return false;
}

bool ExportSource::AddOrders(ports::Transaction& tx) {
    const std::size_t end = std::min(next_order_ + kBatchOrders, plan_.orders.size());
    const std::vector<domain::OrderId> ids(
        plan_.orders.begin() + static_cast<std::ptrdiff_t>(next_order_),
        plan_.orders.begin() + static_cast<std::ptrdiff_t>(end));
    for (const domain::Order& order : tx.order_desk().Orders(ids)) {
        table_.Add(order, StoreOf(tx, order));
    }
    next_order_ = end;
    return next_order_ < plan_.orders.size();
}

template <class Search>
bool ExportSource::AddDocuments(ports::Transaction& tx, Search search) {
    if (id_max_ < 0) {
        id_max_ = EndOf(plan_, true, search);
        last_id_ = id_max_ > 0 ? EndOf(plan_, false, search) - 1 : 0;
    }
    const std::int64_t last = std::min(last_id_ + kSpanIds, id_max_);
    auto page = search(InSpan(last_id_, last));
    if (!page) {
        throw std::logic_error("an export's own conditions: " + page.error().Text());
    }
    std::erase_if(page->documents,
                  [&](const auto& document) { return !IsWanted(plan_, document); });
    std::vector<domain::OrderId> ids;
    for (const auto& document : page->documents) {
        ids.push_back(document.order_id);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    const std::vector<domain::Order> orders = tx.order_desk().Orders(ids);
    std::unordered_map<std::int64_t, const domain::Order*> by_id;
    for (const domain::Order& order : orders) {
        by_id.emplace(order.id.value, &order);
    }
    for (const auto& document : page->documents) {
        const domain::Order& order = *by_id.at(document.order_id.value);
        table_.Add(order, StoreOf(tx, order), document);
    }
    last_id_ = last;
    return last_id_ < id_max_;
}

std::string_view ExportSource::StoreOf(ports::Transaction& tx, const domain::Order& order) {
    if (!order.channel) {
        return "";
    }
    const auto find = [&] {
        return std::find_if(stores_.begin(), stores_.end(), [&](const auto& known) {
            return known.first == order.channel->store_id;
        });
    };
    if (find() == stores_.end()) {
        const auto store = tx.stores().Load(order.channel->store_id);
        stores_.emplace_back(order.channel->store_id, store ? store->code : "");
    }
    return find()->second;
}

}  // namespace orderyard::api::v1
