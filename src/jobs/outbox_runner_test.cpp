// The outbox runner on a clock moved by hand: what becomes of a message after each kind of answer.
#include "jobs/outbox_runner.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "jobs/fake_ports.hpp"

namespace orderyard::jobs {
namespace {

using base::Duration;
using base::ErrorCode;
using ports::OutboxState;

struct OutboxRunnerTest : testing::Test {
    FakeClock clock;
    FakeDatabase database;
    OutboxRunner runner{database, clock, [] { return 0.5; }};
    std::stop_source stop;
    std::atomic<std::int64_t> lease_ends_at_millis = clock.MonotonicMillis() + 60'000;
    std::vector<std::string> delivered;

    JobRun ARun() {
        return JobRun(stop.get_token(), {"outbox", "us", 1}, clock, lease_ends_at_millis);
    }
    int Run() {
        lease_ends_at_millis = clock.MonotonicMillis() + 60'000;
        return runner.Run(ARun());
    }
    void Enqueue(const std::string& kind, const std::string& subject = "",
                 const std::string& body = "") {
        ports::OutboxMessage message;
        message.kind = kind;
        message.subject = subject;
        message.body = body;
        message.not_before = clock.Now();
        database.Write([&](ports::Transaction& tx) { tx.outbox().Enqueue(message); });
    }
    ports::OutboxMessage Message(std::int64_t id) {
        return database.Inside(
            [&](FakeLeases&, FakeOutbox& outbox) { return outbox.At(ports::OutboxId(id)); });
    }
    // Answers the messages whose body is `body` with the error, all others with success.
    void Answer(const std::string& kind,
                std::function<base::Result<>(const ports::OutboxMessage&)> answer) {
        runner.On(kind, [this, answer](const ports::OutboxMessage& message, const JobRun&) {
            delivered.push_back(message.body);
            return answer(message);
        });
    }
};

base::Error Of(ErrorCode code, std::vector<std::pair<std::string, std::string>> params = {}) {
    return base::Error{code, "because", std::move(params), {}};
}

TEST_F(OutboxRunnerTest, ADeliveredMessageIsDone) {
    Answer("look", [](const auto&) { return base::Result<>(); });
    Enqueue("look", "1", "a");
    EXPECT_EQ(Run(), 1);
    EXPECT_EQ(Message(1).state, OutboxState::kDone);
    EXPECT_EQ(Run(), 0) << "and not delivered again";
}

TEST_F(OutboxRunnerTest, WhatBecomesOfAMessageAfterEachError) {
    struct Row {
        ErrorCode code;
        OutboxState state;
    };
    const Row rows[] = {
        {ErrorCode::kThrottled, OutboxState::kPending},
        {ErrorCode::kUnavailable, OutboxState::kPending},
        {ErrorCode::kConflict, OutboxState::kPending},
        {ErrorCode::kUnauthorized, OutboxState::kPending},
        {ErrorCode::kInvalidInput, OutboxState::kParked},
        {ErrorCode::kNotFound, OutboxState::kParked},
        {ErrorCode::kNotAllowed, OutboxState::kParked},
        {ErrorCode::kForbidden, OutboxState::kParked},
        {ErrorCode::kMalformed, OutboxState::kParked},
        {ErrorCode::kTooLarge, OutboxState::kParked},
        {ErrorCode::kUnsupported, OutboxState::kParked},
    };
    ErrorCode code = ErrorCode::kThrottled;
    Answer("look", [&](const auto&) { return base::Result<>(base::Fail(Of(code))); });
    std::int64_t id = 0;
    for (const Row& row : rows) {
        code = row.code;
        Enqueue("look");
        Run();
        EXPECT_EQ(Message(++id).state, row.state) << ToString(row.code);
        EXPECT_EQ(Message(id).error, std::string(ToString(row.code)) + ": because");
    }
}

TEST_F(OutboxRunnerTest, RetriesWithGrowingPausesOrWhenTheOtherSideSays) {
    base::Error error = Of(ErrorCode::kUnavailable);
    Answer("look", [&](const auto&) { return base::Result<>(base::Fail(error)); });
    Enqueue("look");
    Run();
    EXPECT_EQ(Message(1).not_before, clock.Now() + Duration::Seconds(15));
    EXPECT_EQ(Run(), 0) << "not before its time";
    clock.Advance(Duration::Seconds(15));
    EXPECT_EQ(Run(), 1);
    EXPECT_EQ(Message(1).not_before, clock.Now() + Duration::Seconds(30));
    clock.Advance(Duration::Seconds(30));
    error = Of(ErrorCode::kThrottled, {{"retry_after_seconds", "7"}});
    EXPECT_EQ(Run(), 1);
    EXPECT_EQ(Message(1).not_before, clock.Now() + Duration::Seconds(7));
}

TEST_F(OutboxRunnerTest, AnUnknownKindIsParkedAndHoldsUpNothing) {
    Answer("look", [](const auto&) { return base::Result<>(); });
    Enqueue("mystery", "1");
    Enqueue("look", "2", "b");
    Run();
    EXPECT_EQ(Message(1).state, OutboxState::kParked);
    EXPECT_EQ(Message(1).error, "no handler for the kind mystery");
    EXPECT_EQ(Message(2).state, OutboxState::kDone);
}

TEST_F(OutboxRunnerTest, AnExceptionIsRetriedAndHoldsUpNothing) {
    Answer("look", [](const auto& message) -> base::Result<> {
        if (message.body == "bad")
            throw std::runtime_error("bug");
        return {};
    });
    Enqueue("look", "1", "bad");
    Enqueue("look", "2", "good");
    Run();
    EXPECT_EQ(Message(1).state, OutboxState::kPending);
    EXPECT_EQ(Message(1).error, "bug");
    EXPECT_EQ(Message(2).state, OutboxState::kDone);
}

TEST_F(OutboxRunnerTest, MessagesOfOneSubjectKeepTheirOrder) {
    bool is_down = true;
    Answer("ship", [&](const auto&) {
        return is_down ? base::Result<>(base::Fail(Of(ErrorCode::kUnavailable))) : base::Result<>();
    });
    Enqueue("ship", "order-1", "first");
    Enqueue("ship", "order-1", "second");
    Run();
    EXPECT_EQ(delivered, std::vector<std::string>{"first"}) << "the second waits behind the first";
    EXPECT_EQ(Message(2).not_before, Message(1).not_before);
    is_down = false;
    clock.Advance(Duration::Seconds(15));
    Run();
    EXPECT_EQ(delivered, (std::vector<std::string>{"first", "first", "second"}));
}

TEST_F(OutboxRunnerTest, AskedToStopItPutsTheRestBack) {
    Answer("look", [&](const auto&) {
        stop.request_stop();
        return base::Result<>();
    });
    Enqueue("look", "1", "a");
    Enqueue("look", "2", "b");
    EXPECT_EQ(Run(), 1);
    EXPECT_EQ(Message(1).state, OutboxState::kDone);
    EXPECT_EQ(Message(2).state, OutboxState::kPending);
}

TEST_F(OutboxRunnerTest, StartsNothingWithLittleLeaseLeft) {
    Answer("look", [&](const auto&) {
        clock.Advance(Duration::Seconds(base::limits::kLeaseSeconds -
                                        base::limits::kLeaseRestSecondsMin + 1));
        return base::Result<>();
    });
    Enqueue("look", "1", "a");
    Enqueue("look", "2", "b");
    EXPECT_EQ(Run(), 1);
    EXPECT_EQ(Message(2).state, OutboxState::kPending);
    EXPECT_EQ(delivered, std::vector<std::string>{"a"});
}

TEST_F(OutboxRunnerTest, WhatABrokenRunLeftHalfSentIsFoundByTheNext) {
    Answer("look", [&](const auto&) {
        database.is_gone = delivered.size() == 1;
        return base::Result<>();
    });
    Enqueue("look", "1", "a");
    EXPECT_THROW(Run(), ports::DatabaseUnavailable);
    EXPECT_EQ(Message(1).state, OutboxState::kSending);
    database.is_gone = false;
    EXPECT_EQ(Run(), 1) << "delivered again: handlers are idempotent";
    EXPECT_EQ(Message(1).state, OutboxState::kDone);
}

TEST_F(OutboxRunnerTest, AsAJobItIsDueAtOnceThenWithThePendingMessages) {
    Answer("look", [](const auto&) { return base::Result<>(); });
    const Job job = runner.AsJob("outbox");
    // Earlier than any "now" the timetable took before it asked: else the first run never comes.
    EXPECT_LT(job.next_due(), clock.Now());
    Run();
    EXPECT_EQ(job.next_due(), clock.Now() + Duration::Minutes(5));
    Enqueue("look");
    EXPECT_EQ(job.next_due(), clock.Now() + Duration::Seconds(2));
    job.run(ARun());
    EXPECT_EQ(Message(1).state, OutboxState::kDone);
}

// What was sent to a channel is the proof that it was sent: only kinds that say so are pruned.
TEST_F(OutboxRunnerTest, OldDoneMessagesOfPrunedKindsGoAndNoOthers) {
    const auto done = [](const ports::OutboxMessage&, const JobRun&) { return base::Result<>(); };
    runner.On("look", done, AfterDone::kPruned);
    runner.On("confirm_shipment", done);
    const int many = 2 * base::limits::kPruneBatchRowsMax + 1;
    for (int i = 0; i < many; ++i) {
        Enqueue("look");
    }
    Enqueue("confirm_shipment");
    Enqueue("nobody_knows_it");
    Enqueue("look", "", "waits");
    Run();
    const auto count_of = [this](const std::string& kind) {
        return database.Inside([&](FakeLeases&, FakeOutbox& outbox) {
            return std::count_if(
                outbox.rows.begin(), outbox.rows.end(),
                [&](const FakeOutbox::Row& row) { return row.message.kind == kind; });
        });
    };
    database.Inside([&](FakeLeases&, FakeOutbox& outbox) {
        for (FakeOutbox::Row& row : outbox.rows) {
            row.message.created_at = clock.Now();
            if (row.message.kind != "look" || row.message.body == "waits") {
                row.message.state =
                    row.message.kind == "look" ? OutboxState::kPending : OutboxState::kDone;
            }
        }
        return 0;
    });
    clock.Advance(Duration::Days(base::limits::kDoneMessageDaysMax));
    EXPECT_EQ(runner.Prune(ARun()), 0) << "not a moment early";
    clock.Advance(Duration::Seconds(1));
    EXPECT_EQ(runner.Prune(ARun()), many);
    EXPECT_EQ(count_of("look"), 1) << "one is not done";
    EXPECT_EQ(count_of("confirm_shipment"), 1);
    EXPECT_EQ(count_of("nobody_knows_it"), 1);
    EXPECT_EQ(database.Inside([](FakeLeases&, FakeOutbox& outbox) { return outbox.prune_count; }),
              1 + 3)
        << "in batches";
}

TEST_F(OutboxRunnerTest, PruningStopsWhenAsked) {
    runner.On(
        "look", [](const auto&, const auto&) { return base::Result<>(); }, AfterDone::kPruned);
    stop.request_stop();
    EXPECT_EQ(runner.Prune(ARun()), 0);
    EXPECT_EQ(database.Inside([](FakeLeases&, FakeOutbox& outbox) { return outbox.prune_count; }),
              0);
}

}  // namespace
}  // namespace orderyard::jobs
