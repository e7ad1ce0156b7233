// The rule is domain::DecideComment.
#include "actions/add_comment.hpp"

namespace orderyard::actions {

Processed AddComment(const Step& step, domain::OrderId order,
                     const domain::CommentRequest& request) {
    return Process(step, order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        return domain::DecideComment(file, request, scene);
    });
}

}  // namespace orderyard::actions
