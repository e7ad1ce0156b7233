// Runs other programs that read what we made: for tests only.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace orderyard::documents::testing {

// A file that is gone with it.
class TemporaryFile {
  public:
    TemporaryFile(std::string_view bytes, const std::string& ending) {
        static int count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("orderyard_" + std::to_string(getpid()) + "_" + std::to_string(++count) + ending);
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    std::string path() const { return path_.string(); }

  private:
    std::filesystem::path path_;
};

inline bool HasProgram(const std::string& name) {
    return std::system(("command -v " + name + " >/dev/null 2>&1").c_str()) == 0;
}

// What it prints; nullopt: it failed.
inline std::optional<std::string> OutputOf(const std::string& command) {
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) {
        return std::nullopt;
    }
    std::string output;
    char piece[4096];
    std::size_t count = 0;
    while ((count = std::fread(piece, 1, sizeof piece, pipe)) > 0) {
        output.append(piece, count);
    }
    return pclose(pipe) == 0 ? std::optional(output) : std::nullopt;
}

}  // namespace orderyard::documents::testing
