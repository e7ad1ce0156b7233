// Runs other programs that read what we made: for tests only.
#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

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
    const char* path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "" : path);
    std::string folder;
    while (std::getline(folders, folder, ':')) {
        if (access((folder + "/" + name).c_str(), X_OK) == 0) {
            return true;
        }
    }
    return false;
}

// What it prints; nullopt: it could not be started or failed. Its complaints are dropped.
inline std::optional<std::string> OutputOf(std::vector<std::string> command) {
    int ends[2];
    if (pipe(ends) != 0) {
        return std::nullopt;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<char*> arguments;
    for (std::string& word : command) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    pid_t child = 0;
    const bool is_started =
        posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    std::string output;
    char piece[4096];
    ssize_t count = 0;
    while (is_started && (count = read(ends[0], piece, sizeof piece)) > 0) {
        output.append(piece, static_cast<std::size_t>(count));
    }
    close(ends[0]);
    int status = 0;
    const bool is_good = is_started && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
                         WEXITSTATUS(status) == 0;
    return is_good ? std::optional(output) : std::nullopt;
}

}  // namespace orderyard::documents::testing
