// Magento keeps the items of a request in a map by order item id; so a line that is listed twice
// counts once.
#include "api/rest/document_input.hpp"

#include <algorithm>

#include "api/rest/change.hpp"
#include "base/text.hpp"

namespace orderyard::api::rest {
namespace {

bool Holds(const std::vector<std::string_view>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

DocumentInput ReadDocumentInput(Input& input) {
    DocumentInput given;
    for (Input& item : input.Objects("items")) {
        const domain::OrderItemId id(item.Int("order_item_id").value_or(0));
        const std::int64_t quantity = item.Pieces("qty").value_or(0);
        const auto earlier =
            std::find_if(given.items.begin(), given.items.end(),
                         [&](const auto& each) { return each.order_item_id == id; });
        if (earlier != given.items.end()) {
            earlier->quantity = quantity;
        } else {
            given.items.push_back({id, quantity});
        }
        given.has_items = true;
    }
    given.notify = input.Flag("notify");
    given.append_comment = input.Flag("append_comment");
    if (auto comment = input.Object("comment")) {
        given.comment = comment->Text("comment").value_or("");
        given.is_comment_visible = comment->IntFlag("is_visible_on_front");
    }
    return given;
}

base::Error ValidationError(const std::string& document, const std::vector<std::string>& lines) {
    return Refused(document + " Document Validation Error(s):\n" + base::Join(lines, "\n"));
}

std::vector<std::string> WhyNotLines(const OrderLines& words, domain::OrderVerb verb,
                                     const domain::OrderFile& file) {
    const auto refusal = domain::WhyNot(verb, file);
    if (!refusal) {
        return {};
    }
    if (Holds(words.status_reasons, refusal->reason)) {
        return {std::string(words.with_article) + " " + words.modal +
                " be created when an order has a status of " + file.order.status};
    }
    std::vector<std::string> lines{std::string("The order does not allow ") +
                                   words.without_article + " to be created."};
    if (!Holds(words.plain_reasons, refusal->reason)) {
        lines.push_back(refusal->text);
    }
    return lines;
}

std::string_view ReasonOf(const base::Error& error) {
    for (const auto& [name, value] : error.params) {
        if (name == "reason") {
            return value;
        }
    }
    return "";
}

}  // namespace orderyard::api::rest
