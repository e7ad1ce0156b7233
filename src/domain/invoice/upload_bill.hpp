// The file of an invoice or credit memo for the channel, which hands it to its buyers: whether it
// may be given now, and the message that gives it. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/channel/store.hpp"
#include "domain/order/order_rules.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::domain {

// One invoice or one credit memo: exactly one of the ids is set.
struct Bill {
    InvoiceId invoice_id;
    CreditMemoId credit_memo_id;

    friend bool operator==(const Bill&, const Bill&) = default;
};
Bill BillOf(const FollowUp& follow_up);
// Its number; nullptr: the order has no such document.
const std::string* BillNumber(const OrderFile& file, const Bill& bill);
// The document is canceled, void, refused by the channel or not there.
bool IsTakenBack(const OrderFile& file, const Bill& bill);
// What is known of the file of a bill at the channel: the latest message about it, or nullptr.
const FollowUp* LatestUpload(const OrderFile& file, const Bill& bill);

// `store`: the order's, nullptr for our own orders. `marketplaces`: those that take bills
// (ChannelProfile). In this order: no_channel, store_off, upload_off, marketplace, void,
// being_uploaded, uploaded.
std::optional<Refusal> WhyNotUpload(const OrderFile& file, const Store* store,
                                    const std::vector<std::string>& marketplaces, const Bill& bill);

FollowUp UploadOf(const Order& order, const Bill& bill, base::Instant now);
// kNotFound: the order has no such document; else as WhyNotUpload says.
base::Result<OrderChange> DecideUpload(const OrderFile& file, const Store* store,
                                       const std::vector<std::string>& marketplaces,
                                       const Bill& bill, const Scene& scene);

// Whether bills that are made now leave by themselves: the store says so, the marketplace takes
// them, and the order is not one of long ago that only came in now.
bool LeavesByItself(const Order& order, const Store& store,
                    const std::vector<std::string>& marketplaces, base::Instant now);
inline constexpr base::Duration kUploadsByItselfFor = base::Duration::Days(30);

// The document was taken back: what has not left about it does not leave any more.
void WithdrawUploads(OrderChange& change, const Bill& bill, base::Instant now);

}  // namespace orderyard::domain
