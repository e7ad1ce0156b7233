// A ZIP archive written from front to back: what is ready can be sent while the rest is made.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"

namespace orderyard::documents {

// Names are ours: ASCII, no path. An entry of 4 GiB or more throws std::length_error.
class ZipStream {
  public:
    explicit ZipStream(base::Instant modified);
    ~ZipStream();
    ZipStream(const ZipStream&) = delete;
    ZipStream& operator=(const ZipStream&) = delete;

    enum class Packing { kStored, kDeflated };
    void Begin(std::string name, Packing packing);
    void Write(std::string_view bytes);
    void End();
    // The list of entries. Nothing may follow.
    void Finish();

    std::size_t size() const { return ready_.size(); }
    // What is ready to be sent; it is not kept.
    std::string Take();

  private:
    struct Entry {
        std::string name;
        Packing packing = Packing::kStored;
        std::uint32_t crc = 0;
        std::uint64_t packed_bytes = 0, bytes = 0, offset = 0;
    };
    struct Deflater;

    void Emit(std::string_view bytes);
    void Deflate(std::string_view bytes, bool is_last);

    std::uint32_t dos_time_ = 0;
    std::vector<Entry> entries_;
    std::unique_ptr<Deflater> deflater_;
    std::string ready_;
    std::uint64_t written_bytes_ = 0;
};

}  // namespace orderyard::documents
