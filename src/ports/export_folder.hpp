// Where the files of saved exports lie. A file is there whole or not at all.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace orderyard::ports {

// A file being written. Ends without Keep: nothing is left of it.
class ExportDraft {
  public:
    virtual ~ExportDraft() = default;
    // Throws when the disk takes no more.
    virtual void Write(std::string_view bytes) = 0;
    // Under its name from now on, durably. Replaces none: a name that is taken throws.
    virtual void Keep() = 0;
};

class ExportReader {
  public:
    virtual ~ExportReader() = default;
    virtual std::int64_t byte_count() const = 0;
    virtual std::string Read(std::size_t bytes_max) = 0;  // empty: that was all
};

class ExportFolder {
  public:
    virtual ~ExportFolder() = default;
    // Names are ours (domain::ExportFileName); only the program's user can read the file.
    virtual std::unique_ptr<ExportDraft> Make(const std::string& name) = 0;
    virtual std::unique_ptr<ExportReader> Open(const std::string& name) const = 0;  // null: none
    virtual std::vector<std::string> Names() const = 0;
    virtual void Remove(const std::string& name) = 0;
    // What drafts left behind when the program was killed; only while nobody writes.
    virtual void RemoveDrafts() = 0;
    // The machine, for a person who looks for a file that another server has made.
    virtual const std::string& PlaceName() const = 0;
};

}  // namespace orderyard::ports
