// What measurements against a floor share: their options, and how rounds are added up and printed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "measure.hpp"

namespace CLI {
class App;
}

namespace orderyard::bench {

struct RoundOptions {
    std::int64_t orders = 10'000;
    int rounds = 3;
    std::uint64_t seed = 1;
    std::string engines = "sqlite,postgres";
    std::string postgres;  // URL of a server
    std::filesystem::path folder = std::filesystem::temp_directory_path();

    bool HasSqlite() const { return engines.find("sqlite") != std::string::npos; }
    bool HasPostgres() const {
        return engines.find("postgres") != std::string::npos && !postgres.empty();
    }
};
void AddOptions(CLI::App& app, RoundOptions& options);

// One round: what we spent, and what the floor spent on the same rows.
struct Round {
    Spent ours;
    Spent floor;
    std::int64_t rows = 0;
};

// `label` starts the line, `unit` is what is counted: "orders".
void PrintRound(std::string_view label, std::string_view unit, std::int64_t count,
                const Round& round);
void PrintMedians(std::string_view label, std::string_view unit, std::int64_t count,
                  const std::vector<Round>& rounds);

// A folder of our own under `parent`, removed at the end.
class FolderOfOurOwn {
  public:
    explicit FolderOfOurOwn(const std::filesystem::path& parent);
    ~FolderOfOurOwn();
    FolderOfOurOwn(const FolderOfOurOwn&) = delete;
    FolderOfOurOwn& operator=(const FolderOfOurOwn&) = delete;
    std::string File(std::string_view name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

}  // namespace orderyard::bench
