// The rule is domain::DecideUnhold.
#include "actions/unhold_order.hpp"

namespace orderyard::actions {

Processed UnholdOrder(const Step& step, domain::OrderId order) {
    return Process(step, order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        return domain::DecideUnhold(file, scene);
    });
}

}  // namespace orderyard::actions
