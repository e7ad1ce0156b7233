// The fakes' own code, and a check that their transactions are all-or-nothing: without that the
// fault tests of the sync would prove nothing.
#include <gtest/gtest.h>

#include <algorithm>

#include "amazon/fakes/fake_database.hpp"

namespace orderyard::amazon::fakes {

void FakeTransaction::Part(const std::function<void()>& work) {
    FakeState before = state;
    try {
        work();
    } catch (...) {
        state = std::move(before);
        throw;
    }
}

ports::InboxRow& FakeTransaction::Row(ports::InboxId id) {
    const auto found = std::find_if(state.inbox.begin(), state.inbox.end(),
                                    [&](const ports::InboxRow& row) { return row.id == id; });
    if (found == state.inbox.end()) {
        throw std::logic_error("no such inbox row");
    }
    return *found;
}

bool FakeTransaction::Add(const ports::InboxRow& row) {
    fuse.Step();
    for (ports::InboxRow& known : state.inbox) {
        if (known.order_number == row.order_number && known.content_hash == row.content_hash) {
            const bool is_done = known.state == ports::InboxState::kApplied ||
                                 known.state == ports::InboxState::kStale;
            if (row.is_authoritative && is_done) {
                const ports::InboxId id = known.id;
                known = row;
                known.id = id;
                return true;
            }
            return false;
        }
    }
    ports::InboxRow added = row;
    added.id = ports::InboxId(static_cast<std::int64_t>(state.inbox.size()) + 1);
    state.inbox.push_back(std::move(added));
    return true;
}

std::vector<ports::InboxRow> FakeTransaction::ClaimDue(domain::StoreId, base::Instant now,
                                                       int limit) {
    fuse.Step();
    std::vector<ports::InboxRow> due;
    for (const ports::InboxRow& row : state.inbox) {
        if (row.state == ports::InboxState::kNew && row.next_try_at <= now &&
            due.size() < static_cast<std::size_t>(limit)) {
            due.push_back(row);
        }
    }
    return due;
}

void FakeTransaction::MarkDone(ports::InboxId id, ports::InboxState to) {
    fuse.Step();
    Row(id).state = to;
    Row(id).payload.clear();
}

void FakeTransaction::MarkFailed(ports::InboxId id, int attempts, base::Instant next_try_at,
                                 const std::string& error) {
    fuse.Step();
    ports::InboxRow& row = Row(id);
    row.attempts = attempts;
    row.next_try_at = next_try_at;
    row.error = error;
}

void FakeTransaction::MarkPoison(ports::InboxId id, int attempts, const std::string& error) {
    fuse.Step();
    ports::InboxRow& row = Row(id);
    row.state = ports::InboxState::kPoison;
    row.attempts = attempts;
    row.error = error;
}

ports::InboxCounts FakeTransaction::Counts(domain::StoreId) {
    ports::InboxCounts counts;
    for (const ports::InboxRow& row : state.inbox) {
        counts.waiting += row.state == ports::InboxState::kNew ? 1 : 0;
        counts.poison += row.state == ports::InboxState::kPoison ? 1 : 0;
    }
    return counts;
}

std::optional<ports::SyncCursor> FakeTransaction::LoadCursor(domain::StoreId,
                                                             const std::string& stream) {
    fuse.Step();
    const auto found = state.cursors.find(stream);
    return found == state.cursors.end() ? std::nullopt : std::optional(found->second);
}

void FakeTransaction::SaveCursor(ports::SyncCursor& cursor) {
    fuse.Step();
    const auto found = state.cursors.find(cursor.stream);
    if (cursor.version != (found == state.cursors.end() ? 0 : found->second.version)) {
        throw ports::VersionConflict("cursor");
    }
    cursor.version += 1;
    state.cursors[cursor.stream] = cursor;
}

std::optional<ports::SyncHealth> FakeTransaction::LoadHealth(domain::StoreId) {
    fuse.Step();
    return state.health;
}

void FakeTransaction::SaveHealth(const ports::SyncHealth& health) {
    fuse.Step();
    state.health = health;
}

void FakeTransaction::AppendProblem(const ports::SyncProblem& problem) {
    fuse.Step();
    state.problems.insert(state.problems.begin(), problem);
}

std::optional<ports::QuotaBucket> FakeTransaction::LoadForUpdate(domain::StoreId,
                                                                 const std::string& operation) {
    fuse.Step();
    const auto found = state.buckets.find(operation);
    return found == state.buckets.end() ? std::nullopt : std::optional(found->second);
}

void FakeTransaction::Save(const ports::QuotaBucket& bucket) {
    fuse.Step();
    state.buckets[bucket.operation] = bucket;
}

std::optional<ports::ChannelOrderHead> FakeTransaction::FindHead(domain::StoreId,
                                                                 const std::string& number) {
    const auto found = state.orders.find(number);
    if (found == state.orders.end()) {
        return std::nullopt;
    }
    ports::ChannelOrderHead head;
    head.id = domain::ChannelOrderId(1 + std::distance(state.orders.begin(), found));
    head.updated_at = found->second.updated_at;
    head.content_hash = found->second.hash;
    return head;
}

std::optional<domain::ChannelOrder> FakeTransaction::Load(domain::ChannelOrderId id) {
    const auto at = static_cast<std::size_t>(id.value) - 1;
    return at < state.orders.size() ? std::next(state.orders.begin(), id.value - 1)->second.whole
                                    : std::nullopt;
}

// Open orders, oldest change first; the cursor is the number of rows passed.
base::Result<ports::ChannelOrderPage> FakeTransaction::Search(
    const ports::ChannelOrderQuery& query) {
    std::vector<ports::ChannelOrderRow> rows;
    for (const auto& [number, order] : state.orders) {
        const bool is_wanted =
            query.statuses.empty() || std::find(query.statuses.begin(), query.statuses.end(),
                                                order.status) != query.statuses.end();
        if (is_wanted) {
            ports::ChannelOrderRow row;
            row.number = number;
            row.updated_at = order.updated_at;
            rows.push_back(row);
        }
    }
    std::sort(rows.begin(), rows.end(),
              [](const auto& a, const auto& b) { return a.updated_at < b.updated_at; });
    const auto from =
        std::min<std::size_t>(query.after.empty() ? 0 : std::stoul(query.after), rows.size());
    const auto to = std::min(rows.size(), from + static_cast<std::size_t>(query.page_size));
    ports::ChannelOrderPage page;
    page.rows.assign(rows.begin() + static_cast<std::ptrdiff_t>(from),
                     rows.begin() + static_cast<std::ptrdiff_t>(to));
    page.next = to < rows.size() ? std::to_string(to) : "";
    return page;
}

void FakeDatabase::Write(const std::function<void(ports::Transaction&)>& work) {
    const std::lock_guard lock(mutex_);
    for (int tries = 1;; ++tries) {
        const FakeState before = state;
        FakeTransaction tx(state, fuse, is_lease_held);
        try {
            work(tx);
            fuse.Step();  // a crash before the commit ...
        } catch (const ports::VersionConflict&) {
            state = before;
            if (tries == 3) {
                throw;
            }
            continue;
        } catch (...) {
            state = before;
            throw;
        }
        fuse.Step();  // ... and one after it
        return;
    }
}

void FakeDatabase::Read(const std::function<void(ports::Transaction&)>& work) const {
    const std::lock_guard lock(mutex_);
    fuse.Step();
    FakeTransaction tx(state, fuse, is_lease_held);
    work(tx);
}

TEST(FakeDatabase, ACrashUndoesTheTransaction) {
    FakeDatabase database;
    database.fuse.crash_at = 2;
    const auto two_rows = [](ports::Transaction& tx) {
        ports::InboxRow row;
        row.order_number = "1";
        tx.inbox().Add(row);
        row.order_number = "2";
        tx.inbox().Add(row);
    };
    EXPECT_THROW(database.Write(two_rows), Crash);
    EXPECT_TRUE(database.state.inbox.empty());
    database.fuse.crash_at = 0;
    database.Write(two_rows);
    EXPECT_EQ(database.state.inbox.size(), 2u);
}

}  // namespace orderyard::amazon::fakes
