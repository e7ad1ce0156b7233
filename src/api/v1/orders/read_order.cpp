// Numbers of ours have nine digits or more ("000000042", "2000000001"), Amazon's have hyphens; ids
// are shorter for a long time to come.
#include "api/v1/orders/read_order.hpp"

#include "actions/find_order.hpp"
#include "actions/order_step.hpp"
#include "base/text.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr std::size_t kNumberDigitsMin = 9;

}  // namespace

base::Error NoSuchOrder() {
    return base::NotFound("There is no order with this id or number.");
}

base::Result<domain::OrderId> OrderIdOf(ports::Transaction& tx, const http::Request& request) {
    const std::string given(request.PathParam("id"));
    const auto id = base::ParseInt(given);
    const bool is_id = id && *id > 0;
    if (!is_id || given.size() >= kNumberDigitsMin) {
        if (const auto found = actions::FindOrder(tx, given)) {
            return *found;
        }
    }
    if (!is_id) {
        return base::Fail(NoSuchOrder());
    }
    return domain::OrderId(*id);
}

base::Result<domain::OrderId> KnownOrderIdOf(ports::Transaction& tx, const http::Request& request) {
    const auto id = OrderIdOf(tx, request);
    if (id && !tx.orders().Revision(*id)) {
        return base::Fail(NoSuchOrder());
    }
    return id;
}

std::int64_t IdOf(const http::Request& request, std::string_view name) {
    const auto id = base::ParseInt(request.PathParam(name));
    return id && *id > 0 ? *id : 0;
}

base::Result<domain::OrderFile> ReadOrderFile(ports::Transaction& tx, domain::OrderId id) {
    auto file = actions::ReadFile(tx, id);
    if (!file) {
        return base::Fail(NoSuchOrder());
    }
    return std::move(*file);
}

}  // namespace orderyard::api::v1
