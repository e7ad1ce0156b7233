// A connected channel store: one seller account in one region, and how its orders are treated.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/limits.hpp"
#include "domain/ids.hpp"

namespace orderyard::domain {

enum class CustomerCreation { kGuest, kAccount };
enum class OrderNumberSource { kOurs, kChannel };
std::string_view ToString(CustomerCreation value);
std::optional<CustomerCreation> CustomerCreationFrom(std::string_view text);
std::string_view ToString(OrderNumberSource value);
std::optional<OrderNumberSource> OrderNumberSourceFrom(std::string_view text);

// Whether the channel is given the files of our invoices and credit memos.
enum class InvoiceUpload { kOff, kOnRequest, kAutomatic };
std::string_view ToString(InvoiceUpload value);  // "off", "on_request", "automatic"
std::optional<InvoiceUpload> InvoiceUploadFrom(std::string_view text);

struct StoreSettings {
    bool import_enabled = true;                // off: orders are only shown
    std::optional<base::Instant> import_from;  // orders placed before are only shown
    StoreViewId store_view_id;                 // where imported orders live
    CustomerCreation customer_creation = CustomerCreation::kGuest;
    OrderNumberSource order_number_source = OrderNumberSource::kOurs;
    std::string new_order_status;  // empty: the default status of state new; else a custom status
    bool reserve_pending = false;  // hold stock while the channel says pending
    bool strict_blocking =
        false;  // as Adobe: no order while a SKU is unknown, disabled or out of stock
    bool paid_on_import = false;  // book open pieces as paid at import; shipped ones always are
    std::vector<std::string> mail_kinds;  // kinds of mail that may go to the channel's relay
                                          // addresses: MailKind words; none by default
    InvoiceUpload invoice_upload = InvoiceUpload::kOff;
    std::int64_t sync_interval_seconds = base::limits::kSyncIntervalSecondsDefault;

    friend bool operator==(const StoreSettings&, const StoreSettings&) = default;
};

// The keys to the seller's account. Stored sealed; never logged, never shown again.
struct StoreCredentials {
    std::string client_id;
    std::string client_secret;
    std::string refresh_token;
};

struct Store {
    StoreId id;
    std::string code;  // short handle for CLI and URLs, unique: "acme-eu"
    std::string name;
    std::string region;  // "na", "eu", "fe"
    std::string seller_id;
    std::vector<std::string> marketplace_ids;  // empty: all the seller has in the region
    std::string api_url;                       // base of the selling API
    std::string token_url;                     // where access tokens come from
    StoreSettings settings;
    bool is_active = true;  // inactive: no calls, everything kept
    bool is_archived = false;
    base::Instant created_at;
    std::int64_t version = 0;
};

// Where commerce orders live; the fields Magento clients see as store_id, code and name.
struct StoreView {
    StoreViewId id;
    std::string code;
    std::string name;
    std::string website_name;
    std::string group_name;
    std::string zone = "UTC";  // IANA; for display and calendar days
};

}  // namespace orderyard::domain
