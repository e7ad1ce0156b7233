// How endpoints that change something run: one transaction, acting as the caller.
#pragma once

#include <functional>
#include <optional>

#include "actions/order_step.hpp"
#include "api/rest/call.hpp"

namespace orderyard::api::rest {

// `work` may run again after a conflict. A refusal is answered after nothing was written.
Answer Change(const Call& call, const std::function<Answer(const actions::Step&)>& work);

// The order with its documents, held until the commit; MagentoNoSuchEntity.
base::Result<domain::OrderFile> HoldFile(const actions::Step& step, domain::OrderId id);

std::string TrueJson();
// A new document's id: Magento sends it as text.
std::string IdJson(std::int64_t id);
base::Error Refused(std::string message);  // a 400 that says just this

}  // namespace orderyard::api::rest
