// What the bodies of /order/:id/invoice, /ship and /refund have in common, and how their refusals
// are put: one text of several lines under a heading.
#pragma once

#include <string>
#include <vector>

#include "api/rest/input.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::api::rest {

struct DocumentInput {
    bool has_items = false;                 // else: everything that is left
    std::vector<domain::LinePieces> items;  // one a line; the last of several wins
    bool notify = false;
    bool append_comment = false;
    std::string comment;
    bool is_comment_visible = false;
};

// items, notify, append_comment, comment.
DocumentInput ReadDocumentInput(Input& input);

template <class Request>
void CopyRemark(const DocumentInput& given, Request& request) {
    request.comment = given.comment;
    request.append_comment = given.append_comment;
    request.notify = given.notify;
    request.is_comment_visible = given.is_comment_visible;
}

// "<document> Document Validation Error(s):" and the lines below it; already rendered.
base::Error ValidationError(const std::string& document, const std::vector<std::string>& lines);

// Magento's lines for why the order as a whole allows no such document; empty: it does.
// `document`: "An invoice", "A shipment" ...; `status_reasons`: the refusals that Magento explains
// by the order's status. What Magento has no words for gets a line of ours.
struct OrderLines {
    const char* with_article;
    const char* without_article;  // "an invoice": "The order does not allow ... to be created."
    const char* modal;            // "cannot", or "can not"
    std::vector<std::string_view> status_reasons;
    std::vector<std::string_view> plain_reasons;  // fully said by "does not allow"
};
std::vector<std::string> WhyNotLines(const OrderLines& words, domain::OrderVerb verb,
                                     const domain::OrderFile& file);

// The stable reason of a refusal of the domain, or "".
std::string_view ReasonOf(const base::Error& error);

}  // namespace orderyard::api::rest
