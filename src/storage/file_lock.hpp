// An exclusive lock on a file for the life of the object, given up by the system when the process
// dies.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"

namespace orderyard::storage {

class FileLock {
  public:
    // kConflict when another process holds it. Throws DatabaseUnavailable when the file cannot be
    // made.
    static base::Result<std::unique_ptr<FileLock>> Take(const std::string& file);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

  private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
};

}  // namespace orderyard::storage
