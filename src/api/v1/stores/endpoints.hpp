// The endpoints of connected stores, under /api/v1. Which path is whose: routes.cpp.
#pragma once

#include "api/v1/orders/endpoints.hpp"

namespace orderyard::api::v1 {

// All of this folder.
const std::vector<CallRoute>& StoreRoutes();

// show_store
Answer ShowStore(const Call& call);
Answer ListStoreCards(const Call& call);
Answer ShowDashboard(const Call& call);
Answer ListMarketplaces(const Call& call);
// connect_store
Answer ConnectStore(const Call& call);
Answer ReplaceCredentials(const Call& call);
// change_store
Answer ChangeStore(const Call& call);
Answer ActivateStore(const Call& call);
Answer DeactivateStore(const Call& call);
Answer ArchiveStore(const Call& call);
// check_store
Answer CheckStore(const Call& call);
// backfill
Answer StartBackfill(const Call& call);
Answer StopBackfill(const Call& call);
// channel_order_verbs
Answer CorrectChannelAddress(const Call& call);
Answer CancelChannelOrder(const Call& call);
Answer ShowPayload(const Call& call);
// exceptions
Answer ListExceptions(const Call& call);

}  // namespace orderyard::api::v1
