// A draft is a hidden file beside the others. Linking it to its name, which refuses a name that is
// taken, and syncing the folder make it a file for good.
#include "app/export_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/check.hpp"

namespace orderyard::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDraftStart = ".draft-";
constexpr mode_t kFileMode = 0600;

[[noreturn]] void Throw(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { Close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return fd_; }
    void Close() {
        if (fd_ >= 0) {
            ::close(fd_);
            fd_ = -1;
        }
    }

  private:
    int fd_;
};

class FileDraft final : public ports::ExportDraft {
  public:
    FileDraft(const std::string& folder, const std::string& name)
        : folder_(folder),
          draft_(folder + "/" + kDraftStart + name),
          path_(folder + "/" + name),
          file_(::open(draft_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                       kFileMode)) {
        if (file_.get() < 0) {
            Throw("an export's file could not be made");
        }
    }
    ~FileDraft() override {
        file_.Close();
        ::unlink(draft_.c_str());
    }

    void Write(std::string_view bytes) override {
        while (!bytes.empty()) {
            const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) {
                continue;
            }
            if (written <= 0) {
                Throw("an export's file could not be written");
            }
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    void Keep() override {
        if (::fsync(file_.get()) != 0 || ::link(draft_.c_str(), path_.c_str()) != 0) {
            Throw("an export's file could not be kept");
        }
        const Descriptor folder(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (folder.get() < 0 || ::fsync(folder.get()) != 0) {
            Throw("the folder of exports could not be synced");
        }
    }

  private:
    std::string folder_, draft_, path_;
    Descriptor file_;
};

class FileReader final : public ports::ExportReader {
  public:
    FileReader(int fd, std::int64_t byte_count) : file_(fd), byte_count_(byte_count) {}

    std::int64_t byte_count() const override { return byte_count_; }
    std::string Read(std::size_t bytes_max) override {
        std::string bytes(bytes_max, '\0');
        for (;;) {
            const ssize_t count = ::read(file_.get(), bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR) {
                continue;
            }
            if (count < 0) {
                Throw("an export's file could not be read");
            }
            bytes.resize(static_cast<std::size_t>(count));
            return bytes;
        }
    }

  private:
    Descriptor file_;
    std::int64_t byte_count_;
};

std::string HostName() {
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? name : "unknown";
}

}  // namespace

FileExportFolder::FileExportFolder(std::string path)
    : path_(std::move(path)), place_name_(HostName()) {}

std::string FileExportFolder::PathOf(const std::string& name) const {
    base::Check(!name.empty() && name.front() != '.' && name.find('/') == std::string::npos,
                "the name of an export's file");
    return path_ + "/" + name;
}

std::unique_ptr<ports::ExportDraft> FileExportFolder::Make(const std::string& name) {
    PathOf(name);
    fs::create_directories(fs::path(path_).parent_path());
    if (::mkdir(path_.c_str(), 0700) != 0 && errno != EEXIST) {
        Throw("the folder of exports could not be made");
    }
    return std::make_unique<FileDraft>(path_, name);
}

std::unique_ptr<ports::ExportReader> FileExportFolder::Open(const std::string& name) const {
    const int fd = ::open(PathOf(name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        return nullptr;
    }
    struct stat state {};
    return std::make_unique<FileReader>(fd, ::fstat(fd, &state) == 0 ? state.st_size : 0);
}

std::vector<std::string> FileExportFolder::Names() const {
    std::vector<std::string> names;
    std::error_code failed;
    for (const auto& file : fs::directory_iterator(path_, failed)) {
        const std::string name = file.path().filename();
        if (file.is_regular_file(failed) && !name.starts_with('.')) {
            names.push_back(name);
        }
    }
    return names;
}

void FileExportFolder::Remove(const std::string& name) {
    if (::unlink(PathOf(name).c_str()) != 0 && errno != ENOENT) {
        Throw("an export's file could not be removed");
    }
}

void FileExportFolder::RemoveDrafts() {
    std::error_code failed;
    for (const auto& file : fs::directory_iterator(path_, failed)) {
        if (file.path().filename().string().starts_with(kDraftStart)) {
            fs::remove(file.path(), failed);
        }
    }
}

}  // namespace orderyard::app
