// Documents are read only where the order's own counters do not tell all there is to show.
#include "api/rest/rendered_orders.hpp"

#include <map>

#include "api/rest/order_shape.hpp"
#include "ports/document_store.hpp"
#include "ports/personal_view.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::rest {
namespace {

using Views = std::map<domain::StoreViewId, domain::StoreView>;

Views ViewsOf(ports::Transaction& tx) {
    Views views;
    for (domain::StoreView& view : tx.stores().ListViews()) {
        views.emplace(view.id, std::move(view));
    }
    return views;
}

const domain::StoreView* Find(const Views& views, domain::StoreViewId id) {
    const auto view = views.find(id);
    return view == views.end() ? nullptr : &view->second;
}

// Reads and writes the orders of `ids` that exist.
std::map<domain::OrderId, SharedText> Render(ports::Transaction& tx,
                                             const std::vector<domain::OrderId>& ids,
                                             const Views& views) {
    std::map<domain::OrderId, SharedText> texts;
    if (ids.empty()) {
        return texts;
    }
    std::vector<domain::Order> orders = tx.orders().LoadAll(ids);
    const auto histories = tx.orders().Histories(ids);
    std::map<domain::OrderId, const std::vector<domain::HistoryEntry>*> history_of;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        history_of.emplace(ids[i], &histories[i]);
    }
    for (domain::Order& order : orders) {
        const bool has_file = NeedsDocuments(order);
        domain::OrderFile file;
        file.order = std::move(order);
        if (has_file) {
            tx.documents().LoadFor(file);
        }
        JsonWriter json(JsonWriter::Style::kMagento);
        WriteOrder(json, {file.order, *history_of.at(file.order.id),
                          Find(views, file.order.store_view_id), has_file ? &file : nullptr});
        texts.emplace(file.order.id, std::make_shared<const std::string>(json.Take()));
    }
    return texts;
}

}  // namespace

SharedText RenderedOrders::Find(const RenderedFor& wanted) {
    const std::lock_guard lock(mutex_);
    const auto place = places_.find(KeyOf(wanted));
    if (place == places_.end()) {
        return nullptr;
    }
    if (place->second->made_for != wanted) {
        Drop(place->second);  // the order has gone on
        return nullptr;
    }
    entries_.splice(entries_.begin(), entries_, place->second);
    return place->second->json;
}

void RenderedOrders::Put(const RenderedFor& made_for, SharedText json) {
    const std::lock_guard lock(mutex_);
    if (const auto place = places_.find(KeyOf(made_for)); place != places_.end()) {
        Drop(place->second);
    }
    size_bytes_ += json->size();
    entries_.push_front({made_for, std::move(json)});
    places_.emplace(KeyOf(made_for), entries_.begin());
    while (size_bytes_ > bytes_max_) {
        Drop(std::prev(entries_.end()));
    }
}

std::size_t RenderedOrders::size_bytes() const {
    const std::lock_guard lock(mutex_);
    return size_bytes_;
}

void RenderedOrders::Drop(Entries::iterator entry) {
    size_bytes_ -= entry->json->size();
    places_.erase(KeyOf(entry->made_for));
    entries_.erase(entry);
}

std::vector<SharedText> OrdersJson(ports::Transaction& tx,
                                   const std::vector<ports::OrderRevision>& revisions,
                                   RenderedOrders* rendered) {
    if (revisions.empty()) {
        return {};
    }
    const Views views = ViewsOf(tx);
    const bool shows_personal = ports::PersonalViewScope::IsOpen();
    const auto made_for = [&](const ports::OrderRevision& revision) {
        const domain::StoreView* view = Find(views, revision.store_view_id);
        return RenderedFor{revision, view == nullptr ? "" : StoreName(*view), shows_personal};
    };
    std::vector<SharedText> texts;
    std::vector<domain::OrderId> missing;
    for (const ports::OrderRevision& revision : revisions) {
        texts.push_back(rendered == nullptr ? nullptr : rendered->Find(made_for(revision)));
        if (texts.back() == nullptr) {
            missing.push_back(revision.id);
        } else if (revision.has_personal && shows_personal) {
            ports::PersonalViewScope::Note("order", revision.id.value);
        }
    }
    const auto made = Render(tx, missing, views);
    for (std::size_t i = 0; i < revisions.size(); ++i) {
        if (texts[i] == nullptr) {
            texts[i] = made.at(revisions[i].id);
            if (rendered != nullptr) {
                rendered->Put(made_for(revisions[i]), texts[i]);
            }
        }
    }
    return texts;
}

std::optional<std::string> OrderJson(ports::Transaction& tx, domain::OrderId id,
                                     RenderedOrders* rendered) {
    const auto revision = tx.orders().Revision(id);
    if (!revision) {
        return std::nullopt;
    }
    return *OrdersJson(tx, {*revision}, rendered).front();
}

}  // namespace orderyard::api::rest
