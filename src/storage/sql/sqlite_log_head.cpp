// The head stands there twice, written in this order: second, first. While both are the same,
// neither is half written.
#include "storage/sql/sqlite_log_head.hpp"

#include <sqlite3.h>

#include <utility>

namespace orderyard::storage::sql {

namespace {

constexpr int kRegionBytes = 32'768;  // the index is mapped in pieces of this size

constexpr std::size_t kHeadBytes = 48;

std::string Copied(const volatile char* bytes) {
    std::string head(kHeadBytes, '\0');
    for (char& byte : head) {
        byte = *bytes++;
    }
    return head;
}

}  // namespace

std::optional<std::string> ReadLogHead(sqlite3* handle) {
    sqlite3_file* file = nullptr;
    if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        file == nullptr || file->pMethods == nullptr || file->pMethods->iVersion < 2) {
        return std::nullopt;
    }
    volatile void* region = nullptr;
    const int outcome = file->pMethods->xShmMap(file, 0, kRegionBytes, 0, &region);
    if (outcome != SQLITE_OK || region == nullptr) {
        return std::nullopt;
    }
    const auto* bytes = static_cast<const volatile char*>(region);
    std::string first = Copied(bytes);
    file->pMethods->xShmBarrier(file);
    const std::string second = Copied(bytes + kHeadBytes);
    return first == second ? std::optional(std::move(first)) : std::nullopt;
}

}  // namespace orderyard::storage::sql
