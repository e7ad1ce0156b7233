// The master key file. Losing it loses every name and credential, so it is written whole or not at
// all and synced before it is used.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/crypto.hpp"
#include "storage/open_database.hpp"

namespace orderyard::storage {

namespace {

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }
    bool IsOpen() const { return number_ >= 0; }

  private:
    int number_;
};

[[noreturn]] void ThrowErrno(const std::string& what, const std::string& file) {
    throw ports::DatabaseUnavailable(what + " " + file + ": " + std::strerror(errno));
}

base::Result<std::string> ReadKey(const Descriptor& descriptor, const std::string& file) {
    struct stat status {};
    if (::fstat(descriptor.number(), &status) != 0) {
        ThrowErrno("cannot look at the master key", file);
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return base::Fail({base::ErrorCode::kForbidden,
                           "the master key " + file + " may be read by others: chmod 600 it",
                           {},
                           "keys.master_key_file"});
    }
    std::string key(base::kAesKeyBytes + 1, '\0');
    const ssize_t count = ::read(descriptor.number(), key.data(), key.size());
    if (count < 0) {
        ThrowErrno("cannot read the master key", file);
    }
    if (static_cast<std::size_t>(count) != base::kAesKeyBytes) {
        return base::Fail({base::ErrorCode::kMalformed,
                           "the master key " + file + " does not hold exactly 32 bytes",
                           {},
                           "keys.master_key_file"});
    }
    key.resize(base::kAesKeyBytes);
    return key;
}

// Under a name of its own first, then linked: two processes that start together end up with one
// key, and a crash leaves no half a key behind.
void MakeKey(const std::string& file) {
    const std::string draft = file + "." + base::RandomToken(8);
    const std::string key = base::RandomBytes(base::kAesKeyBytes);
    {
        const Descriptor descriptor(
            ::open(draft.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (!descriptor.IsOpen()) {
            ThrowErrno("cannot make the master key", draft);
        }
        if (::write(descriptor.number(), key.data(), key.size()) !=
                static_cast<ssize_t>(key.size()) ||
            ::fsync(descriptor.number()) != 0) {
            ::unlink(draft.c_str());
            ThrowErrno("cannot write the master key", draft);
        }
    }
    const bool is_made = ::link(draft.c_str(), file.c_str()) == 0 || errno == EEXIST;
    ::unlink(draft.c_str());
    if (!is_made) {
        ThrowErrno("cannot make the master key", file);
    }
    const std::filesystem::path folder = std::filesystem::path(file).parent_path();
    const Descriptor directory(
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.IsOpen() || ::fsync(directory.number()) != 0) {
        ThrowErrno("cannot store the master key in", folder.string());
    }
}

}  // namespace

base::Result<std::string> LoadOrMakeMasterKey(const std::string& file) {
    if (::access(file.c_str(), F_OK) != 0) {
        MakeKey(file);
    }
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.IsOpen()) {
        ThrowErrno("cannot open the master key", file);
    }
    return ReadKey(descriptor, file);
}

}  // namespace orderyard::storage
