// What the web app's pages share: saved views, preferences, presence, the home page, and lists of
// documents.
#pragma once

#include <vector>

#include "api/v1/call.hpp"

namespace orderyard::api::v1 {

const std::vector<CallRoute>& DeskRoutes();

// views
Answer ListViews(const Call& call);
Answer MakeView(const Call& call);
Answer ChangeView(const Call& call);
Answer RemoveView(const Call& call);
// preferences
Answer ShowPreference(const Call& call);
Answer PutPreference(const Call& call);
// presence
Answer SayPresent(const Call& call);
Answer SayLeft(const Call& call);
// home
Answer ShowHome(const Call& call);
// list_documents
Answer ListInvoices(const Call& call);
Answer ListShipments(const Call& call);
Answer ListCreditMemos(const Call& call);

}  // namespace orderyard::api::v1
