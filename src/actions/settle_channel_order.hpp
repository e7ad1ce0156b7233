// The common end of every road a channel order takes: look up the catalog, decide, save. Internal
// to actions.
#pragma once

#include "domain/channel/decide_channel_order.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

// The statuses of the database as the domain asks for them.
class StoredStatuses : public domain::StatusBook {
  public:
    explicit StoredStatuses(ports::Transaction& tx);
    std::string DefaultOf(domain::OrderState state) const override;
    bool Allows(domain::OrderState state, const std::string& status) const override;

  private:
    struct Row {
        domain::OrderState state;
        std::string code;
        bool is_default;
    };
    std::vector<Row> rows_;
};

// How Amazon appears on commerce orders.
const domain::ChannelProfile& AmazonProfile();

// A decision about a channel order, and the commerce order it was made on, if there was one.
struct Settled {
    domain::Decision decision;
    std::optional<domain::OrderFile> existing;
};

// Decides about `channel` as it is now; `before` is what was stored until now, or null.
Settled DecideInTransaction(ports::Transaction& tx, const domain::Store& store,
                            const domain::ChannelOrder& channel, const domain::ChannelOrder* before,
                            base::Instant now);

// Saves the order part of a decision. The channel order is stored already and its id set.
void SaveSettled(ports::Transaction& tx, const domain::Store& store,
                 const domain::ChannelOrder& channel, Settled& settled, base::Instant now);

// Both, for a channel order that is stored: also keeps the verdict. True when anything changed.
bool SettleStored(ports::Transaction& tx, const domain::Store& store, domain::ChannelOrderId id,
                  base::Instant now);

// "000000042", with the view's id in front for every view but the first: Magento's form.
std::string FormatIncrementId(domain::StoreViewId view, std::int64_t number);

}  // namespace orderyard::actions
