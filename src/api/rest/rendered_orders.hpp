// The JSON of orders as the endpoints answer it, remembered by how the order stands: clients ask
// for the same newest pages again and again, and reading, opening and writing an order is most of
// what an answer costs. Each answer asks the database how its orders stand, so nothing is ever
// shown that is not so any more: not after a change by another server, nor after a purge.
//
// Remembered texts hold personal data, in memory alone, as every answer does for a moment.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/limits.hpp"
#include "domain/channel/store.hpp"
#include "ports/database.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::rest {

using SharedText = std::shared_ptr<const std::string>;

// What an order's JSON is made of beside the order.
struct RenderedFor {
    ports::OrderRevision revision;
    std::string store_name;      // of its store view
    bool shows_personal = true;  // the caller's right

    friend bool operator==(const RenderedFor&, const RenderedFor&) = default;
};

// Texts used last, up to so many bytes. May be used by several threads at once.
class RenderedOrders {
  public:
    explicit RenderedOrders(std::size_t bytes_max = base::limits::kRememberedOrdersBytesMax)
        : bytes_max_(bytes_max) {}

    SharedText Find(const RenderedFor& wanted);  // null: not remembered
    void Put(const RenderedFor& made_for, SharedText json);
    std::size_t size_bytes() const;

  private:
    struct Entry {
        RenderedFor made_for;
        SharedText json;
    };
    using Entries = std::list<Entry>;

    // An order has one text for those who may see names and one for those who may not.
    static std::int64_t KeyOf(const RenderedFor& made_for) {
        return made_for.revision.id.value * 2 + (made_for.shows_personal ? 1 : 0);
    }
    void Drop(Entries::iterator entry);

    const std::size_t bytes_max_;
    mutable std::mutex mutex_;
    Entries entries_;  // the one used last is first
    std::unordered_map<std::int64_t, Entries::iterator> places_;
    std::size_t size_bytes_ = 0;
};

// The orders' JSON, in their order; `rendered` may be null. `tx` must only read: what a change has
// written may yet be undone, and must not be remembered. Notes whose personal data is shown, as
// reading it does.
std::vector<SharedText> OrdersJson(ports::Transaction& tx,
                                   const std::vector<ports::OrderRevision>& revisions,
                                   RenderedOrders* rendered);

// nullopt: there is no such order.
std::optional<std::string> OrderJson(ports::Transaction& tx, domain::OrderId id,
                                     RenderedOrders* rendered);

}  // namespace orderyard::api::rest
