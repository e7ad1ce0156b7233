// The rule is domain::DecideHold.
#include "actions/hold_order.hpp"

namespace orderyard::actions {

Processed HoldOrder(const Step& step, domain::OrderId order, const domain::HoldRequest& request) {
    return Process(step, order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        return domain::DecideHold(file, request, scene);
    });
}

}  // namespace orderyard::actions
