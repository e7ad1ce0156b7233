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

struct Kind {
    std::string_view prefix, suffix;
};
constexpr Kind kCopy{"before-migration-", ".db"};
// With another ending than a backup: it is none.
constexpr Kind kReplaced{"replaced-", ".sqlite"};

// 20260131T100000Z
std::string Stamp(base::Instant at) {
    std::string text = at.ToIso();
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

// Oldest first; empty when there is no such folder.
std::vector<fs::path> FilesOf(const Kind& kind, const std::string& folder) {
    std::vector<fs::path> copies;
    std::error_code failed;
    for (fs::directory_iterator file(folder, failed), end; !failed && file != end;
         file.increment(failed)) {
        const std::string name = file->path().filename().string();
        if (name.starts_with(kind.prefix) && name.ends_with(kind.suffix)) {
            copies.push_back(file->path());
        }
    }
    std::sort(copies.begin(), copies.end());
    return copies;
}

bool Remove(const fs::path& copy) {
    std::error_code failed;
    fs::remove(copy.string() + "-wal", failed);  // of a replaced database that was not closed
    const bool is_removed = fs::remove(copy, failed);
    if (failed) {
        base::LogWarn("backup_not_removed", {{"file", copy.string()}, {"error", failed.message()}});
    }
    return is_removed;
}

base::Result<> MakeFolder(const std::string& folder) {
    std::error_code failed;
    if (fs::create_directories(folder, failed)) {
        fs::permissions(folder, fs::perms::owner_all, failed);
    }
    if (failed) {
        return base::Fail(
            base::Unavailable("the folder " + folder + " cannot be made: " + failed.message()));
    }
    return {};
}

base::Result<std::string> NewFile(const Kind& kind, const std::string& folder,
                                  const std::string& name) {
    if (auto made = MakeFolder(folder); !made) {
        return base::Fail(made.error());
    }
    return (fs::path(folder) / (std::string(kind.prefix) + name + std::string(kind.suffix)))
        .string();
}

int RemoveOld(const Kind& kind, const std::string& folder, base::Instant before) {
    const std::string limit = std::string(kind.prefix) + Stamp(before);
    int count = 0;
    for (const fs::path& file : FilesOf(kind, folder)) {
        if (file.filename().string() < limit) {
            count += Remove(file) ? 1 : 0;
        }
    }
    return count;
}

}  // namespace

base::Result<std::string> NewMigrationBackup(const std::string& folder, int schema,
                                             base::Instant now) {
    return NewFile(kCopy, folder, Stamp(now) + "-schema-" + std::to_string(schema));
}

base::Result<std::string> NewReplacedDatabase(const std::string& folder, base::Instant now) {
    return NewFile(kReplaced, folder, Stamp(now));
}

void KeepNewestMigrationBackups(const std::string& folder, int count) {
    std::vector<fs::path> copies = FilesOf(kCopy, folder);
    const auto surplus = static_cast<int>(copies.size()) - count;
    for (int i = 0; i < surplus; ++i) {
        Remove(copies[static_cast<std::size_t>(i)]);
    }
}

int RemoveOldMigrationBackups(const std::string& folder, base::Instant before) {
    return RemoveOld(kCopy, folder, before) + RemoveOld(kReplaced, folder, before);
}

}  // namespace orderyard::storage
