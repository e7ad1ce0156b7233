// Channel orders as the channel gave them, their verdicts, and the All Orders list.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/channel/channel_order.hpp"
#include "domain/channel/verdict.hpp"

namespace orderyard::ports {

// What is known about a stored channel order without opening its personal data.
struct ChannelOrderHead {
    domain::ChannelOrderId id;
    base::Instant updated_at;
    std::string content_hash;  // 32 bytes over the canonical payload
    domain::ChannelStatus status = domain::ChannelStatus::kUnknown;
};

// One row of All Orders.
struct ChannelOrderRow {
    domain::ChannelOrderId id;
    std::string number;
    base::Instant purchased_at;
    base::Instant updated_at;
    domain::ChannelStatus status = domain::ChannelStatus::kUnknown;
    std::string status_text;
    domain::FulfilledBy fulfilled_by = domain::FulfilledBy::kUnknown;
    std::string marketplace_name;
    std::string buyer_name;  // opened from the sealed value
    std::optional<base::Money> total;
    std::int64_t quantity_ordered = 0;
    std::int64_t quantity_shipped = 0;
    std::optional<base::Instant> ship_by_latest;
    domain::Verdict verdict;
    std::optional<domain::OrderId> order_id;
    std::string order_increment_id;
    std::string order_status;
    std::int64_t quantity_unshipped = 0;  // still to be sent
    std::int64_t quantity_reserved = 0;   // of our stock, for its commerce order
    std::string service_level;            // verbatim
    std::vector<std::string> programs;    // PRIME, PREMIUM, AMAZON_BUSINESS ... verbatim
    domain::OrderMarks marks;
    std::string replaces_number;        // the order this one replaces, or empty
    std::string purchase_order_number;  // opened from the sealed value
    std::string last_event;             // what happened last, a word of ChannelOrderEvent
    std::optional<base::Instant> last_event_at;
};

enum class ChannelOrderSort { kPurchasedAt, kNumber, kStatus, kTotal, kUpdatedAt, kShipBy };

struct ChannelOrderQuery {
    domain::StoreId store_id;
    std::optional<base::Instant> purchased_from;   // inclusive
    std::optional<base::Instant> purchased_to;     // exclusive
    std::string number;                            // whole number or its beginning
    std::string buyer_name;                        // any part of it, case and width folded
    std::optional<std::int64_t> total_from_units;  // in 1/10,000, inclusive
    std::optional<std::int64_t> total_to_units;    // inclusive
    std::vector<domain::ChannelStatus> statuses;   // empty: all
    std::vector<domain::VerdictKind> verdicts;     // empty: all
    ChannelOrderSort sort = ChannelOrderSort::kPurchasedAt;
    bool is_descending = true;
    int page_size = 50;
    std::string after;        // cursor of the page before; empty: first page
    std::int64_t offset = 0;  // rows to pass over instead of a cursor; for pages by number
};

struct ChannelOrderPage {
    std::vector<ChannelOrderRow> rows;
    std::string next;  // cursor; empty on the last page
    std::int64_t total_count = 0;
    bool is_total_exact = true;  // false: total_count is a lower bound ("10,000+")
};

struct ChannelOrderEvent {
    base::Instant at;
    std::string
        event;  // "first_seen", "status", "address", "quantity", "verdict", "money", "package" ...
    std::string before;
    std::string after;
};

class ChannelOrderStore {
  public:
    virtual ~ChannelOrderStore() = default;
    virtual std::optional<ChannelOrderHead> FindHead(domain::StoreId store,
                                                     const std::string& number) = 0;
    // A batch of orders is about to be asked for: their heads are looked up at once, so that
    // FindHead costs nothing for the rest of the transaction. Only a hint.
    virtual void ExpectHeads(domain::StoreId, const std::vector<std::string>&) {}
    // The whole order, personal data opened. ForUpdate also holds it against other writers.
    virtual std::optional<domain::ChannelOrder> Load(domain::ChannelOrderId id) = 0;
    virtual std::optional<domain::ChannelOrder> LoadForUpdate(domain::ChannelOrderId id) = 0;
    // `payload` is the channel's own text, kept sealed and verbatim. Fills order.id and the item
    // ids. An order number the store already has throws VersionConflict.
    virtual void Insert(domain::ChannelOrder& order, const std::string& content_hash,
                        const std::string& payload, const domain::Verdict& verdict) = 0;
    // Replaces content and verdict, only by content not older than what is stored (else
    // VersionConflict).
    virtual void Update(domain::ChannelOrder& order, const std::string& content_hash,
                        const std::string& payload, const domain::Verdict& verdict) = 0;
    virtual void SetVerdict(domain::ChannelOrderId id, const domain::Verdict& verdict) = 0;
    virtual std::optional<domain::Verdict> LoadVerdict(domain::ChannelOrderId id) = 0;
    virtual std::optional<std::string> LoadPayload(domain::ChannelOrderId id) = 0;
    virtual void AppendEvent(domain::ChannelOrderId id, const ChannelOrderEvent& event) = 0;
    virtual std::vector<ChannelOrderEvent> Events(domain::ChannelOrderId id) = 0;  // oldest first
    // Orders whose verdict asks for another look by `now`, oldest first.
    virtual std::vector<domain::ChannelOrderId> DueForLook(domain::StoreId store, base::Instant now,
                                                           int limit) = 0;
    // Orders with a line of this SKU that wait for the catalog: blocked without a commerce order,
    // or with one that carries an exception about this SKU (to release them after a fix).
    virtual std::vector<domain::ChannelOrderId> WaitingForSku(const std::string& sku,
                                                              int limit) = 0;
    // Orders whose personal data is still there and which reached their buyer (or never will)
    // before that time, as domain::AssumedDelivery tells; longest ago first.
    virtual std::vector<domain::ChannelOrderId> DueForPurge(base::Instant delivered_before,
                                                            int limit) = 0;
    // Destroys the order's key: personal data and payload are gone for good, and what a later
    // Update brings of them is not taken in (ChannelOrder::is_purged).
    virtual void PurgePersonalData(domain::ChannelOrderId id) = 0;
    // kInvalidInput names the parameter (bad cursor ...).
    virtual base::Result<ChannelOrderPage> Search(const ChannelOrderQuery& query) = 0;
    // Numbers by status, and by verdict: for status lines, metrics and health.
    virtual std::vector<std::pair<std::string, std::int64_t>> CountByStatus(
        domain::StoreId store) = 0;
    virtual std::vector<std::pair<std::string, std::int64_t>> CountByVerdict(
        domain::StoreId store) = 0;
};

}  // namespace orderyard::ports
