// The rule is domain::DecideCancel.
#include "actions/cancel_order.hpp"

namespace orderyard::actions {

Processed CancelOrder(const Step& step, domain::OrderId order,
                      const domain::CancelRequest& request) {
    return Process(step, order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        return domain::DecideCancel(file, request, scene);
    });
}

Processed GiveUpCancel(const Step& step, domain::OrderId order) {
    return Process(step, order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        return domain::DecideEndPendingCancel(file, "The cancel was given up.", scene);
    });
}

}  // namespace orderyard::actions
