// The cursor in the database is the only truth about a scan: it is written before the first call,
// and moves on in the transaction that stores a page. Whatever happens in between, the same page is
// asked for again.
#include "amazon/sync/scan_orders.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/text.hpp"

namespace orderyard::amazon {

namespace {

namespace limits = base::limits;
using base::Duration;

constexpr std::int64_t kSpanSecondsMin = 60;
constexpr std::int64_t kOverlapSecondsMax = 3600;
constexpr int kEmptyPagesMax = 20;
constexpr std::int64_t kPagesOfNarrowScan = 2;
constexpr std::int64_t kPagesOfWideScan = 20;

// Somebody else moved the cursor (a new back-fill was started): look again.
struct CursorMoved : std::runtime_error {
    CursorMoved() : std::runtime_error("the cursor of the scan moved") {}
};

std::int64_t SpanOf(const Stream& stream, const ports::SyncCursor& cursor) {
    return cursor.span_seconds > 0
               ? std::clamp(cursor.span_seconds, kSpanSecondsMin, stream.span_seconds_max)
               : stream.span_seconds;
}

// Late changes may still turn up behind the watermark, the more so after a gap.
Duration OverlapOf(const Stream& stream, Duration gap) {
    if (stream.has_goal) {
        return Duration::Seconds(stream.overlap_seconds);
    }
    return Duration::Seconds(std::clamp(gap.seconds(), stream.overlap_seconds, kOverlapSecondsMax));
}

// Fills in the next window; false when there is none.
bool OpenWindow(const Run& run, const Stream& stream, ports::SyncCursor& cursor) {
    const base::Instant amazon_now = run.tools.client.AmazonNow(run.store.id);
    const base::Instant newest = amazon_now - Duration::Seconds(limits::kScanTrailSeconds);
    if (!cursor.watermark) {
        cursor.watermark = newest - Duration::Seconds(run.tools.options.first_look_back_seconds);
    }
    base::Instant end =
        std::min(newest, *cursor.watermark + Duration::Seconds(SpanOf(stream, cursor)));
    if (stream.has_goal) {
        end = std::min(end, cursor.goal.value_or(*cursor.watermark));
    }
    if (end <= *cursor.watermark) {
        return false;
    }
    cursor.scan_id = base::RandomToken(9);
    cursor.scan_from = *cursor.watermark - OverlapOf(stream, amazon_now - *cursor.watermark);
    cursor.scan_to = end;
    cursor.page_token.clear();
    cursor.page_no = 0;
    cursor.pages_hash.clear();
    cursor.fruitless_pages = 0;
    return true;
}

SearchParams ParamsOf(const Run& run, const Stream& stream, const ports::SyncCursor& cursor) {
    SearchParams params;
    (stream.is_by_creation ? params.created_after : params.last_updated_after) = cursor.scan_from;
    (stream.is_by_creation ? params.created_before : params.last_updated_before) = cursor.scan_to;
    params.marketplace_ids = run.store.marketplace_ids;
    params.page_token = cursor.page_token;
    return params;
}

// The next window of a quiet time may be wider, of a busy one narrower; failures have halved it
// before.
void AdjustSpan(const Stream& stream, ports::SyncCursor& cursor) {
    std::int64_t span = SpanOf(stream, cursor);
    if (cursor.page_no <= kPagesOfNarrowScan || span < stream.span_seconds) {
        span *= 2;
    } else if (cursor.page_no > kPagesOfWideScan && stream.span_seconds_max > stream.span_seconds) {
        span /= 2;
    }
    cursor.span_seconds =
        std::clamp(span, std::min(kSpanSecondsMin, span), stream.span_seconds_max);
}

class Scan {
  public:
    Scan(Run& run, const Stream& stream)
        : run_(run), stream_(stream), memory_(run.tools.Memory(run.store.id, stream.name)) {}

    enum class Step { kPageStored, kNewestPageStored, kScanDropped, kCaughtUp, kFailed };
    Step DoNext();

    const std::optional<CallFailure>& failure() const { return failure_; }
    int scan_failures() const { return cursor_.failures; }

  private:
    bool OpenIfNeeded();
    void Remember(const wire::SearchAnswer& page);
    bool IsLoop(const wire::SearchAnswer& page, int fruitless_pages) const;
    int FruitlessPages(const wire::SearchAnswer& page, const std::string& hash) const;
    void StorePage(const wire::SearchAnswer& page, const std::string& hash, int fruitless_pages);
    void Advance(const wire::SearchAnswer& page, ports::SyncCursor& cursor) const;
    bool EndsNow() const;
    bool EndsTooLate() const;
    Step CloseForTime(const CallFailure& why);
    Step DropScan(CallFailure why);
    // Changes the stored cursor, if it is still the one this step started from.
    void ChangeCursor(const std::function<void(ports::Transaction&, ports::SyncCursor&)>& change);

    Run& run_;
    const Stream& stream_;
    ScanMemory& memory_;
    ports::SyncCursor cursor_;
    std::optional<CallFailure> failure_;
    bool was_refused_for_time_ = false;
};

std::string PageHash(const wire::SearchAnswer& page) {
    std::string all;
    for (const wire::OrderText& order : page.orders) {
        all += order.number + " " + order.content_hash;
    }
    return base::Hex(base::Sha256(all));  // the cursor is text
}

void Scan::ChangeCursor(
    const std::function<void(ports::Transaction&, ports::SyncCursor&)>& change) {
    run_.Write([&](ports::Transaction& tx) {
        auto stored = tx.sync().LoadCursor(run_.store.id, stream_.name);
        ports::SyncCursor cursor = stored.value_or(ports::SyncCursor{});
        if (cursor.scan_id != cursor_.scan_id || cursor.page_no != cursor_.page_no ||
            cursor.page_token != cursor_.page_token) {
            throw CursorMoved();
        }
        cursor.store_id = run_.store.id;
        cursor.stream = stream_.name;
        change(tx, cursor);
        tx.sync().SaveCursor(cursor);
    });
}

bool Scan::OpenIfNeeded() {
    cursor_ = LoadCursor(run_, stream_.name).value_or(ports::SyncCursor{});
    if (!cursor_.scan_id.empty()) {
        return true;
    }
    if (stream_.has_goal && !cursor_.goal) {
        return false;
    }
    ports::SyncCursor opened = cursor_;
    if (!OpenWindow(run_, stream_, opened)) {
        if (stream_.has_goal && *opened.watermark >= *opened.goal) {
            ChangeCursor(
                [](ports::Transaction&, ports::SyncCursor& cursor) { cursor.goal.reset(); });
        }
        return false;
    }
    // Stored before the first call: the window cannot change under a scan that is repeated after a
    // crash.
    ChangeCursor([&](ports::Transaction&, ports::SyncCursor& cursor) {
        const std::int64_t version = cursor.version;
        cursor = opened;
        cursor.store_id = run_.store.id;
        cursor.stream = stream_.name;
        cursor.version = version;
    });
    cursor_ = opened;
    return true;
}

Scan::Step Scan::DoNext() {
    if (!OpenIfNeeded()) {
        return Step::kCaughtUp;
    }
    if (memory_.scan_id != cursor_.scan_id) {
        memory_.scan_id = cursor_.scan_id;
        memory_.numbers.clear();
        memory_.tokens.clear();
    }
    int sleeps = 0;
    while (true) {
        auto page = run_.tools.client.SearchOrders(run_.store, ParamsOf(run_, stream_, cursor_),
                                                   stream_.priority, run_.stop);
        if (page) {
            const std::string hash = PageHash(*page);
            const int fruitless_pages = FruitlessPages(*page, hash);
            if (IsLoop(*page, fruitless_pages)) {
                CallFailure loop = MakeFailure(FailureKind::kBadRequest, "searchOrders");
                loop.amazon_code = "page_loop";
                loop.text = "the pages of the list repeat themselves";
                return DropScan(std::move(loop));
            }
            StorePage(*page, hash, fruitless_pages);
            Remember(*page);
            return page->next_token.empty() && EndsNow() ? Step::kNewestPageStored
                                                         : Step::kPageStored;
        }
        if (run_.WaitShortly(page.error(), sleeps)) {
            continue;
        }
        if (page.error().kind == FailureKind::kBadRequest) {
            if (!was_refused_for_time_ && EndsTooLate()) {
                was_refused_for_time_ = true;
                return CloseForTime(page.error());
            }
            return DropScan(std::move(page.error()));  // an outlived page token looks like this
        }
        AppendProblem(run_, page.error());
        failure_ = std::move(page.error());
        return Step::kFailed;
    }
}

int Scan::FruitlessPages(const wire::SearchAnswer& page, const std::string& hash) const {
    const bool has_new =
        std::any_of(page.orders.begin(), page.orders.end(),
                    [&](const auto& order) { return !memory_.numbers.contains(order.number); });
    return has_new && hash != cursor_.pages_hash ? 0 : cursor_.fruitless_pages + 1;
}

bool Scan::IsLoop(const wire::SearchAnswer& page, int fruitless_pages) const {
    if (page.next_token.empty()) {
        return false;
    }
    return page.next_token == cursor_.page_token || memory_.tokens.contains(page.next_token) ||
           fruitless_pages >=
               (page.orders.empty() ? kEmptyPagesMax : limits::kScanSameOrdersPagesMax);
}

void Scan::Remember(const wire::SearchAnswer& page) {
    for (const wire::OrderText& order : page.orders) {
        memory_.numbers.insert(order.number);
        if (stream_.name == SweepStream().name) {
            memory_.swept.insert(order.number);
        }
    }
    if (!page.next_token.empty()) {
        memory_.tokens.insert(page.next_token);
    }
}

// The open window reaches up to what can be asked for at all; time goes on while it is read, so a
// few minutes count as none. Without this a run would chase its own tail with windows of
// milliseconds.
bool Scan::EndsNow() const {
    const auto behind = run_.tools.client.AmazonNow(run_.store.id) - cursor_.scan_to;
    return !stream_.has_goal &&
           behind.seconds() < limits::kScanTrailSeconds + limits::kSyncIntervalSecondsMin;
}

void Scan::Advance(const wire::SearchAnswer& page, ports::SyncCursor& cursor) const {
    const auto bound = stream_.is_by_creation ? page.created_before : page.last_updated_before;
    base::Instant reached = cursor.scan_to;
    // In a window of the past, a bound that brings no progress would stop the walk for ever.
    if (bound && *bound < reached && (EndsNow() || *bound > cursor.watermark.value_or(*bound))) {
        reached = *bound;
    }
    cursor.watermark = std::max(cursor.watermark.value_or(reached), reached);
    cursor.failures = 0;
    AdjustSpan(stream_, cursor);
    CloseScan(cursor);
}

void Scan::StorePage(const wire::SearchAnswer& page, const std::string& hash, int fruitless_pages) {
    std::vector<ports::InboxRow> rows;
    rows.reserve(page.orders.size());
    for (const wire::OrderText& order : page.orders) {
        rows.push_back(InboxRowOf(run_, order, false));
    }
    int new_rows = 0;
    ChangeCursor([&](ports::Transaction& tx, ports::SyncCursor& cursor) {
        new_rows = tx.inbox().AddAll(rows);
        cursor.page_no += 1;
        cursor.page_token = page.next_token;
        cursor.pages_hash = hash;
        cursor.fruitless_pages = fruitless_pages;
        if (page.next_token.empty()) {
            Advance(page, cursor);
        }
    });
    run_.report.pages += 1;
    run_.report.orders_seen += static_cast<int>(page.orders.size());
    run_.new_rows += new_rows;
    base::CountMetric("amazon_pages_total", {{"stream", stream_.name}});
    base::LogInfo("page_stored", {{"store", run_.store.code},
                                  {"stream", stream_.name},
                                  {"orders", page.orders.size()},
                                  {"new", new_rows},
                                  {"is_last", page.next_token.empty()}});
}

// By the date of Amazon's refusal: our clock, or what we thought of Amazon's, was ahead.
bool Scan::EndsTooLate() const {
    const base::Instant newest = run_.tools.client.AmazonNow(run_.store.id) -
                                 Duration::Seconds(limits::kScanTrailSeconds);
    return cursor_.page_token.empty() && cursor_.scan_to > newest;
}

// The next window ends by the clock just learned. That is no fault of the list, so it does not
// count towards giving up; the caller sees to it that a run does this once.
Scan::Step Scan::CloseForTime(const CallFailure& why) {
    AppendProblem(run_, why);
    ChangeCursor([](ports::Transaction&, ports::SyncCursor& cursor) { CloseScan(cursor); });
    base::LogWarn("scan_ended_too_late",
                  {{"store", run_.store.code}, {"stream", stream_.name}});
    return Step::kScanDropped;
}

Scan::Step Scan::DropScan(CallFailure why) {
    AppendProblem(run_, why);
    int failures = 0;
    ChangeCursor([&](ports::Transaction&, ports::SyncCursor& cursor) {
        cursor.span_seconds = std::max(kSpanSecondsMin, SpanOf(stream_, cursor) / 2);
        cursor.failures += 1;
        failures = cursor.failures;
        CloseScan(cursor);
    });
    cursor_.failures = failures;
    base::LogWarn("scan_dropped", {{"store", run_.store.code},
                                   {"stream", stream_.name},
                                   {"code", why.amazon_code},
                                   {"failures", failures}});
    if (failures < limits::kScanFailuresMax) {
        return Step::kScanDropped;
    }
    failure_ = std::move(why);
    return Step::kFailed;
}

}  // namespace

ScanResult ScanOrders(Run& run, const Stream& stream, const std::function<void()>& after_page) {
    Scan scan(run, stream);
    ScanResult result;
    while (!run.IsOver()) {
        Scan::Step step = Scan::Step::kFailed;
        try {
            step = scan.DoNext();
        } catch (const CursorMoved&) {
            continue;
        }
        switch (step) {
            case Scan::Step::kPageStored: after_page(); break;
            case Scan::Step::kNewestPageStored:
                after_page();
                result.is_caught_up = true;
                break;
            case Scan::Step::kScanDropped: break;
            case Scan::Step::kCaughtUp: result.is_caught_up = true; break;
            case Scan::Step::kFailed: result.failure = scan.failure(); break;
        }
        if (result.is_caught_up || result.failure) {
            break;
        }
    }
    result.scan_failures = scan.scan_failures();
    return result;
}

}  // namespace orderyard::amazon
