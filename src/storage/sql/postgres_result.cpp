// Reads binary cells by their type, and maps SQLSTATE classes to exceptions.
#include "storage/sql/postgres_result.hpp"

#include <endian.h>
#include <libpq-fe.h>

#include <bit>
#include <cstring>

namespace orderyard::storage::sql {

namespace {

// Object ids of built-in types; part of PostgreSQL's stable catalog (pg_type.dat).
constexpr Oid kBool = 16;
constexpr Oid kBytea = 17;
constexpr Oid kName = 19;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kText = 25;
constexpr Oid kFloat8 = 701;
constexpr Oid kBpchar = 1042;
constexpr Oid kVarchar = 1043;

template <class T>
T ReadAs(const char* bytes) {
    T value{};
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

class PostgresCursor final : public Cursor {
  public:
    explicit PostgresCursor(PostgresResult result)
        : result_(std::move(result)), row_count_(PQntuples(result_.get())) {}

    bool Next() override { return ++row_ < row_count_; }
    bool IsNull(int column) const override { return PQgetisnull(result_.get(), row_, column) == 1; }

    std::int64_t Int(int column) const override {
        const char* cell = Cell(column);
        switch (PQftype(result_.get(), column)) {
            case kInt8: return static_cast<std::int64_t>(be64toh(ReadAs<std::uint64_t>(cell)));
            case kInt4: return static_cast<std::int32_t>(be32toh(ReadAs<std::uint32_t>(cell)));
            case kInt2: return static_cast<std::int16_t>(be16toh(ReadAs<std::uint16_t>(cell)));
            case kBool: return *cell == '\0' ? 0 : 1;
            default: ThrowType(column);
        }
    }
    double Double(int column) const override {
        if (PQftype(result_.get(), column) != kFloat8) {
            return static_cast<double>(Int(column));
        }
        return std::bit_cast<double>(be64toh(ReadAs<std::uint64_t>(Cell(column))));
    }
    std::string_view Text(int column) const override {
        const char* cell = Cell(column);
        switch (PQftype(result_.get(), column)) {
            case kText:
            case kVarchar:
            case kBpchar:
            case kName:
            case kBytea:
                return {cell, static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
            default: ThrowType(column);
        }
    }

  private:
    const char* Cell(int column) const {
        if (IsNull(column)) [[unlikely]] {
            throw SqlError("column " + std::to_string(column) + " is null");
        }
        return PQgetvalue(result_.get(), row_, column);
    }
    [[noreturn]] void ThrowType(int column) const {
        const char* name = PQfname(result_.get(), column);
        throw SqlError(
            "column " + std::to_string(column) + " (" + (name == nullptr ? "?" : name) +
            ") has a type nobody reads: " + std::to_string(PQftype(result_.get(), column)));
    }

    PostgresResult result_;
    int row_count_;
    int row_ = -1;
};

std::string Field(const pg_result* result, int field) {
    const char* text = PQresultErrorField(result, field);
    return text == nullptr ? std::string() : std::string(text);
}

// The primary message of these classes names tables and columns; that of others (22: data) may
// quote a value.
bool IsMessageWithoutValues(std::string_view state) {
    const std::string_view kind = state.substr(0, 2);
    return kind == "23" || kind == "42" || kind == "40" || kind == "25" || kind == "53" ||
           kind == "55" || kind == "57" || kind == "58" || kind == "08" || kind == "3F" ||
           kind == "28" || kind == "3D";
}

}  // namespace

std::unique_ptr<Cursor> NewPostgresCursor(PostgresResult result) {
    return std::make_unique<PostgresCursor>(std::move(result));
}

std::exception_ptr PostgresError(const pg_result* result, std::string_view sql) {
    const std::string state = Field(result, PG_DIAG_SQLSTATE);
    std::string text = "postgresql " + state;
    if (IsMessageWithoutValues(state)) {
        text += ": " + Field(result, PG_DIAG_MESSAGE_PRIMARY);
    }
    text += " in: " + Excerpt(sql);
    const std::string_view kind = std::string_view(state).substr(0, 2);
    if (state == "23505") {
        return std::make_exception_ptr(UniqueViolation(text));
    }
    if (kind == "40" || state == "55P03") {
        return std::make_exception_ptr(Contention(text));
    }
    if (state == "53100") {
        return std::make_exception_ptr(StorageFull(text));
    }
    // 57P0x: the server is shutting down or has ended this session; 57014: a time-out.
    // 08P01 is not the network but us: wrong number of parameters.
    if ((kind == "08" && state != "08P01") || (kind == "57" && state != "57014")) {
        return std::make_exception_ptr(ConnectionLost(text));
    }
    if (kind == "53" || kind == "57" || kind == "58" || kind == "XX" || kind == "28") {
        return std::make_exception_ptr(ports::DatabaseUnavailable(text));
    }
    return std::make_exception_ptr(SqlError(text));
}

}  // namespace orderyard::storage::sql
