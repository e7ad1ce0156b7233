// The rule is domain::DecideCorrectAddress.
#include "actions/correct_address.hpp"

namespace orderyard::actions {

Processed CorrectAddress(const Step& step, domain::OrderId order, domain::AddressKind kind,
                         const domain::AddressCorrection& correction) {
    return Process(step, order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        return domain::DecideCorrectAddress(file, kind, correction, scene);
    });
}

}  // namespace orderyard::actions
