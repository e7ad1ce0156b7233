// Stores, views and statuses in SQL. Credentials are sealed, in a table of their own that lists
// never touch.
#include "storage/store_registry.hpp"

#include "base/text.hpp"
#include "storage/sealed_parts.hpp"

namespace orderyard::storage {

namespace {

constexpr std::string_view kLoad =
    "SELECT id, code, name, region, seller_id, api_url, token_url, import_enabled, import_from, "
    "store_view_id,"
    " customer_creation, order_number_source, new_order_status, reserve_pending, strict_blocking, "
    "paid_on_import,"
    " mail_kinds, invoice_upload, sync_interval_seconds, is_active, is_archived, created_at, "
    "version FROM store "
    "WHERE id = ?";
constexpr std::string_view kFindByCode =
    "SELECT id, code, name, region, seller_id, api_url, token_url, import_enabled, import_from, "
    "store_view_id,"
    " customer_creation, order_number_source, new_order_status, reserve_pending, strict_blocking, "
    "paid_on_import,"
    " mail_kinds, invoice_upload, sync_interval_seconds, is_active, is_archived, created_at, "
    "version FROM store "
    "WHERE code = ?";
constexpr std::string_view kList =
    "SELECT id, code, name, region, seller_id, api_url, token_url, import_enabled, import_from, "
    "store_view_id,"
    " customer_creation, order_number_source, new_order_status, reserve_pending, strict_blocking, "
    "paid_on_import,"
    " mail_kinds, invoice_upload, sync_interval_seconds, is_active, is_archived, created_at, "
    "version FROM store"
    " WHERE is_archived <= ? ORDER BY id";
constexpr std::string_view kInsert =
    "INSERT INTO store (code, name, region, seller_id, api_url, token_url, import_enabled, "
    "import_from,"
    " store_view_id, customer_creation, order_number_source, new_order_status, reserve_pending, "
    "strict_blocking,"
    " paid_on_import, mail_kinds, invoice_upload, sync_interval_seconds, is_active, is_archived, "
    "created_at,"
    " version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) RETURNING "
    "id";
constexpr std::string_view kUpdate =
    "UPDATE store SET code = ?, name = ?, region = ?, seller_id = ?, api_url = ?, token_url = ?,"
    " import_enabled = ?, import_from = ?, store_view_id = ?, customer_creation = ?, "
    "order_number_source = ?,"
    " new_order_status = ?, reserve_pending = ?, strict_blocking = ?, paid_on_import = ?,"
    " mail_kinds = ?, invoice_upload = ?, sync_interval_seconds = ?, is_active = ?, is_archived = "
    "?, version = version "
    "+ 1"
    " WHERE id = ? AND version = ?";
constexpr std::string_view kMarketplaces =
    "SELECT marketplace_id FROM store_marketplace WHERE store_id = ? ORDER BY position";
constexpr std::string_view kClearMarketplaces = "DELETE FROM store_marketplace WHERE store_id = ?";
constexpr std::string_view kInsertMarketplace =
    "INSERT INTO store_marketplace (store_id, position, marketplace_id) VALUES (?, ?, ?)";
constexpr std::string_view kSaveCredentials =
    "INSERT INTO store_credentials (store_id, sealed) VALUES (?, ?)"
    " ON CONFLICT (store_id) DO UPDATE SET sealed = excluded.sealed";
constexpr std::string_view kLoadCredentials =
    "SELECT sealed FROM store_credentials WHERE store_id = ?";
constexpr std::string_view kListViews =
    "SELECT id, code, name, website_name, group_name, zone FROM store_view ORDER BY id";
constexpr std::string_view kFindView =
    "SELECT id, code, name, website_name, group_name, zone FROM store_view WHERE code = ?";
constexpr std::string_view kInsertView =
    "INSERT INTO store_view (code, name, website_name, group_name, zone) VALUES (?, ?, ?, ?, ?) "
    "RETURNING id";
constexpr std::string_view kListStatuses =
    "SELECT s.code, s.label, t.state, t.is_default, t.is_visible_on_front FROM order_status_state "
    "AS t"
    " JOIN order_status AS s ON s.code = t.code ORDER BY t.state, t.is_default DESC, s.code";
constexpr std::string_view kPutStatus =
    "INSERT INTO order_status (code, label) VALUES (?, ?)"
    " ON CONFLICT (code) DO UPDATE SET label = excluded.label";
constexpr std::string_view kDropDefault =
    "UPDATE order_status_state SET is_default = 0 WHERE state = ? AND is_default = 1 AND code <> ?";
constexpr std::string_view kPutStatusState =
    "INSERT INTO order_status_state (code, state, is_default, is_visible_on_front) VALUES (?, ?, "
    "?, ?)"
    " ON CONFLICT (state, code) DO UPDATE SET is_default = excluded.is_default,"
    " is_visible_on_front = excluded.is_visible_on_front";
constexpr std::string_view kDropStatus =
    "DELETE FROM order_status_state WHERE code = ? AND state = ?";

constexpr std::string_view kSaveView =
    "UPDATE store_view SET code = ?, name = ?, website_name = ?, group_name = ?, zone = ? "
    "WHERE id = ?";
constexpr std::string_view kListCarriers =
    "SELECT code, title, channel_code, tracking_url, is_active FROM carrier ORDER BY title, code";
constexpr std::string_view kFindCarrier =
    "SELECT code, title, channel_code, tracking_url, is_active FROM carrier WHERE code = ?";
constexpr std::string_view kPutCarrier =
    "INSERT INTO carrier (code, title, channel_code, tracking_url, is_active) VALUES (?, ?, ?, ?, "
    "?) ON CONFLICT (code) DO UPDATE SET title = excluded.title, channel_code = "
    "excluded.channel_code, tracking_url = excluded.tracking_url, is_active = excluded.is_active";
constexpr std::string_view kDropCarrier = "DELETE FROM carrier WHERE code = ?";

std::string CredentialsContext(domain::StoreId id) {
    return "store_credentials|" + std::to_string(id.value);
}

// A word only our own code writes: one it does not know is a damaged row or a newer version's.
template <class T>
T Known(std::optional<T> value, const char* column) {
    if (!value) {
        throw sql::SqlError(std::string(column) + " holds an unknown word");
    }
    return *value;
}

domain::Store ReadStore(const sql::Rows& rows) {
    domain::Store store;
    store.id = rows.IdAt<domain::StoreId>(0);
    store.code = rows.Text(1);
    store.name = rows.Text(2);
    store.region = rows.Text(3);
    store.seller_id = rows.Text(4);
    store.api_url = rows.Text(5);
    store.token_url = rows.Text(6);
    store.settings.import_enabled = rows.Bool(7);
    store.settings.import_from = rows.OptionalAt(8);
    store.settings.store_view_id = rows.IdAt<domain::StoreViewId>(9);
    store.settings.customer_creation =
        Known(domain::CustomerCreationFrom(rows.View(10)), "store.customer_creation");
    store.settings.order_number_source =
        Known(domain::OrderNumberSourceFrom(rows.View(11)), "store.order_number_source");
    store.settings.new_order_status = rows.Text(12);
    store.settings.reserve_pending = rows.Bool(13);
    store.settings.strict_blocking = rows.Bool(14);
    store.settings.paid_on_import = rows.Bool(15);
    if (!rows.View(16).empty()) {  // words without commas
        store.settings.mail_kinds = base::Split(rows.View(16), ',');
    }
    store.settings.invoice_upload =
        Known(domain::InvoiceUploadFrom(rows.View(17)), "store.invoice_upload");
    store.settings.sync_interval_seconds = rows.Int(18);
    store.is_active = rows.Bool(19);
    store.is_archived = rows.Bool(20);
    store.created_at = rows.At(21);
    store.version = rows.Int(22);
    return store;
}

ports::ShopCarrier ReadCarrier(const sql::Rows& rows) {
    return {rows.Text(0), rows.Text(1), rows.Text(2), rows.Text(3), rows.Bool(4)};
}

domain::StoreView ReadView(const sql::Rows& rows) {
    return {rows.IdAt<domain::StoreViewId>(0),
            rows.Text(1),
            rows.Text(2),
            rows.Text(3),
            rows.Text(4),
            rows.Text(5)};
}

}  // namespace

void SqlStoreRegistry::ReadMarketplaces(domain::Store& store) {
    sql::Rows rows = connection_.Query(kMarketplaces, store.id);
    while (rows.Next()) {
        store.marketplace_ids.push_back(rows.Text(0));
    }
}

std::optional<domain::Store> SqlStoreRegistry::ReadOne(sql::Rows rows) {
    if (!rows.Next()) {
        return std::nullopt;
    }
    domain::Store store = ReadStore(rows);
    ReadMarketplaces(store);
    return store;
}

std::vector<domain::Store> SqlStoreRegistry::List(bool with_archived) {
    std::vector<domain::Store> stores;
    sql::Rows rows = connection_.Query(kList, with_archived);
    while (rows.Next()) {
        stores.push_back(ReadStore(rows));
    }
    for (domain::Store& store : stores) {
        ReadMarketplaces(store);
    }
    return stores;
}

std::optional<domain::Store> SqlStoreRegistry::Load(domain::StoreId id) {
    return ReadOne(connection_.Query(kLoad, id));
}

std::optional<domain::Store> SqlStoreRegistry::FindByCode(const std::string& code) {
    return ReadOne(connection_.Query(kFindByCode, code));
}

void SqlStoreRegistry::InsertMarketplaces(const domain::Store& store) {
    int position = 0;
    for (const std::string& marketplace : store.marketplace_ids) {
        connection_.ExecLater(kInsertMarketplace, store.id, ++position, marketplace);
    }
}

void SqlStoreRegistry::Insert(domain::Store& store, const domain::StoreCredentials& credentials) {
    const domain::StoreSettings& settings = store.settings;
    store.id = domain::StoreId(
        connection_
            .QueryInt(kInsert, store.code, store.name, store.region, store.seller_id, store.api_url,
                      store.token_url, settings.import_enabled, settings.import_from,
                      sql::NullIfUnset(settings.store_view_id),
                      ToString(settings.customer_creation), ToString(settings.order_number_source),
                      settings.new_order_status, settings.reserve_pending, settings.strict_blocking,
                      settings.paid_on_import, base::Join(settings.mail_kinds, ","),
                      ToString(settings.invoice_upload), settings.sync_interval_seconds,
                      store.is_active, store.is_archived, store.created_at)
            .value());
    store.version = 1;
    InsertMarketplaces(store);
    SaveCredentials(store.id, credentials);
}

void SqlStoreRegistry::Save(domain::Store& store) {
    const domain::StoreSettings& settings = store.settings;
    const std::int64_t changed = connection_.Exec(
        kUpdate, store.code, store.name, store.region, store.seller_id, store.api_url,
        store.token_url, settings.import_enabled, settings.import_from,
        sql::NullIfUnset(settings.store_view_id), ToString(settings.customer_creation),
        ToString(settings.order_number_source), settings.new_order_status, settings.reserve_pending,
        settings.strict_blocking, settings.paid_on_import, base::Join(settings.mail_kinds, ","),
        ToString(settings.invoice_upload), settings.sync_interval_seconds, store.is_active,
        store.is_archived, store.id, store.version);
    if (changed != 1) {
        throw ports::VersionConflict("the store was changed by somebody else");
    }
    ++store.version;
    connection_.ExecLater(kClearMarketplaces, store.id);
    InsertMarketplaces(store);
}

void SqlStoreRegistry::SaveCredentials(domain::StoreId id,
                                       const domain::StoreCredentials& credentials) {
    const std::string sealed =
        SealParts(keys_.credentials, CredentialsContext(id),
                  {credentials.client_id, credentials.client_secret, credentials.refresh_token});
    connection_.Exec(kSaveCredentials, id, sql::Bytes{sealed});
}

std::optional<domain::StoreCredentials> SqlStoreRegistry::LoadCredentials(domain::StoreId id) {
    sql::Rows rows = connection_.Query(kLoadCredentials, id);
    if (!rows.Next()) {
        return std::nullopt;
    }
    std::vector<std::string> parts =
        OpenParts(keys_.credentials, CredentialsContext(id), rows.View(0), 3);
    return domain::StoreCredentials{std::move(parts[0]), std::move(parts[1]), std::move(parts[2])};
}

std::vector<domain::StoreView> SqlStoreRegistry::ListViews() {
    std::vector<domain::StoreView> views;
    sql::Rows rows = connection_.Query(kListViews);
    while (rows.Next()) {
        views.push_back(ReadView(rows));
    }
    return views;
}

std::optional<domain::StoreView> SqlStoreRegistry::FindViewByCode(const std::string& code) {
    sql::Rows rows = connection_.Query(kFindView, code);
    return rows.Next() ? std::optional(ReadView(rows)) : std::nullopt;
}

void SqlStoreRegistry::InsertView(domain::StoreView& view) {
    view.id = domain::StoreViewId(connection_
                                      .QueryInt(kInsertView, view.code, view.name,
                                                view.website_name, view.group_name, view.zone)
                                      .value());
}

bool SqlStoreRegistry::SaveView(const domain::StoreView& view) {
    return connection_.Exec(kSaveView, view.code, view.name, view.website_name, view.group_name,
                            view.zone, view.id) == 1;
}

std::vector<ports::OrderStatus> SqlStoreRegistry::ListStatuses() {
    if (statuses_memory_no_ == connection_.memory_no()) {
        return statuses_;  // asked for with every order of a batch
    }
    std::vector<ports::OrderStatus> statuses;
    sql::Rows rows = connection_.Query(kListStatuses);
    while (rows.Next()) {
        statuses.push_back({rows.Text(0), rows.Text(1),
                            Known(domain::OrderStateFrom(rows.View(2)), "order_status_state.state"),
                            rows.Bool(3), rows.Bool(4)});
    }
    statuses_memory_no_ = connection_.memory_no();
    statuses_ = statuses;
    return statuses;
}

void SqlStoreRegistry::PutStatus(const ports::OrderStatus& status) {
    statuses_memory_no_ = 0;
    connection_.ExecLater(kPutStatus, status.code, status.label);
    if (status.is_default) {
        connection_.ExecLater(kDropDefault, ToString(status.state), status.code);
    }
    connection_.ExecLater(kPutStatusState, status.code, ToString(status.state), status.is_default,
                          status.is_visible_on_front);
}

void SqlStoreRegistry::DropStatus(const std::string& code, domain::OrderState state) {
    statuses_memory_no_ = 0;
    connection_.ExecLater(kDropStatus, code, ToString(state));
}

std::vector<ports::ShopCarrier> SqlStoreRegistry::ListCarriers() {
    std::vector<ports::ShopCarrier> carriers;
    sql::Rows rows = connection_.Query(kListCarriers);
    while (rows.Next()) {
        carriers.push_back(ReadCarrier(rows));
    }
    return carriers;
}

std::optional<ports::ShopCarrier> SqlStoreRegistry::FindCarrier(const std::string& code) {
    sql::Rows rows = connection_.Query(kFindCarrier, code);
    return rows.Next() ? std::optional(ReadCarrier(rows)) : std::nullopt;
}

void SqlStoreRegistry::PutCarrier(const ports::ShopCarrier& carrier) {
    connection_.ExecLater(kPutCarrier, carrier.code, carrier.title, carrier.channel_code,
                          carrier.tracking_url, carrier.is_active);
}

bool SqlStoreRegistry::DropCarrier(const std::string& code) {
    return connection_.Exec(kDropCarrier, code) == 1;
}

}  // namespace orderyard::storage
