// Migration 6: what a shop sets up beside its stores: its carriers.
#include <string>

#include "storage/migrations/engine_words.hpp"
#include "storage/migrations/migrations.hpp"

namespace orderyard::storage {

namespace {

// Those most parcels of Amazon's sellers go by; a shop adds and drops as it likes.
constexpr const char* kCarrierTable = R"sql(
CREATE TABLE carrier (
    code {text} PRIMARY KEY CHECK (length(code) > 0),
    title {text} NOT NULL CHECK (length(title) > 0),
    channel_code {text} NOT NULL,
    tracking_url {text} NOT NULL,
    is_active {int} NOT NULL CHECK (is_active IN (0, 1))
) {clustered};
INSERT INTO carrier (code, title, channel_code, tracking_url, is_active) VALUES
    ('dhl', 'DHL', 'DHL', 'https://www.dhl.com/en/express/tracking.html?AWB={number}', 1),
    ('dpd', 'DPD', 'DPD', '', 1),
    ('fedex', 'FedEx', '', 'https://www.fedex.com/fedextrack/?trknbr={number}', 1),
    ('gls', 'GLS', 'GLS', '', 1),
    ('ups', 'UPS', 'UPS', 'https://www.ups.com/track?tracknum={number}', 1),
    ('usps', 'USPS', 'USPS', 'https://tools.usps.com/go/TrackConfirmAction?tLabels={number}', 1);
)sql";

const std::string kSqliteScript = EngineScript(kSqliteWords, {kCarrierTable}, "");
const std::string kPostgresScript = EngineScript(kPostgresWords, {kCarrierTable}, "");

}  // namespace

const Migration kMigrationSettings{6, "settings", kSqliteScript.c_str(), kPostgresScript.c_str()};

}  // namespace orderyard::storage
