// The endpoints of the program itself and of the shop's settings, under /api/v1. Which path is
// whose: routes.cpp.
#pragma once

#include "api/v1/orders/endpoints.hpp"

namespace orderyard::api::v1 {

// All of this folder.
const std::vector<CallRoute>& SystemRoutes();

// health
Answer ListJobs(const Call& call);
Answer RunJob(const Call& call);
Answer ShowSystem(const Call& call);  // ?self_check=1 also reads the whole database
Answer ListOutbox(const Call& call);
// statuses
Answer ListStatuses(const Call& call);
Answer PutStatus(const Call& call);
Answer DropStatus(const Call& call);
// shop
Answer ListStoreViews(const Call& call);
Answer MakeStoreView(const Call& call);
Answer ChangeStoreView(const Call& call);
Answer ListCarriers(const Call& call);
Answer PutCarrier(const Call& call);
Answer DropCarrier(const Call& call);
Answer ListChannelCarriers(const Call& call);

}  // namespace orderyard::api::v1
