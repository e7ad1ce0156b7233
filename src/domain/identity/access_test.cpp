// The resource tree and the builtin roles: default deny, inheritance, what each role may and may
// not do.
#include "domain/identity/access.hpp"

#include <gtest/gtest.h>

namespace orderyard::domain {
namespace {

const Role& RoleOf(std::string_view code) {
    for (const Role& role : BuiltinRoles()) {
        if (role.code == code) {
            return role;
        }
    }
    throw std::logic_error("no such role");
}

TEST(Resources, FormATreeWithOneRoot) {
    std::set<std::string_view> seen;
    for (const Resource& resource : Resources()) {
        EXPECT_TRUE(seen.insert(resource.id).second) << resource.id << " twice";
        EXPECT_NE(resource.title, "") << resource.id;
        EXPECT_TRUE(resource.parent.empty() ? resource.id == kAllResources
                                            : seen.contains(resource.parent))
            << resource.id << " before its parent";
    }
}

// magento-rest.md section 6 and order-management.md 10.5, and those the routes of our own need.
TEST(Resources, KnowEveryIdThatRoutesName) {
    for (const char* id : {"Magento_Sales::actions_view",
                           "Magento_Sales::create",
                           "Magento_Sales::cancel",
                           "Magento_Sales::hold",
                           "Magento_Sales::unhold",
                           "Magento_Sales::comment",
                           "Magento_Sales::emails",
                           "Magento_Sales::sales_invoice",
                           "Magento_Sales::invoice",
                           "Magento_Sales::ship",
                           "Magento_Sales::shipment",
                           "Magento_Sales::sales_creditmemo",
                           "Magento_Sales::creditmemo",
                           "Magento_Sales::transactions_fetch",
                           "Magento_Backend::store",
                           "Magento_Backend::admin",
                           "Magento_Backend::all",
                           "Magento_Customer::customer",
                           "Magento_Customer::group",
                           "Magento_Catalog::products",
                           "Magento_Catalog::sets",
                           "Magento_Catalog::attributes_attributes",
                           "Magento_Catalog::categories",
                           "Magento_Catalog::catalog_inventory",
                           "Magento_InventoryApi::source",
                           "Magento_InventoryApi::stock",
                           "Magento_InventoryApi::stock_source_link",
                           "Magento_InventoryApi::stock_source_item_assign",
                           "Magento_InventorySalesApi::stock",
                           "Magento_Logging::system_magento_logging_bulk_operations",
                           "Magento_Sales::email",
                           "Magento_Sales::reorder",
                           "Magento_Sales::actions_edit",
                           "Magento_Sales::review_payment",
                           "Magento_Sales::capture",
                           "Magento_Sales::order_statuses",
                           "Orderyard::stores_view",
                           "Orderyard::stores_manage",
                           "Orderyard::sync",
                           "Orderyard::follow_ups",
                           "Orderyard::follow_ups_decide",
                           "Orderyard::bulk",
                           "Orderyard::users",
                           "Orderyard::integrations",
                           "Orderyard::webhooks",
                           "Orderyard::audit",
                           "Orderyard::personal_data",
                           "Orderyard::settings"}) {
        EXPECT_TRUE(IsResource(id)) << id;
        EXPECT_TRUE(Grants::All().Has(id)) << id;
        EXPECT_FALSE(Grants().Has(id)) << id;
    }
    EXPECT_FALSE(IsResource(""));
    EXPECT_FALSE(IsResource("Magento_Sales::actions_View"));
}

TEST(Grants, GoDownTheTreeAndNeverUpOrAside) {
    const Grants grants({"Magento_Sales::sales_invoice"});
    EXPECT_TRUE(grants.Has("Magento_Sales::sales_invoice"));
    EXPECT_TRUE(grants.Has("Orderyard::invoices_view"));
    EXPECT_FALSE(grants.Has("Magento_Sales::sales_operation"));
    EXPECT_FALSE(grants.Has("Magento_Sales::shipment"));
    EXPECT_FALSE(grants.Has(kAllResources));
    EXPECT_TRUE(Grants({"Magento_Sales::sales"}).Has("Magento_Sales::cancel"));
    // What nobody knows, nobody has.
    EXPECT_FALSE(Grants::All().Has("Orderyard::nonsense"));
    EXPECT_FALSE(Grants::All().Has(""));
    EXPECT_FALSE(Grants({"Orderyard::nonsense"}).Has("Orderyard::nonsense"));
}

TEST(BuiltinRoles, AreSevenWithKnownResources) {
    const std::vector<Role>& roles = BuiltinRoles();
    ASSERT_EQ(roles.size(), 7U);
    for (std::size_t i = 0; i < roles.size(); ++i) {
        EXPECT_EQ(roles[i].id, RoleId(static_cast<std::int64_t>(i) + 1));
        EXPECT_TRUE(roles[i].is_builtin);
        EXPECT_FALSE(roles[i].grants.resources().empty());
        for (const std::string& id : roles[i].grants.resources()) {
            EXPECT_TRUE(IsResource(id)) << roles[i].code << " " << id;
        }
        EXPECT_TRUE(roles[i].grants.Has("Magento_Sales::actions_view")) << roles[i].code;
    }
}

// One line a resource that matters, one letter a role that has it: owner, manager, clerk, packer,
// customer service, accountant, read-only.
TEST(BuiltinRoles, MayDoWhatTheirNameSays) {
    const std::pair<const char*, const char*> kTable[] = {
        {"Magento_Sales::actions_view", "omcpsar"},
        {"Magento_Sales::ship", "omcp"},
        {"Magento_Sales::shipment", "omcp"},
        {"Orderyard::shipments_view", "omcpsar"},
        {"Magento_Sales::invoice", "omca"},
        {"Magento_Sales::sales_invoice", "oma"},
        {"Orderyard::invoices_view", "omcsar"},
        {"Magento_Sales::creditmemo", "omsa"},
        {"Magento_Sales::sales_creditmemo", "omsa"},
        {"Orderyard::credit_memos_view", "omcsar"},
        {"Magento_Sales::cancel", "omcs"},
        {"Magento_Sales::hold", "omcs"},
        {"Magento_Sales::unhold", "omcs"},
        {"Magento_Sales::comment", "omcs"},
        {"Magento_Sales::emails", "omcs"},
        {"Magento_Sales::create", "omc"},
        {"Magento_Sales::actions_edit", "omc"},
        {"Magento_Sales::transactions_fetch", "omcar"},
        {"Magento_Reports::salesroot", "omar"},
        {"Magento_Customer::customer", "om"},
        {"Orderyard::customers_view", "omcs"},
        {"Magento_Catalog::products", "om"},
        {"Magento_InventoryApi::source", "om"},
        {"Orderyard::stores_manage", "om"},
        {"Orderyard::follow_ups", "omcsar"},
        {"Orderyard::follow_ups_decide", "omc"},
        {"Orderyard::sync", "omc"},
        {"Orderyard::bulk", "omcp"},
        {"Orderyard::personal_data", "omcps"},
        {"Orderyard::webhooks", "om"},
        {"Orderyard::audit", "om"},
        {"Orderyard::users", "o"},
        {"Orderyard::integrations", "o"},
        {"Orderyard::settings", "o"},
        {"Magento_Backend::all", "o"},
    };
    const std::pair<char, const char*> kLetters[] = {
        {'o', "owner"},     {'m', "manager"},          {'c', "clerk"},
        {'p', "packer"},    {'s', "customer_service"}, {'a', "accountant"},
        {'r', "read_only"},
    };
    for (const auto& [resource, letters] : kTable) {
        std::string who;
        for (const auto& [letter, code] : kLetters) {
            if (RoleOf(code).grants.Has(resource)) {
                who += letter;
            }
        }
        EXPECT_EQ(who, letters) << resource;
    }
}

}  // namespace
}  // namespace orderyard::domain
