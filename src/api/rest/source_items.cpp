// POST /V1/inventory/source-items and source-items-delete: all of the list or nothing. What
// warehouses count is written to the one source there is; orders that waited for it are decided
// again.
#include <algorithm>

#include "actions/decide_channel_orders.hpp"
#include "actions/set_stock.hpp"
#include "api/errors.hpp"
#include "api/rest/change.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/input.hpp"
#include "api/rest/product_shape.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "ports/product_store.hpp"

namespace orderyard::api::rest {
namespace {

constexpr const char* kNotSaved = "Could not save Source Item";

struct SourceItem {
    std::string sku, source;
    std::optional<std::int64_t> quantity, status;
};

base::Error Invalid(const char* field, const char* sentence) {
    base::Error error = Refused(std::string("\"%field\" ") + sentence);
    error.params = {{"field", field}};
    return error;
}

// All that is wrong, member by member, the first of each.
std::vector<base::Error> WhyInvalid(const SourceItem& item) {
    std::vector<base::Error> reasons;
    if (item.sku.empty()) {
        reasons.push_back(Invalid("sku", "can not be empty."));
    } else if (base::Trim(item.sku) != item.sku) {
        reasons.push_back(Invalid("sku", "can not contain leading or trailing spaces."));
    }
    if (item.source.empty()) {
        reasons.push_back(Invalid("source_code", "can not be empty."));
    } else if (item.source.find_first_of(" \t\r\n") != std::string::npos) {
        reasons.push_back(Invalid("source_code", "can not contain whitespaces."));
    }
    if (!item.quantity) {
        reasons.push_back(Invalid("quantity", "should be numeric."));
    }
    if (!item.status) {
        reasons.push_back(Invalid("status", "should be numeric."));
    } else if (*item.status != 0 && *item.status != 1) {
        reasons.push_back(Invalid("status", "should a known status."));
    }
    return reasons;
}

// Out of stock with a quantity is something we cannot keep.
bool CanBeSaved(ports::Transaction& tx, const SourceItem& item) {
    const bool is_text = base::CleanUtf8(item.sku) == item.sku;
    const auto product = is_text ? tx.products().FindBySku(item.sku) : std::nullopt;
    return product && item.source == kDefaultSource && *item.quantity >= product->reserved &&
           *item.quantity <= base::limits::kQuantityMax &&
           (*item.status == 1 || *item.quantity == 0);
}

// "LAMP-1 10, CUP-2 4".
void Append(std::string& list, const std::string& sku, std::int64_t quantity) {
    list += (list.empty() ? "" : ", ") + sku + " " + std::to_string(quantity);
}

Answer Save(const Call& call, const actions::Step& step, const std::vector<SourceItem>& items) {
    const bool is_possible = std::all_of(items.begin(), items.end(), [&](const SourceItem& item) {
        return CanBeSaved(step.tx, item);
    });
    if (!is_possible) {
        return base::Fail(Refused(kNotSaved));
    }
    AuditDetail detail{"stock", "", ""};
    for (const SourceItem& item : items) {
        const auto before = step.tx.products().FindBySku(item.sku);
        const auto product = actions::SetStock(step.tx, item.sku, *item.quantity, step.now);
        if (!before || !product) {
            throw ports::VersionConflict("the stock changed meanwhile");
        }
        Append(detail.before, item.sku, before->on_hand);
        Append(detail.after, item.sku, product->on_hand);
        if (items.size() == 1) {
            detail.subject = "product " + std::to_string(product->id.value);
        }
    }
    call.Note(std::move(detail));
    return std::string("[]");
}

// What is not at the source any more is 0 there.
Answer Delete(const Call& call, const actions::Step& step, std::vector<SourceItem>& items) {
    for (SourceItem& item : items) {
        item.quantity = 0;
        item.status = 0;
    }
    return Save(call, step, items);
}

}  // namespace

Answer DeleteSourceItems(const Call& call) {
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    if (!input->Has("source_items")) {
        return base::Fail(MagentoMissingField("sourceItems"));
    }
    std::vector<SourceItem> items;
    for (Input& each : input->Objects("source_items")) {
        SourceItem item;
        item.sku = each.Text("sku").value_or("");
        item.source = each.Text("source_code").value_or("");
        items.push_back(std::move(item));
    }
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    if (items.empty()) {
        return base::Fail(Refused("Input data is empty"));
    }
    return Change(call, [&](const actions::Step& step) { return Delete(call, step, items); });
}

Answer SaveSourceItems(const Call& call) {
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    if (!input->Has("source_items")) {
        return base::Fail(MagentoMissingField("sourceItems"));
    }
    std::vector<SourceItem> items;
    for (Input& each : input->Objects("source_items")) {
        SourceItem item;
        item.sku = each.Text("sku").value_or("");
        item.source = each.Text("source_code").value_or("");
        item.quantity = each.Pieces("quantity");
        item.status = each.Int("status");
        items.push_back(std::move(item));
    }
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    if (items.empty()) {
        return base::Fail(Refused("Input data is empty"));
    }
    for (const SourceItem& item : items) {
        for (base::Error& reason : WhyInvalid(item)) {
            call.single_refusals->push_back(std::move(reason));
        }
    }
    if (!call.single_refusals->empty()) {
        return base::Fail(Refused("Validation Failed: " + call.single_refusals->front().Text()));
    }
    Answer answer =
        Change(call, [&](const actions::Step& step) { return Save(call, step, items); });
    for (std::size_t i = 0; answer && i < items.size(); ++i) {
        actions::DecideChannelOrdersOfSku(call.context.database, call.context.clock, items[i].sku);
    }
    return answer;
}

}  // namespace orderyard::api::rest
