// The name of a copy begins with its time, so that the order of the names is that of the copies;
// files of other names are somebody else's and left alone.
#include "storage/migration_backup.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "base/log.hpp"

namespace orderyard::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "before-migration-";
constexpr std::string_view kSuffix = ".db";

// 20260131T100000Z
std::string Stamp(base::Instant at) {
    std::string text = at.ToIso();
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

// Oldest first; empty when there is no such folder.
std::vector<fs::path> Copies(const std::string& folder) {
    std::vector<fs::path> copies;
    std::error_code failed;
    for (fs::directory_iterator file(folder, failed), end; !failed && file != end;
         file.increment(failed)) {
        const std::string name = file->path().filename().string();
        if (name.starts_with(kPrefix) && name.ends_with(kSuffix)) {
            copies.push_back(file->path());
        }
    }
    std::sort(copies.begin(), copies.end());
    return copies;
}

bool Remove(const fs::path& copy) {
    std::error_code failed;
    const bool is_removed = fs::remove(copy, failed);
    if (failed) {
        base::LogWarn("backup_not_removed", {{"file", copy.string()}, {"error", failed.message()}});
    }
    return is_removed;
}

}  // namespace

base::Result<std::string> NewMigrationBackup(const std::string& folder, int schema,
                                             base::Instant now) {
    std::error_code failed;
    if (fs::create_directories(folder, failed)) {
        fs::permissions(folder, fs::perms::owner_all, failed);
    }
    if (failed) {
        return base::Fail(
            base::Unavailable("the folder " + folder + " cannot be made: " + failed.message()));
    }
    const std::string name = std::string(kPrefix) + Stamp(now) + "-schema-" +
                             std::to_string(schema) + std::string(kSuffix);
    return (fs::path(folder) / name).string();
}

void KeepNewestMigrationBackups(const std::string& folder, int count) {
    std::vector<fs::path> copies = Copies(folder);
    const auto surplus = static_cast<int>(copies.size()) - count;
    for (int i = 0; i < surplus; ++i) {
        Remove(copies[static_cast<std::size_t>(i)]);
    }
}

int RemoveOldMigrationBackups(const std::string& folder, base::Instant before) {
    const std::string limit = std::string(kPrefix) + Stamp(before);
    int count = 0;
    for (const fs::path& copy : Copies(folder)) {
        if (copy.filename().string() < limit) {
            count += Remove(copy) ? 1 : 0;
        }
    }
    return count;
}

}  // namespace orderyard::storage
