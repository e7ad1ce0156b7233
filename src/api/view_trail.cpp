// The entry names records by their numbers, never by what was seen in them.
#include "api/view_trail.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "ports/access_store.hpp"

namespace orderyard::api {
namespace {

constexpr base::Duration kSameViewFor = base::Duration::Minutes(15);
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

class SeenSource final : public http::BodySource {
  public:
    SeenSource(Caller caller, ViewTrail& trail, std::shared_ptr<http::BodySource> source)
        : caller_(std::move(caller)), trail_(trail), source_(std::move(source)) {}

    std::string Read() override {
        ports::PersonalView view = ViewOf(caller_);
        std::string piece;
        {
            const ports::PersonalViewScope scope(&view);
            piece = source_->Read();
        }
        trail_.Record(caller_, view);
        return piece;
    }

  private:
    const Caller caller_;
    ViewTrail& trail_;
    const std::shared_ptr<http::BodySource> source_;
};

}  // namespace

std::shared_ptr<http::BodySource> SeenBy(const Caller& caller, ViewTrail& trail,
                                         std::shared_ptr<http::BodySource> source) {
    return std::make_shared<SeenSource>(caller, trail, std::move(source));
}

ports::PersonalView ViewOf(const Caller& caller) {
    return {caller.May(kPersonalDataRight), {}};
}

void ViewTrail::Record(const Caller& caller, const ports::PersonalView& view) {
    if (view.seen.empty()) {
        return;
    }
    std::vector<std::string> seen = view.seen;
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    const std::string all = base::Join(seen, ", ");
    const base::Instant now = clock_.Now();
    if (!IsNew(base::Sha256(caller.key + "|" + all), now)) {
        return;
    }
    ports::AuditEntry entry = EntryOf(seen, all);
    entry.at = now;
    entry.actor = caller.actor;
    entry.peer = caller.peer;
    const auto tell_log = [&] {
        base::LogWarn("personal_data_view_not_recorded",
                      {{"caller", caller.key}, {"subject", entry.subject}, {"seen", entry.after}});
    };
    try {
        database_.Write([&](ports::Transaction& tx) { tx.access().AppendAudit(entry); });
    } catch (const ports::DatabaseUnavailable&) {
        tell_log();  // reading must go on while the disk is full
    } catch (const ports::VersionConflict&) {
        tell_log();
    }
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
