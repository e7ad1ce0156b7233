// The jobs that tell a store's channel what we did, and compare both sides.
#pragma once

#include <vector>

#include "amazon/sync/follow_up_runner.hpp"
#include "amazon/sync/read_refunds.hpp"
#include "amazon/sync/reconcile.hpp"
#include "app/store_jobs.hpp"

namespace orderyard::app {

class FollowUpJobs {
  public:
    // All must outlive it.
    FollowUpJobs(ports::Database& database, const ports::Clock& clock,
                 amazon::FollowUpRunner& runner, amazon::Reconciler& reconciler,
                 amazon::RefundReader& refunds)
        : database_(database),
          clock_(clock),
          runner_(runner),
          reconciler_(reconciler),
          refunds_(refunds) {}

    std::vector<jobs::Job> JobsOf(const domain::Store& store);

  private:
    void Tell(domain::StoreId id, const jobs::JobRun& run);
    void Compare(domain::StoreId id, const jobs::JobRun& run);
    void ReadRefunds(domain::StoreId id, const jobs::JobRun& run);

    ports::Database& database_;
    const ports::Clock& clock_;
    amazon::FollowUpRunner& runner_;
    amazon::Reconciler& reconciler_;
    amazon::RefundReader& refunds_;
    DueTimes due_;
};

}  // namespace orderyard::app
