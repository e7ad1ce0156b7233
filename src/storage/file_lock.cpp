// flock() rather than fcntl(): the lock belongs to the open file, so no other code of this process
// can lose it by closing a descriptor of the same file.
#include "storage/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "ports/database.hpp"

namespace orderyard::storage {

base::Result<std::unique_ptr<FileLock>> FileLock::Take(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) {
        throw ports::DatabaseUnavailable("the lock file " + file +
                                         " cannot be opened: " + std::strerror(errno));
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int reason = errno;
        ::close(descriptor);
        if (reason == EWOULDBLOCK) {
            return base::Fail(
                base::Conflict("the database is in use by another server (" + file + ")"));
        }
        throw ports::DatabaseUnavailable("the lock file " + file +
                                         " cannot be locked: " + std::strerror(reason));
    }
    return std::unique_ptr<FileLock>(new FileLock(descriptor));
}

FileLock::~FileLock() {
    ::close(descriptor_);  // the file stays: removing it would let two processes hold two files of
                           // one name
}

}  // namespace orderyard::storage
