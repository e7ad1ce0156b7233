// GET /V1/store/*: views, groups and websites as Magento numbers them, and /V1/modules, which
// clients call to see whether their token works. Websites and groups are those the views name.
#include <algorithm>

#include "api/json_writer.hpp"
#include "api/rest/bracket_query.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/view_currency.hpp"
#include "base/text.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::rest {
namespace {

using domain::StoreView;

// What this API speaks for.
constexpr const char* kModules[] = {
    "Magento_Store",     "Magento_Directory",        "Magento_Customer",
    "Magento_Catalog",   "Magento_CatalogInventory", "Magento_Sales",
    "Magento_Inventory", "Magento_Integration",      "Magento_Webapi",
};
constexpr int kRootCategory = 2;  // Magento's default category

struct Group {
    std::string website, name;
    domain::StoreViewId first_view;
};

// Numbered from 1 by their place.
struct Stores {
    std::vector<StoreView> views;
    std::vector<std::string> websites;
    std::vector<Group> groups;

    std::int64_t WebsiteId(const StoreView& view) const {
        const auto found = std::find(websites.begin(), websites.end(), view.website_name);
        return found - websites.begin() + 1;
    }
    std::int64_t GroupId(const StoreView& view) const {
        const auto found = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
            return group.website == view.website_name && group.name == view.group_name;
        });
        return found - groups.begin() + 1;
    }
};

Stores Read(const Call& call) {
    Stores stores;
    call.context.database.Read(
        [&](ports::Transaction& tx) { stores.views = tx.stores().ListViews(); });
    for (const StoreView& view : stores.views) {
        if (stores.WebsiteId(view) > std::ssize(stores.websites)) {
            stores.websites.push_back(view.website_name);
        }
        if (stores.GroupId(view) > std::ssize(stores.groups)) {
            stores.groups.push_back({view.website_name, view.group_name, view.id});
        }
    }
    return stores;
}

// "Main Website Store" -> "main_website_store"
std::string CodeOf(const std::string& name) {
    std::string code = base::AsciiLower(name);
    std::replace_if(
        code.begin(), code.end(),
        [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); }, '_');
    return code;
}

std::string WebsiteCode(const Stores& stores, std::size_t index) {
    return index == 0 ? "base" : CodeOf(stores.websites[index]);
}

// Empty: all.
std::vector<std::string> WantedCodes(const Call& call) {
    std::vector<std::string> codes;
    for (const char* name : {"storeCodes", "store_codes"}) {
        const auto node = ReadBrackets(call.request.query, name);
        if (node && *node) {
            for (const auto& [key, child] : (*node)->children) {
                codes.push_back(child.text);
            }
        }
    }
    return codes;
}

void WriteConfig(JsonWriter& json, const Stores& stores, const StoreView& view,
                 const std::string& currency, const std::string& base_url) {
    json.BeginObject().Field("id", view.id.value).Field("code", view.code);
    json.Field("website_id", stores.WebsiteId(view)).Field("locale", "en_US");
    json.Field("base_currency_code", currency);
    json.Field("default_display_currency_code", currency);
    json.Field("timezone", view.zone).Field("weight_unit", "kgs");
    for (const char* prefix : {"", "secure_"}) {
        json.Field(std::string(prefix) + "base_url", base_url);
        json.Field(std::string(prefix) + "base_link_url", base_url);
        json.Field(std::string(prefix) + "base_static_url", base_url + "static/");
        json.Field(std::string(prefix) + "base_media_url", base_url + "media/");
    }
    json.EndObject();
}

}  // namespace

Answer ListModules(const Call&) {
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginArray();
    for (const char* module : kModules) {
        json.String(module);
    }
    json.EndArray();
    return json.Take();
}

Answer ListStoreViews(const Call& call) {
    const Stores stores = Read(call);
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginArray();
    json.BeginObject().Field("id", 0).Field("code", "admin").Field("name", "Admin");
    json.Field("website_id", 0).Field("store_group_id", 0).Field("is_active", 1).EndObject();
    for (const StoreView& view : stores.views) {
        json.BeginObject().Field("id", view.id.value).Field("code", view.code);
        json.Field("name", view.name).Field("website_id", stores.WebsiteId(view));
        json.Field("store_group_id", stores.GroupId(view)).Field("is_active", 1).EndObject();
    }
    json.EndArray();
    return json.Take();
}

Answer ListStoreGroups(const Call& call) {
    const Stores stores = Read(call);
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginArray();
    json.BeginObject().Field("id", 0).Field("website_id", 0).Field("root_category_id", 0);
    json.Field("default_store_id", 0).Field("name", "Default").Field("code", "default");
    json.EndObject();
    for (std::size_t i = 0; i < stores.groups.size(); ++i) {
        const Group& group = stores.groups[i];
        const auto website =
            std::find(stores.websites.begin(), stores.websites.end(), group.website);
        json.BeginObject().Field("id", static_cast<std::int64_t>(i + 1));
        json.Field("website_id", website - stores.websites.begin() + 1);
        json.Field("root_category_id", kRootCategory);
        json.Field("default_store_id", group.first_view.value);
        json.Field("name", group.name).Field("code", CodeOf(group.name)).EndObject();
    }
    json.EndArray();
    return json.Take();
}

Answer ListWebsites(const Call& call) {
    const Stores stores = Read(call);
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginArray();
    json.BeginObject().Field("id", 0).Field("code", "admin").Field("name", "Admin");
    json.Field("default_group_id", 0).EndObject();
    for (std::size_t i = 0; i < stores.websites.size(); ++i) {
        const auto group =
            std::find_if(stores.groups.begin(), stores.groups.end(),
                         [&](const Group& each) { return each.website == stores.websites[i]; });
        json.BeginObject().Field("id", static_cast<std::int64_t>(i + 1));
        json.Field("code", WebsiteCode(stores, i)).Field("name", stores.websites[i]);
        json.Field("default_group_id", group - stores.groups.begin() + 1).EndObject();
    }
    json.EndArray();
    return json.Take();
}

Answer ListStoreConfigs(const Call& call) {
    const Stores stores = Read(call);
    const std::vector<std::string> wanted = WantedCodes(call);
    const std::string* host = call.request.FindHeader("host");
    const std::string base_url = "http://" + (host == nullptr ? "localhost" : *host) + "/";
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginArray();
    for (const StoreView& view : stores.views) {
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), view.code) == wanted.end()) {
            continue;
        }
        std::string currency;
        call.context.database.Read(
            [&](ports::Transaction& tx) { currency = ViewCurrency(tx, view); });
        WriteConfig(json, stores, view, currency, base_url);
    }
    json.EndArray();
    return json.Take();
}

}  // namespace orderyard::api::rest
