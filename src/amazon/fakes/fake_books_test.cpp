// The fake stores' own code, and a check that they refuse what the real ones refuse.
#include <gtest/gtest.h>

#include <algorithm>

#include "amazon/fakes/fake_database.hpp"

namespace orderyard::amazon::fakes {

using domain::FollowUp;
using domain::FollowUpState;

std::optional<domain::Order> FakeOrders::Load(domain::OrderId id) {
    const auto found = books_.files.find(id);
    return found == books_.files.end() ? std::nullopt : std::optional(found->second.order);
}

std::optional<domain::Order> FakeOrders::LoadForUpdate(domain::OrderId id) {
    fuse_.Step();
    return Load(id);
}

std::optional<domain::OrderId> FakeOrders::FindByChannelOrder(domain::ChannelOrderId id) {
    for (const auto& [order_id, file] : books_.files) {
        if (file.order.channel && file.order.channel->channel_order_id == id) {
            return order_id;
        }
    }
    return std::nullopt;
}

base::Result<ports::OrderPage> FakeOrders::Search(const ports::SearchQuery& query) {
    ports::OrderPage page;
    const ports::Filter& filter = query.groups.at(0).at(0);
    for (const auto& [order_id, file] : books_.files) {
        if (filter.field == "ext_order_id" && file.order.channel &&
            file.order.channel->number == filter.values.at(0)) {
            page.orders.push_back(file.order);
        }
    }
    page.total_count = static_cast<std::int64_t>(page.orders.size());
    return page;
}

void FakeDocuments::LoadFor(domain::OrderFile& file) {
    const auto found = books_.files.find(file.order.id);
    if (found != books_.files.end()) {
        file.invoices = found->second.invoices;
        file.shipments = found->second.shipments;
        file.credit_memos = found->second.credit_memos;
    }
}

std::optional<domain::Shipment> FakeDocuments::FindShipment(domain::ShipmentId id) {
    for (const auto& [order_id, file] : books_.files) {
        for (const domain::Shipment& shipment : file.shipments) {
            if (shipment.id == id) {
                return shipment;
            }
        }
    }
    return std::nullopt;
}

std::optional<domain::ShipmentId> FakeDocuments::FindShipmentOfPackage(domain::PackageId id) {
    for (const auto& [order_id, file] : books_.files) {
        for (const domain::Shipment& shipment : file.shipments) {
            for (const domain::Package& package : shipment.packages) {
                if (package.id == id) {
                    return shipment.id;
                }
            }
        }
    }
    return std::nullopt;
}

bool FakeFollowUps::Insert(FollowUp& follow_up) {
    fuse_.Step();
    std::int64_t seq = 1;
    for (const FollowUp& row : books_.follow_ups) {
        if (row.dedupe_key == follow_up.dedupe_key) {
            return false;
        }
        seq += row.order_id == follow_up.order_id ? 1 : 0;
    }
    follow_up.id = domain::FollowUpId(static_cast<std::int64_t>(books_.follow_ups.size()) + 1);
    follow_up.seq = seq;
    books_.follow_ups.push_back(follow_up);
    return true;
}

bool FakeFollowUps::Move(const FollowUp& follow_up, FollowUpState from) {
    fuse_.Step();
    for (FollowUp& row : books_.follow_ups) {
        if (row.id == follow_up.id) {
            if (row.state != from || !domain::CanMove(from, follow_up.state)) {
                return false;
            }
            row = follow_up;
            return true;
        }
    }
    return false;
}

std::optional<FollowUp> FakeFollowUps::Find(domain::FollowUpId id) {
    for (const FollowUp& row : books_.follow_ups) {
        if (row.id == id) {
            return row;
        }
    }
    return std::nullopt;
}

std::vector<FollowUp> FakeFollowUps::ForOrder(domain::OrderId id) {
    std::vector<FollowUp> rows;
    std::copy_if(books_.follow_ups.begin(), books_.follow_ups.end(), std::back_inserter(rows),
                 [&](const FollowUp& row) { return row.order_id == id; });
    return rows;
}

bool FakeFollowUps::IsFirst(const FollowUp& follow_up) const {
    return std::none_of(books_.follow_ups.begin(), books_.follow_ups.end(), [&](const auto& row) {
        return row.order_id == follow_up.order_id && row.seq < follow_up.seq &&
               !domain::IsFinal(row.state) && row.state != FollowUpState::kWaiting &&
               row.kind != domain::FollowUpKind::kUploadVatInvoice;
    });
}

std::vector<FollowUp> FakeFollowUps::Due(domain::StoreId, base::Instant now, int limit) {
    fuse_.Step();
    std::vector<FollowUp> rows;
    for (const FollowUp& row : books_.follow_ups) {
        if (domain::IsOpen(row.state) && row.state != FollowUpState::kSending &&
            row.not_before <= now && IsFirst(row)) {
            rows.push_back(row);
        }
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.due_at < b.due_at; });
    rows.resize(std::min(rows.size(), static_cast<std::size_t>(limit)));
    return rows;
}

std::vector<FollowUp> FakeFollowUps::Sending(domain::StoreId) {
    std::vector<FollowUp> rows;
    std::copy_if(books_.follow_ups.begin(), books_.follow_ups.end(), std::back_inserter(rows),
                 [&](const FollowUp& row) { return row.state == FollowUpState::kSending; });
    return rows;
}

std::optional<base::Instant> FakeFollowUps::NextDue(domain::StoreId) {
    std::optional<base::Instant> next;
    for (const FollowUp& row : books_.follow_ups) {
        if (domain::IsOpen(row.state) && row.state != FollowUpState::kSending && IsFirst(row)) {
            next = next ? std::min(*next, row.not_before) : row.not_before;
        }
    }
    return next;
}

// By states alone, newest first: the fake has one store, and knows no orders in a query.
std::vector<FollowUp> FakeFollowUps::Search(const ports::FollowUpQuery& query) {
    std::vector<FollowUp> found;
    for (auto row = books_.follow_ups.rbegin(); row != books_.follow_ups.rend(); ++row) {
        const bool is_before = query.after_id == 0 || row->id.value < query.after_id;
        const bool is_wanted =
            std::find(query.states.begin(), query.states.end(), row->state) != query.states.end();
        if (is_before && is_wanted && found.size() < static_cast<std::size_t>(query.limit)) {
            found.push_back(*row);
        }
    }
    return found;
}

void FakeFollowUps::InsertFeed(ports::FeedJob& job) {
    fuse_.Step();
    job.id = static_cast<std::int64_t>(books_.feeds.size()) + 1;
    books_.feeds.push_back(job);
}

bool FakeFollowUps::SaveFeed(const ports::FeedJob& job, const std::string& state_before) {
    fuse_.Step();
    for (ports::FeedJob& stored : books_.feeds) {
        if (stored.id == job.id && stored.state == state_before) {
            stored = job;
            return true;
        }
    }
    return false;
}

std::optional<ports::FeedJob> FakeFollowUps::FindFeed(std::int64_t id) {
    return id > 0 && static_cast<std::size_t>(id) <= books_.feeds.size()
               ? std::optional(books_.feeds[static_cast<std::size_t>(id) - 1])
               : std::nullopt;
}

std::vector<ports::FeedJob> FakeFollowUps::OpenFeeds(domain::StoreId) {
    std::vector<ports::FeedJob> open;
    std::copy_if(books_.feeds.begin(), books_.feeds.end(), std::back_inserter(open),
                 [](const auto& job) { return job.state != "parsed" && job.state != "parked"; });
    return open;
}

std::optional<base::Instant> FakeFollowUps::LastFeedAt(domain::StoreId, const std::string& type) {
    std::optional<base::Instant> last;
    for (const ports::FeedJob& job : books_.feeds) {
        if (job.type == type && job.submitted_at) {
            last = last ? std::max(*last, *job.submitted_at) : *job.submitted_at;
        }
    }
    return last;
}

void FakeRecon::Open(const ports::Difference& difference) {
    fuse_.Step();
    for (const ports::Difference& known : books_.differences) {
        if (!known.ended_at && known.channel_number == difference.channel_number &&
            known.kind == difference.kind && known.text == difference.text) {
            return;
        }
    }
    books_.differences.push_back(difference);
    books_.differences.back().id = static_cast<std::int64_t>(books_.differences.size());
}

void FakeRecon::EndKinds(domain::StoreId, const std::string& channel_number,
                         const std::vector<std::string>& judged, const std::string& end,
                         base::Instant now) {
    for (ports::Difference& known : books_.differences) {
        if (!known.ended_at && known.channel_number == channel_number &&
            std::find(judged.begin(), judged.end(), known.kind) != judged.end()) {
            known.ended_at = now;
            known.end = end;
        }
    }
}

std::vector<ports::Difference> FakeRecon::ListOpen(domain::StoreId, int) {
    std::vector<ports::Difference> open;
    std::copy_if(books_.differences.begin(), books_.differences.end(), std::back_inserter(open),
                 [](const auto& each) { return !each.ended_at; });
    return open;
}

std::int64_t FakeRecon::CountOpen(domain::StoreId store) {
    return static_cast<std::int64_t>(ListOpen(store, 0).size());
}

TEST(FakeBooks, OneFollowUpOfAnOrderIsInFlight) {
    FakeDatabase database;
    database.Write([](ports::Transaction& tx) {
        for (const char* key : {"a", "b", "a"}) {
            FollowUp row;
            row.order_id = domain::OrderId(1);
            row.dedupe_key = key;
            (void)tx.follow_ups().Insert(row);
        }
    });
    database.Write([](ports::Transaction& tx) {
        auto due = tx.follow_ups().Due({}, base::Instant::FromSeconds(9), 10);
        ASSERT_EQ(due.size(), 1u);
        due[0].state = FollowUpState::kSeen;
        EXPECT_FALSE(tx.follow_ups().Move(due[0], FollowUpState::kUnknown));
        EXPECT_TRUE(tx.follow_ups().Move(due[0], FollowUpState::kQueued));
        due = tx.follow_ups().Due({}, base::Instant::FromSeconds(9), 10);
        ASSERT_EQ(due.size(), 1u);
        EXPECT_EQ(due[0].dedupe_key, "b");
    });
}

}  // namespace orderyard::amazon::fakes
