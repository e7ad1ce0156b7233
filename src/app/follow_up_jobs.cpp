// What is due is asked of the database every time: follow-ups are also written by the command line
// and by other processes.
#include "app/follow_up_jobs.hpp"

#include "base/log.hpp"

namespace orderyard::app {
namespace {

constexpr base::Duration kCompareEvery = base::Duration::Hours(6);
constexpr base::Duration kFirstCompareAfter = base::Duration::Minutes(45);
constexpr base::Duration kFirstRefundsAfter = base::Duration::Minutes(20);

std::string TellName(domain::StoreId id) {
    return "follow_ups:" + std::to_string(id.value);
}
std::string CompareName(domain::StoreId id) {
    return "reconcile:" + std::to_string(id.value);
}
std::string RefundsName(domain::StoreId id) {
    return "refunds:" + std::to_string(id.value);
}

}  // namespace

std::vector<jobs::Job> FollowUpJobs::JobsOf(const domain::Store& store) {
    const auto id = store.id;
    const std::string tell = TellName(id);
    const std::string compare = CompareName(id);
    due_.Set(tell, clock_.Now());
    const std::string refunds = RefundsName(id);
    due_.Set(compare, clock_.Now() + kFirstCompareAfter);
    due_.Set(refunds, clock_.Now() + kFirstRefundsAfter);
    const auto when_to_tell = [this, id, tell]() -> std::optional<base::Instant> {
        const auto next = runner_.NextDue(id);
        const auto rested = due_.Of(tell);
        return next && rested ? std::optional(std::max(*next, *rested)) : std::nullopt;
    };
    return {{tell, when_to_tell, [this, id](const jobs::JobRun& run) { Tell(id, run); }},
            {compare, [this, compare] { return due_.Of(compare); },
             [this, id](const jobs::JobRun& run) { Compare(id, run); }},
            {refunds, [this, refunds] { return due_.Of(refunds); },
             [this, id](const jobs::JobRun& run) { ReadRefunds(id, run); }}};
}

void FollowUpJobs::Tell(domain::StoreId id, const jobs::JobRun& run) {
    const auto store = LoadActive(database_, id);
    if (!store) {
        return;
    }
    const auto report = runner_.RunOnce(
        *store, run.lease(), [&run] { return run.HasLeaseForCall(); }, run.stop());
    if (report.error) {
        base::LogWarn("follow_ups_paused", {{"store", store->code}, {"why", report.error->Text()}});
    }
    // The rows say themselves when they are due; this only keeps an ended run from starting again
    // at once.
    const auto rest = report.error ? report.next_run_after_seconds : 0;
    due_.Set(TellName(id), clock_.Now() + base::Duration::Seconds(rest));
}

void FollowUpJobs::Compare(domain::StoreId id, const jobs::JobRun& run) {
    const auto store = LoadActive(database_, id);
    if (!store) {
        return;
    }
    amazon::ReconcileRequest request;
    request.by = amazon::ReconcileBy::kOpenOrders;
    const auto certificate = reconciler_.Run(*store, &run.lease(), request, run.stop());
    if (certificate.is_complete) {
        base::LogInfo("reconciled", {{"store", store->code},
                                     {"at_amazon", std::to_string(certificate.at_amazon)},
                                     {"differing", std::to_string(certificate.differing)},
                                     {"missing", std::to_string(certificate.missing)}});
    }
    const auto pause = certificate.is_complete
                           ? kCompareEvery
                           : base::Duration::Seconds(certificate.next_run_after_seconds);
    due_.Set(CompareName(id), clock_.Now() + pause);
}

void FollowUpJobs::ReadRefunds(domain::StoreId id, const jobs::JobRun& run) {
    const auto store = LoadActive(database_, id);
    if (!store) {
        return;
    }
    const auto report = refunds_.Run(*store, &run.lease(), run.stop());
    if (report.error) {
        base::LogWarn("refunds_not_read", {{"store", store->code}, {"why", report.error->Text()}});
    } else if (report.is_complete) {
        base::LogInfo("refunds_read", {{"store", store->code},
                                       {"refunds", report.refunds},
                                       {"adopted", report.settled.adopted},
                                       {"proven", report.settled.proven},
                                       {"differing", report.settled.differing}});
    }
    due_.Set(RefundsName(id),
             clock_.Now() + base::Duration::Seconds(report.next_run_after_seconds));
}

}  // namespace orderyard::app
