// Differences in SQL. The text is compared by its hash: it may be longer than an index takes.
#include "storage/recon_store.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "storage/sql/assembly.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

namespace {

constexpr const char* kOpen =
    "INSERT INTO recon_difference(store_id, channel_number, kind, text, text_hash, found_at, "
    "end_reason) VALUES (?, ?, ?, ?, ?, ?, '') "
    "ON CONFLICT (store_id, channel_number, kind, text_hash) WHERE ended_at IS NULL DO NOTHING";
constexpr const char* kEnd =
    "UPDATE recon_difference SET ended_at = ?, end_reason = ? WHERE id = ? AND ended_at IS NULL";
constexpr const char* kListOpen =
    "SELECT id, store_id, channel_number, kind, text, found_at FROM recon_difference "
    "WHERE store_id = ? AND ended_at IS NULL ORDER BY id DESC LIMIT ?";
constexpr const char* kCountOpen =
    "SELECT count(*) FROM recon_difference WHERE store_id = ? AND ended_at IS NULL";

}  // namespace

void SqlReconStore::Open(const ports::Difference& difference) {
    connection_.ExecLater(kOpen, difference.store_id, difference.channel_number, difference.kind,
                          difference.text, base::Hex(base::Sha256(difference.text)),
                          difference.found_at);
}

void SqlReconStore::EndKinds(domain::StoreId store, const std::string& channel_number,
                             const std::vector<std::string>& judged, const std::string& end,
                             base::Instant now) {
    const std::string sql =
        "UPDATE recon_difference SET ended_at = ?, end_reason = ? WHERE store_id = ? AND "
        "channel_number = ? AND ended_at IS NULL AND kind IN (" +
        sql::Placeholders(static_cast<int>(judged.size())) + ")";
    std::vector<sql::Value> values = {now, end, store, channel_number};
    values.insert(values.end(), judged.begin(), judged.end());
    connection_.ExecLaterWith(sql, values, false);
}

bool SqlReconStore::End(std::int64_t id, const std::string& reason, base::Instant now) {
    return connection_.Exec(kEnd, now, reason, id) == 1;
}

std::vector<ports::Difference> SqlReconStore::ListOpen(domain::StoreId store, int limit) {
    std::vector<ports::Difference> differences;
    sql::Rows rows = connection_.Query(kListOpen, store, limit);
    while (rows.Next()) {
        sql::RowReader row(rows);
        ports::Difference& difference = differences.emplace_back();
        difference.id = row.Int();
        difference.store_id = row.IdAt<domain::StoreId>();
        difference.channel_number = row.Text();
        difference.kind = row.Text();
        difference.text = row.Text();
        difference.found_at = row.At();
    }
    return differences;
}

std::int64_t SqlReconStore::CountOpen(domain::StoreId store) {
    return connection_.QueryInt(kCountOpen, store).value_or(0);
}

}  // namespace orderyard::storage
