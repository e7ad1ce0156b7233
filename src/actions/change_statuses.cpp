// A state always keeps exactly one default status, so that every order has a status to fall back
// to.
#include "actions/change_statuses.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/order/order_rules.hpp"
#include "ports/database.hpp"
#include "ports/order_store.hpp"

namespace orderyard::actions {
namespace {

constexpr std::size_t kCodeBytesMax = 32;

bool IsCode(std::string_view code) {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; };
    return !code.empty() && code.size() <= kCodeBytesMax && is_letter(code.front()) &&
           std::all_of(code.begin(), code.end(), is_part);
}

bool IsUsed(ports::Transaction& tx, const std::string& code, domain::OrderState state) {
    ports::SearchQuery query;
    query.groups = {{{"status", ports::FilterOp::kEq, {code}}},
                    {{"state", ports::FilterOp::kEq, {std::string(ToString(state))}}}};
    query.page_size = 1;
    const auto found = tx.orders().Search(query);
    return found && found->total_count > 0;
}

}  // namespace

base::Result<> AssignStatus(ports::Transaction& tx, const ports::OrderStatus& status) {
    if (!IsCode(status.code)) {
        return base::Fail(base::InvalidInput(
            "code",
            "A status code is a letter, then letters, digits and underscores, in lower "
            "case, of at most 32 characters."));
    }
    const auto label = base::Trim(status.label);
    if (label.empty() || label.size() > base::limits::kShortTextBytesMax ||
        !base::IsValidUtf8(label)) {
        return base::Fail(base::InvalidInput("label", "A label for people is needed."));
    }
    const auto known = tx.stores().ListStatuses();
    const bool was_default = std::any_of(known.begin(), known.end(), [&](const auto& each) {
        return each.code == status.code && each.state == status.state && each.is_default;
    });
    ports::OrderStatus kept = status;
    kept.label = std::string(label);
    kept.is_default = status.is_default || was_default;  // another one has to take that over
    tx.stores().PutStatus(kept);
    return {};
}

base::Result<> UnassignStatus(ports::Transaction& tx, const std::string& code,
                              domain::OrderState state) {
    const auto known = tx.stores().ListStatuses();
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& each) {
        return each.code == code && each.state == state;
    });
    if (found == known.end()) {
        return base::Fail(base::NotFound("The state has no such status."));
    }
    if (found->is_default) {
        return base::Fail(
            domain::ToError({"default_status",
                             "This is the state's default; make another one the default first."}));
    }
    if (IsUsed(tx, code, state)) {
        return base::Fail(domain::ToError(
            {"status_in_use", "Orders have this status; give them another one first."}));
    }
    tx.stores().DropStatus(code, state);
    return {};
}

}  // namespace orderyard::actions
