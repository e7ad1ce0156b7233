// Writes a remark on an invoice, a shipment or a credit memo after it was issued.
#pragma once

#include <cstdint>
#include <string>

#include "actions/order_step.hpp"

namespace orderyard::actions {

struct DocumentRef {
    domain::OrderId order;  // the document's
    ports::DocumentKind kind;
    std::int64_t id = 0;
};

struct DocumentRemark {
    std::string text;  // required
    bool notify = false;
    bool is_visible_on_front = false;
};

// The order moves on, so that whoever follows changes sees it; a mail is asked for if wanted and
// allowed. kNotFound: no such order; kInvalidInput: no text, or one that is too long.
base::Result<domain::DocumentComment> CommentDocument(const Step& step, const DocumentRef& document,
                                                      const DocumentRemark& remark);

}  // namespace orderyard::actions
