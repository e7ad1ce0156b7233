// One place for the names of the settings, so that what is shown can be sent back.
#include "api/v1/stores/store_shape.hpp"

#include "api/v1/shapes.hpp"
#include "domain/order/order_change.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kNoStart = "none";  // null counts as not given

void WriteSettings(JsonWriter& json, const domain::StoreSettings& settings) {
    json.Key("settings").BeginObject();
    json.Field("import_enabled", settings.import_enabled);
    WriteInstant(json, "import_from", settings.import_from);
    json.Field("store_view_id", settings.store_view_id.value);
    json.Field("customer_creation", ToString(settings.customer_creation));
    json.Field("order_number_source", ToString(settings.order_number_source));
    json.Field("new_order_status", settings.new_order_status);
    json.Field("reserve_pending", settings.reserve_pending);
    json.Field("strict_blocking", settings.strict_blocking);
    json.Field("paid_on_import", settings.paid_on_import);
    WriteTexts(json, "mail_kinds", settings.mail_kinds);
    json.Field("invoice_upload", ToString(settings.invoice_upload));
    json.Field("sync_interval_seconds", settings.sync_interval_seconds);
    json.EndObject();
}

template <class Word>
void ReadWord(BodyReader& body, const char* name, std::optional<Word> (*from)(std::string_view),
              Word& into) {
    const std::string text = body.Text(name);
    if (text.empty()) {
        return;
    }
    const auto word = from(text);
    if (!word) {
        body.Refuse(name, "This word is not one of those that can stand here.");
        return;
    }
    into = *word;
}

void ReadImportFrom(BodyReader& body, domain::StoreSettings& into) {
    const std::string text = body.Text("import_from");
    if (text == kNoStart) {
        into.import_from.reset();
    } else if (!text.empty()) {
        const auto at = base::Instant::ParseIso(text);
        if (!at) {
            body.Refuse("import_from",
                        "An instant with its zone is needed, such as 2026-01-31T00:00:00Z, or "
                        "none.");
            return;
        }
        into.import_from = *at;
    }
}

}  // namespace

void WriteStoreFields(JsonWriter& json, const domain::Store& store) {
    json.Field("id", store.id.value).Field("code", store.code).Field("name", store.name);
    json.Field("region", store.region).Field("seller_id", store.seller_id);
    WriteTexts(json, "marketplace_ids", store.marketplace_ids);
    json.Field("api_url", store.api_url).Field("token_url", store.token_url);
    json.Field("is_active", store.is_active).Field("is_archived", store.is_archived);
    WriteInstant(json, "created_at", store.created_at);
    json.Field("version", store.version);
    WriteSettings(json, store.settings);
}

void ReadSettings(BodyReader& settings, domain::StoreSettings& into) {
    into.import_enabled = settings.Flag("import_enabled", into.import_enabled);
    ReadImportFrom(settings, into);
    if (const auto view = settings.Int("store_view_id", 1, INT64_MAX)) {
        into.store_view_id = domain::StoreViewId(*view);
    }
    ReadWord(settings, "customer_creation", domain::CustomerCreationFrom, into.customer_creation);
    ReadWord(settings, "order_number_source", domain::OrderNumberSourceFrom,
             into.order_number_source);
    into.new_order_status =
        settings.TextIfGiven("new_order_status").value_or(into.new_order_status);
    into.reserve_pending = settings.Flag("reserve_pending", into.reserve_pending);
    into.strict_blocking = settings.Flag("strict_blocking", into.strict_blocking);
    into.paid_on_import = settings.Flag("paid_on_import", into.paid_on_import);
    if (settings.Has("mail_kinds")) {
        into.mail_kinds = settings.Texts("mail_kinds");
        for (const std::string& kind : into.mail_kinds) {
            if (!domain::MailKindFrom(kind)) {
                settings.Refuse("mail_kinds", "There is no such kind of mail.");
            }
        }
    }
    ReadWord(settings, "invoice_upload", domain::InvoiceUploadFrom, into.invoice_upload);
    into.sync_interval_seconds =
        settings.Int("sync_interval_seconds", 1, base::limits::kSyncIntervalSecondsMax)
            .value_or(into.sync_interval_seconds);
}

}  // namespace orderyard::api::v1
