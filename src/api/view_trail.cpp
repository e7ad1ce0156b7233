// The entry names records by their numbers, never by what was seen in them. What counts is counted
// in the database: several servers share one limit.
#include "api/view_trail.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <set>

#include "actions/identity/login_attempt.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "ports/access_store.hpp"
#include "ports/view_store.hpp"

namespace orderyard::api {
namespace {

constexpr base::Duration kSameViewFor = base::Duration::Minutes(15);
constexpr base::Duration kAlarmKept = base::Duration::Days(7);
constexpr std::size_t kDigestCharacters = 16;

ports::AuditEntry EntryOf(const std::vector<std::string>& seen, const std::string& all) {
    ports::AuditEntry entry;
    entry.event = "personal_data_viewed";
    if (seen.size() == 1) {
        entry.subject = seen.front();
        return entry;
    }
    entry.subject = std::to_string(seen.size()) + " seen";
    entry.after = base::Hex(base::Sha256(all)).substr(0, kDigestCharacters) + ": " + all;
    return entry;
}

// Lists, and pages that show many orders of one person.
constexpr std::array<std::string_view, 12> kNamesOnly = {
    "/api/v1/orders",
    "/api/v1/orders/counts",
    "/api/v1/orders/{id}/neighbours",
    "/api/v1/home",
    "/api/v1/invoices",
    "/api/v1/shipments",
    "/api/v1/credit-memos",
    "/api/v1/customers",
    "/api/v1/customers/{customer}",
    "/api/v1/mails",
    "/api/v1/stores/{store}/amazon-orders",
    "/api/v1/stores/{store}/dashboard",
};
// Changes nothing, although it is no GET.
constexpr std::string_view kPrints = "/api/v1/prints";

// Orders; customers only where no order of theirs was seen as well.
std::vector<std::string> CountedOf(const std::vector<std::string>& seen) {
    const auto is_customer = [](const std::string& subject) {
        return subject.starts_with("customer ");
    };
    std::vector<std::string> counted;
    std::copy_if(seen.begin(), seen.end(), std::back_inserter(counted), std::not_fn(is_customer));
    return counted.empty() ? seen : counted;
}

base::Error ConfirmationNeeded(const domain::ViewTally& tally, const domain::ViewLimit& limit,
                               std::int64_t wanted) {
    base::Error error;
    error.code = base::ErrorCode::kForbidden;
    error.message =
        "You have seen the addresses of %seen orders within an hour; confirm by your password or a "
        "code that you go on.";
    error.params = {{"seen", std::to_string(tally.seen)},
                    {"reason", "confirm_views"},
                    {"limit", std::to_string(limit.orders_per_hour)},
                    {"wanted", std::to_string(wanted)},
                    {"left", std::to_string(tally.Left(limit))}};
    return error;
}

// A user's hour. To take something of it, hold it for him first (ViewStore::Hold).
class Hour {
  public:
    Hour(ports::Transaction& tx, const Caller& caller, base::Instant now)
        : tx_(tx), caller_(caller), now_(now), limit_(tx.views().Limit()) {
        if (IsBound()) {
            known_ = tx_.views().SeenSince(user(), since());
            tally_ = {static_cast<std::int64_t>(known_.size()),
                      tx_.views().ConfirmedSince(user(), since())};
        }
    }

    base::Result<> Take(const std::vector<std::string>& seen, Shown shown) {
        std::vector<std::string> fresh = CountedOf(seen);
        std::erase_if(fresh, [&](const auto& subject) { return known_.contains(subject); });
        if (!IsBound() || fresh.empty()) {
            return {};
        }
        const auto wanted = static_cast<std::int64_t>(fresh.size());
        const std::int64_t left = tally_.Left(limit_);
        if (wanted > left && shown == Shown::kWhole && !IsAdminToken()) {
            Raise(ports::ViewAlarmKind::kStopped, "personal_views_stopped", wanted);
            return base::Fail(ConfirmationNeeded(tally_, limit_, wanted));
        }
        fresh.resize(static_cast<std::size_t>(std::min(wanted, left)));
        tx_.views().PutSeen(user(), fresh, now_, since() - domain::kViewsCountFor);
        if (wanted > left) {
            Raise(ports::ViewAlarmKind::kBeyond, "personal_views_beyond", wanted - left);
        }
        return {};
    }

    base::Result<> Begin() {
        if (!IsBound() || IsAdminToken() || tally_.Left(limit_) > 0) {
            return {};
        }
        return base::Fail(ConfirmationNeeded(tally_, limit_, 1));
    }

  private:
    bool IsBound() const { return limit_.Binds(caller_.signed_in->role.code); }
    bool IsAdminToken() const { return caller_.signed_in->session.is_admin_token; }
    domain::UserId user() const { return caller_.signed_in->user.id; }
    base::Instant since() const { return now_ - domain::kViewsCountFor; }

    // Once an hour; in the audit trail as well.
    void Raise(ports::ViewAlarmKind kind, const char* event, std::int64_t orders) {
        if (tx_.views().HasAlarmSince(user(), kind, since())) {
            return;
        }
        tx_.views().PutAlarm({user(), {}, kind, orders, now_}, now_ - kAlarmKept);
        ports::AuditEntry entry;
        entry.at = now_;
        entry.actor = caller_.actor;
        entry.peer = caller_.peer;
        entry.event = event;
        entry.subject = actions::SubjectOf(caller_.signed_in->user);
        entry.after = std::to_string(tally_.seen) + " seen, " + std::to_string(orders) + " wanted";
        tx_.access().AppendAudit(entry);
    }

    ports::Transaction& tx_;
    const Caller& caller_;
    const base::Instant now_;
    const domain::ViewLimit limit_;
    std::set<std::string> known_;
    domain::ViewTally tally_;
};

class SeenSource final : public http::BodySource {
  public:
    SeenSource(Caller caller, ViewTrail& trail, std::shared_ptr<http::BodySource> source,
               Shown shown)
        : caller_(std::move(caller)), trail_(trail), source_(std::move(source)), shown_(shown) {}

    std::string Read() override {
        ports::PersonalView view = ViewOf(caller_);
        std::string piece;
        {
            const ports::PersonalViewScope scope(&view);
            piece = source_->Read();
        }
        [[maybe_unused]] const auto logged = trail_.Record(caller_, view, shown_);
        return piece;
    }

  private:
    const Caller caller_;
    ViewTrail& trail_;
    const std::shared_ptr<http::BodySource> source_;
    const Shown shown_;
};

}  // namespace

std::shared_ptr<http::BodySource> SeenBy(const Caller& caller, ViewTrail& trail,
                                         std::shared_ptr<http::BodySource> source, Shown shown) {
    return std::make_shared<SeenSource>(caller, trail, std::move(source), shown);
}

ports::PersonalView ViewOf(const Caller& caller) {
    return {caller.May(kPersonalDataRight), {}};
}

Shown ShownBy(http::Method method, std::string_view pattern) {
    if (method != http::Method::kGet && method != http::Method::kHead) {
        return pattern == kPrints ? Shown::kWhole : Shown::kChanged;
    }
    const bool is_list =
        std::find(kNamesOnly.begin(), kNamesOnly.end(), pattern) != kNamesOnly.end();
    return is_list ? Shown::kNames : Shown::kWhole;
}

base::Result<> ViewTrail::Record(const Caller& caller, const ports::PersonalView& view,
                                 Shown shown) {
    if (view.seen.empty()) {
        return {};
    }
    std::vector<std::string> seen = view.seen;
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    const std::string all = base::Join(seen, ", ");
    const base::Instant now = clock_.Now();
    const bool counts = caller.signed_in && shown != Shown::kNames && shown != Shown::kStreamed;
    const std::string key = base::Sha256(caller.key + (counts ? "|counted|" : "|") + all);
    if (!IsNew(key, now)) {
        return {};
    }
    ports::AuditEntry entry = EntryOf(seen, all);
    entry.at = now;
    entry.actor = caller.actor;
    entry.peer = caller.peer;
    const auto tell_log = [&] {
        base::LogWarn("personal_data_view_not_recorded",
                      {{"caller", caller.key}, {"subject", entry.subject}, {"seen", entry.after}});
    };
    base::Result<> taken;
    SharedWrite::Part part;
    if (counts) {
        part.lock_id = caller.signed_in->user.id.value;
        part.lock = [&](ports::Transaction& tx) { tx.views().Hold(caller.signed_in->user.id); };
    }
    part.work = [&](ports::Transaction& tx) {
        taken = counts ? Hour(tx, caller, now).Take(seen, shown) : base::Result<>();
        if (taken) {
            tx.access().AppendAudit(entry);
        }
    };
    try {
        writes_.Run(part);
    } catch (const ports::DatabaseUnavailable&) {
        tell_log();  // reading must go on while the disk is full
    } catch (const ports::VersionConflict&) {
        tell_log();
    }
    if (!taken) {
        Forget(key);
    }
    return taken;
}

base::Result<> ViewTrail::MayStream(const Caller& caller) {
    if (!caller.signed_in || !caller.May(kPersonalDataRight)) {
        return {};
    }
    base::Result<> may;
    database_.Read([&](ports::Transaction& tx) { may = Hour(tx, caller, clock_.Now()).Begin(); });
    return may;
}

void ViewTrail::Forget(const std::string& key) {
    const std::lock_guard lock(mutex_);
    recorded_at_.erase(key);
}

bool ViewTrail::IsNew(const std::string& key, base::Instant now) {
    const std::lock_guard lock(mutex_);
    if (recorded_at_.size() >= base::limits::kRememberedViewsMax) {
        std::erase_if(recorded_at_,
                      [&](const auto& each) { return now - each.second >= kSameViewFor; });
    }
    if (recorded_at_.size() >= base::limits::kRememberedViewsMax) {
        recorded_at_.clear();
    }
    const auto [entry, is_new] = recorded_at_.try_emplace(key, now);
    if (is_new || now - entry->second >= kSameViewFor) {
        entry->second = now;
        return true;
    }
    return false;
}

}  // namespace orderyard::api
