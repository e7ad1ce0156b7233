// The tree of resources and the roles that come with the program. Where Magento has one resource
// for reading and writing documents, a view of our own hangs below it: roles that only read get the
// view, and Magento's grant covers both.
#include "domain/identity/access.hpp"

#include <algorithm>
#include <unordered_map>

namespace orderyard::domain {

namespace {

using ResourceSet = std::set<std::string, std::less<>>;

const std::unordered_map<std::string_view, std::string_view>& ParentOf() {
    static const std::unordered_map<std::string_view, std::string_view> kParents = [] {
        std::unordered_map<std::string_view, std::string_view> parents;
        for (const Resource& resource : Resources()) {
            parents.emplace(resource.id, resource.parent);
        }
        return parents;
    }();
    return kParents;
}

Role Builtin(std::int64_t id, std::string code, std::string name, ResourceSet resources) {
    return Role{RoleId(id), std::move(code), std::move(name), true, Grants(std::move(resources))};
}

ResourceSet ManagerResources() {
    return {"Magento_Backend::admin",   "Magento_Sales::sales",
            "Magento_Customer::manage", "Magento_Catalog::catalog",
            "Magento_Backend::stores",  "Magento_InventoryApi::inventory",
            "Magento_Reports::report",  "Magento_Logging::system_magento_logging_bulk_operations",
            "Orderyard::channel",       "Orderyard::bulk",
            "Orderyard::exports",       "Orderyard::personal_data",
            "Orderyard::webhooks",      "Orderyard::audit"};
}

// Every verb of an order but giving money back: credit memos and invoices can be read.
ResourceSet ClerkResources() {
    return {"Magento_Backend::admin",
            "Magento_Sales::actions_view",
            "Magento_Sales::create",
            "Magento_Sales::email",
            "Magento_Sales::reorder",
            "Magento_Sales::actions_edit",
            "Magento_Sales::cancel",
            "Magento_Sales::review_payment",
            "Magento_Sales::capture",
            "Magento_Sales::invoice",
            "Magento_Sales::hold",
            "Magento_Sales::unhold",
            "Magento_Sales::ship",
            "Magento_Sales::comment",
            "Magento_Sales::emails",
            "Magento_Sales::shipment",
            "Orderyard::invoices_view",
            "Orderyard::credit_memos_view",
            "Magento_Sales::transactions",
            "Orderyard::customers_view",
            "Orderyard::products_view",
            "Orderyard::stock_view",
            "Magento_Backend::store",
            "Magento_Logging::system_magento_logging_bulk_operations",
            "Orderyard::stores_view",
            "Orderyard::sync",
            "Orderyard::follow_ups",
            "Orderyard::follow_ups_decide",
            "Orderyard::bulk",
            "Orderyard::exports",
            "Orderyard::personal_data"};
}

ResourceSet PackerResources() {
    return {"Magento_Backend::admin",  "Magento_Sales::actions_view", "Magento_Sales::ship",
            "Magento_Sales::shipment", "Orderyard::products_view",    "Orderyard::stock_view",
            "Magento_Backend::store",  "Orderyard::stores_view",      "Orderyard::bulk",
            "Orderyard::personal_data"};
}

ResourceSet CustomerServiceResources() {
    return {"Magento_Backend::admin",    "Magento_Sales::actions_view",
            "Magento_Sales::comment",    "Magento_Sales::hold",
            "Magento_Sales::unhold",     "Magento_Sales::email",
            "Magento_Sales::emails",     "Magento_Sales::cancel",
            "Magento_Sales::creditmemo", "Magento_Sales::sales_creditmemo",
            "Orderyard::invoices_view",  "Orderyard::shipments_view",
            "Orderyard::customers_view", "Orderyard::products_view",
            "Orderyard::stock_view",     "Magento_Backend::store",
            "Orderyard::stores_view",    "Orderyard::follow_ups",
            "Orderyard::personal_data"};
}

ResourceSet AccountantResources() {
    return {"Magento_Backend::admin",          "Magento_Sales::actions_view",
            "Magento_Sales::sales_invoice",    "Magento_Sales::invoice",
            "Magento_Sales::sales_creditmemo", "Magento_Sales::creditmemo",
            "Magento_Sales::transactions",     "Magento_Reports::report",
            "Orderyard::shipments_view",       "Orderyard::products_view",
            "Magento_Backend::store",          "Orderyard::stores_view",
            "Orderyard::follow_ups",           "Orderyard::exports"};
}

ResourceSet ReadOnlyResources() {
    return {
        "Magento_Backend::admin",    "Magento_Sales::actions_view",  "Orderyard::invoices_view",
        "Orderyard::shipments_view", "Orderyard::credit_memos_view", "Magento_Sales::transactions",
        "Magento_Reports::report",   "Orderyard::products_view",     "Orderyard::stock_view",
        "Magento_Backend::store",    "Orderyard::stores_view",       "Orderyard::follow_ups"};
}

}  // namespace

bool IsResource(std::string_view id) {
    return ParentOf().contains(id);
}

Grants Grants::All() {
    return Grants(ResourceSet{std::string(kAllResources)});
}

bool Grants::Has(std::string_view resource) const {
    // A resource nobody knows is granted to nobody, not even to who has everything: the name in the
    // code is wrong then.
    for (auto place = ParentOf().find(resource); place != ParentOf().end();
         place = ParentOf().find(place->second)) {
        if (resources_.contains(place->first)) {
            return true;
        }
    }
    return false;
}

bool Grants::Covers(const Grants& other) const {
    return std::all_of(other.resources_.begin(), other.resources_.end(),
                       [&](const std::string& resource) { return Has(resource); });
}

const std::vector<Role>& BuiltinRoles() {
    // The ids are those of the rows that migration 4 makes.
    static const std::vector<Role> kRoles = {
        Builtin(1, "owner", "Owner", {std::string(kAllResources)}),
        Builtin(2, "manager", "Manager", ManagerResources()),
        Builtin(3, "clerk", "Clerk", ClerkResources()),
        Builtin(4, "packer", "Packer", PackerResources()),
        Builtin(5, "customer_service", "Customer service", CustomerServiceResources()),
        Builtin(6, "accountant", "Accountant", AccountantResources()),
        Builtin(7, "read_only", "Read-only", ReadOnlyResources()),
    };
    return kRoles;
}

}  // namespace orderyard::domain
