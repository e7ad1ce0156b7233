// PostgreSQL takes rows in the binary form of COPY, exactly as they were read; SQLite one by one,
// which costs it nothing.
#include "storage/move/moved_rows.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "storage/sql/postgres_connection.hpp"

namespace orderyard::storage {

namespace {

constexpr int kFewRows = 32;
constexpr int kManyRows = 1'000;
constexpr std::size_t kFetchBytes = 8U << 20U;
constexpr std::size_t kChunkBytes = 256U << 10U;

// Highest byte first, as PostgreSQL has it.
void AppendNumber(std::string& bytes, std::uint64_t number, int byte_count) {
    for (int shift = 8 * (byte_count - 1); shift >= 0; shift -= 8) {
        bytes += static_cast<char>(number >> static_cast<unsigned>(shift) & 0xFFU);
    }
}

void AppendLength(std::string& bytes, std::size_t length) {
    AppendNumber(bytes, length, 4);
}

std::uint64_t Bits(const Column& column, const sql::Rows& row, int place) {
    return column.kind == CellKind::kInt ? static_cast<std::uint64_t>(row.Int(place))
                                         : std::bit_cast<std::uint64_t>(row.Double(place));
}

bool IsNumber(const Column& column) {
    return column.kind == CellKind::kInt || column.kind == CellKind::kDouble;
}

// Names the row by its numbers, which tell nothing of persons.
[[noreturn]] void ThrowUnstorable(const Table& table, const Column& column, const sql::Rows& row,
                                  const char* what) {
    std::string text =
        "PostgreSQL cannot store a value of column " + column.name + " of table " + table.name;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& key = table.columns[i];
        if (key.key_place > 0 && key.kind == CellKind::kInt) {
            text += ", " + key.name + " " + std::to_string(row.Int(static_cast<int>(i)));
        }
    }
    throw sql::SqlError(text + ": " + what);
}

bool Fits(const Column& column, std::int64_t number) {
    switch (column.byte_count) {
        case 2: return number == static_cast<std::int16_t>(number);
        case 4: return number == static_cast<std::int32_t>(number);
        default: return true;
    }
}

void RequireStorable(const Table& table, const Column& column, const sql::Rows& row, int place) {
    if (column.kind == CellKind::kInt && !Fits(column, row.Int(place))) {
        ThrowUnstorable(table, column, row, "it is too large");
    }
    if (column.kind != CellKind::kText) {
        return;
    }
    if (row.View(place).find('\0') != std::string_view::npos) {
        ThrowUnstorable(table, column, row, "the text holds a NUL");
    }
    if (!base::IsValidUtf8(row.View(place))) {
        ThrowUnstorable(table, column, row, "the text is not UTF-8");
    }
}

void AppendCopyRow(std::string& bytes, const Table& table, const sql::Rows& row) {
    AppendNumber(bytes, table.columns.size(), 2);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const int place = static_cast<int>(i);
        if (row.IsNull(place)) {
            AppendLength(bytes, std::numeric_limits<std::uint32_t>::max());
            continue;
        }
        RequireStorable(table, column, row, place);
        if (IsNumber(column)) {
            AppendLength(bytes, static_cast<std::size_t>(column.byte_count));
            AppendNumber(bytes, Bits(column, row, place), column.byte_count);
        } else {
            AppendLength(bytes, row.View(place).size());
            bytes += row.View(place);
        }
    }
}

void WritePostgres(sql::PostgresConnection& target, const Table& table,
                   const std::function<const sql::Rows*()>& next) {
    bool is_begun = false;
    target.CopyIn(
        "COPY " + Quoted(table.name) + " (" + ColumnNames(table) + ") FROM STDIN (FORMAT binary)",
        [&](std::string& chunk) {
            if (!is_begun) {
                using namespace std::string_view_literals;
                chunk += "PGCOPY\n\377\r\n\0"sv;
                chunk.append(8, '\0');  // no flags, no extension
                is_begun = true;
            }
            while (chunk.size() < kChunkBytes) {
                const sql::Rows* const row = next();
                if (row == nullptr) {
                    chunk += "\377\377";
                    return false;
                }
                AppendCopyRow(chunk, table, *row);
            }
            return true;
        });
}

sql::Value CellOf(const Column& column, const sql::Rows& row, int place) {
    if (row.IsNull(place)) {
        return {};
    }
    switch (column.kind) {
        case CellKind::kInt: return row.Int(place);
        case CellKind::kDouble: return row.Double(place);
        case CellKind::kText: return row.View(place);
        case CellKind::kBytes: return sql::Bytes{row.View(place)};
    }
    return {};
}

void WriteSqlite(sql::Connection& target, const Table& table,
                 const std::function<const sql::Rows*()>& next) {
    const std::vector<std::string> places(table.columns.size(), "?");
    const std::string insert = "INSERT INTO " + Quoted(table.name) + " (" + ColumnNames(table) +
                               ") VALUES (" + base::Join(places, ", ") + ")";
    std::vector<sql::Value> values(table.columns.size());
    while (const sql::Rows* const row = next()) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = CellOf(table.columns[i], *row, static_cast<int>(i));
        }
        target.ExecWith(insert, values);
    }
}

}  // namespace

RowStream::RowStream(sql::Connection& connection, const Table& table, const std::string& select)
    : connection_(connection),
      table_(table),
      has_cursor_(connection.dialect() == sql::Dialect::kPostgres),
      cursor_(Quoted("moved_" + table.name)) {
    if (has_cursor_) {
        connection_.ExecScript("DECLARE " + cursor_ + " NO SCROLL CURSOR FOR " + select);
        Fetch();
    } else {
        rows_ = connection_.Query(select);
    }
}

RowStream::~RowStream() {
    if (has_cursor_) {
        try {
            connection_.ExecScript("CLOSE " + cursor_);
        } catch (const std::exception&) {  // the transaction has failed: its cursors are gone
        }
    }
}

void RowStream::Fetch() {
    // Rows may have megabytes: many at once only where those before were small.
    if (given_rows_ > 0) {
        const std::size_t fit = kFetchBytes / std::max<std::size_t>(largest_row_bytes_, 1);
        asked_rows_ = fit >= kManyRows ? kManyRows : fit >= kFewRows ? kFewRows : 1;
    }
    given_rows_ = 0;
    largest_row_bytes_ = 0;
    rows_.reset();
    rows_ = connection_.Query("FETCH " + std::to_string(asked_rows_) + " FROM " + cursor_);
}

std::size_t RowStream::BytesOfRow() const {
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        const int place = static_cast<int>(i);
        const bool is_number = IsNumber(table_.columns[i]) || rows_->IsNull(place);
        bytes += is_number ? sizeof(std::int64_t) : rows_->View(place).size();
    }
    return bytes;
}

bool RowStream::Next() {
    if (!has_cursor_) {
        return rows_->Next();
    }
    if (!rows_->Next()) {
        if (given_rows_ < asked_rows_) {
            return false;
        }
        Fetch();
        if (!rows_->Next()) {
            return false;
        }
    }
    ++given_rows_;
    largest_row_bytes_ = std::max(largest_row_bytes_, BytesOfRow());
    return true;
}

void Fingerprint::Add(const Table& table, const sql::Rows& row) {
    scratch_.clear();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const int place = static_cast<int>(i);
        if (row.IsNull(place)) {
            scratch_ += 'n';
        } else if (IsNumber(column)) {
            scratch_ += 'i';
            AppendNumber(scratch_, Bits(column, row, place), sizeof(std::uint64_t));
        } else {
            const std::string_view text = row.View(place);
            scratch_ += 't';
            AppendLength(scratch_, text.size());
            scratch_ += text;
        }
    }
    sum_ += base::SipHash(key_, scratch_);  // a sum: the order does not matter
    ++row_count_;
}

void WriteRows(sql::Connection& target, const Table& table,
               const std::function<const sql::Rows*()>& next) {
    if (auto* const postgres = dynamic_cast<sql::PostgresConnection*>(&target)) {
        WritePostgres(*postgres, table, next);
    } else {
        WriteSqlite(target, table, next);
    }
}

}  // namespace orderyard::storage
