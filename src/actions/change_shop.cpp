// Field checks; each refusal names its field and the cure.
#include "actions/change_shop.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::actions {
namespace {

using base::InvalidInput;

constexpr std::size_t kCodeBytesMax = 32;
constexpr const char* kNumberPlace = "{number}";

bool IsCodeLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

base::Result<> CheckCode(const std::string& code) {
    const bool is_code = !code.empty() && code.size() <= kCodeBytesMax &&
                         std::all_of(code.begin(), code.end(), IsCodeLetter);
    if (!is_code) {
        return base::Fail(InvalidInput("code", "Use 1 to 32 of a-z, 0-9, - and _."));
    }
    return {};
}

base::Result<> CheckText(const char* field, const std::string& text) {
    if (base::Trim(text).empty() || text.size() > base::limits::kShortTextBytesMax ||
        base::CleanUtf8(text) != text) {
        return base::Fail(InvalidInput(field, "A plain text is needed here."));
    }
    return {};
}

base::Result<> CheckView(ports::Transaction& tx, const domain::StoreView& view) {
    const auto fits = CheckCode(view.code).and_then([&] { return CheckText("name", view.name); });
    if (!fits) {
        return fits;
    }
    if (!base::IsKnownZone(view.zone)) {
        return base::Fail(
            InvalidInput("zone", "Write a time zone such as Europe/Berlin or Asia/Seoul."));
    }
    const auto same = tx.stores().FindViewByCode(view.code);
    if (same && same->id != view.id) {
        return base::Fail(InvalidInput("code", "There is a store view with this code already."));
    }
    return {};
}

void FillNames(domain::StoreView& view) {
    view.website_name = view.website_name.empty() ? "Main Website" : view.website_name;
    view.group_name = view.group_name.empty() ? "Main Website Store" : view.group_name;
}

}  // namespace

base::Result<domain::StoreView> MakeStoreView(ports::Transaction& tx, domain::StoreView view) {
    if (const auto checked = CheckView(tx, view); !checked) {
        return base::Fail(checked.error());
    }
    FillNames(view);
    tx.stores().InsertView(view);
    return view;
}

base::Result<domain::StoreView> ChangeStoreView(ports::Transaction& tx, domain::StoreView view) {
    if (const auto checked = CheckView(tx, view); !checked) {
        return base::Fail(checked.error());
    }
    FillNames(view);
    if (!tx.stores().SaveView(view)) {
        return base::Fail(base::NotFound("There is no store view with this id."));
    }
    return view;
}

base::Result<> PutCarrier(ports::Transaction& tx, const ports::ShopCarrier& carrier) {
    const auto fits =
        CheckCode(carrier.code).and_then([&] { return CheckText("title", carrier.title); });
    if (!fits) {
        return fits;
    }
    const std::string& url = carrier.tracking_url;
    // It becomes a link on pages: no scheme but https.
    if (!url.empty() && (!url.starts_with("https://") || url.find(kNumberPlace) == url.npos)) {
        return base::Fail(InvalidInput(
            "tracking_url", "An address that starts with https:// and has {number} in it."));
    }
    tx.stores().PutCarrier(carrier);
    return {};
}

}  // namespace orderyard::actions
