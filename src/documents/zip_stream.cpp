// Sizes and checksums follow each entry (APPNOTE 4.3.9), since they are not known before.
#include "documents/zip_stream.hpp"

#include <zlib.h>

#include <array>
#include <stdexcept>

#include "base/check.hpp"

namespace orderyard::documents {
namespace {

constexpr std::uint16_t kVersion = 20;
// Sizes after the entry; the name is UTF-8.
constexpr std::uint16_t kFlags = 0x0808;
constexpr std::uint64_t kBytesMax = 0xFFFF'FFFF;
constexpr std::size_t kEntriesMax = 0xFFFF;
constexpr std::size_t kPieceBytes = 64 * 1024;

void Put16(std::string& out, std::uint32_t value) {
    out += static_cast<char>(value & 0xFF);
    out += static_cast<char>(value >> 8 & 0xFF);
}

void Put32(std::string& out, std::uint64_t value) {
    Put16(out, static_cast<std::uint32_t>(value & 0xFFFF));
    Put16(out, static_cast<std::uint32_t>(value >> 16 & 0xFFFF));
}

// The years before 1980 do not exist there.
std::uint32_t DosTime(base::Instant at) {
    const std::string text = at.ToIso();  // 2026-01-31T15:30:00
    const auto number = [&](std::size_t first, std::size_t count) {
        std::uint32_t value = 0;
        for (std::size_t i = first; i < first + count; ++i) {
            value = value * 10 + static_cast<std::uint32_t>(text.at(i) - '0');
        }
        return value;
    };
    const std::uint32_t year = number(0, 4);
    if (year < 1980) {
        return (1U << 5 | 1U) << 16;
    }
    const std::uint32_t date = (year - 1980) << 9 | number(5, 2) << 5 | number(8, 2);
    const std::uint32_t time = number(11, 2) << 11 | number(14, 2) << 5 | number(17, 2) / 2;
    return date << 16 | time;
}

}  // namespace

struct ZipStream::Deflater {
    z_stream stream{};

    Deflater() {
        if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8,
                         Z_DEFAULT_STRATEGY) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~Deflater() { deflateEnd(&stream); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;
};

ZipStream::ZipStream(base::Instant modified) : dos_time_(DosTime(modified)) {}
ZipStream::~ZipStream() = default;

void ZipStream::Emit(std::string_view bytes) {
    ready_ += bytes;
    written_bytes_ += bytes.size();
}

void ZipStream::Begin(std::string name, Packing packing) {
    if (entries_.size() >= kEntriesMax) {
        throw std::length_error("too many files for one archive");
    }
    entries_.push_back({std::move(name), packing, 0, 0, 0, written_bytes_});
    const Entry& entry = entries_.back();
    if (packing == Packing::kDeflated) {
        deflater_ = std::make_unique<Deflater>();
    }
    std::string head = "PK\x03\x04";
    Put16(head, kVersion);
    Put16(head, kFlags);
    Put16(head, packing == Packing::kDeflated ? 8 : 0);
    Put32(head, dos_time_);
    head.append(12, '\0');  // checksum and sizes
    Put16(head, static_cast<std::uint32_t>(entry.name.size()));
    Put16(head, 0);
    Emit(head + entry.name);
}

void ZipStream::Deflate(std::string_view bytes, bool is_last) {
    z_stream& stream = deflater_->stream;
    // zlib's interface lacks a const; it does not write here.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::array<char, kPieceBytes> piece;
    int status = Z_OK;
    do {
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        status = deflate(&stream, is_last ? Z_FINISH : Z_NO_FLUSH);
        base::Check(status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR, "deflate");
        const std::size_t made = piece.size() - stream.avail_out;
        entries_.back().packed_bytes += made;
        Emit({piece.data(), made});
    } while (stream.avail_out == 0 || (is_last && status != Z_STREAM_END));
}

void ZipStream::Write(std::string_view bytes) {
    base::Check(!entries_.empty(), "no entry was begun");
    Entry& entry = entries_.back();
    entry.bytes += bytes.size();
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, kPieceBytes);
        entry.crc = static_cast<std::uint32_t>(crc32(entry.crc,
                                                     reinterpret_cast<const Bytef*>(piece.data()),
                                                     static_cast<uInt>(piece.size())));
        if (entry.packing == Packing::kDeflated) {
            Deflate(piece, false);
        } else {
            entry.packed_bytes += piece.size();
            Emit(piece);
        }
        bytes.remove_prefix(piece.size());
    }
}

void ZipStream::End() {
    Entry& entry = entries_.back();
    if (entry.packing == Packing::kDeflated) {
        Deflate({}, true);
        deflater_.reset();
    }
    if (entry.bytes > kBytesMax || written_bytes_ > kBytesMax) {
        throw std::length_error("an archive of 4 GiB or more");
    }
    std::string tail = "PK\x07\x08";
    Put32(tail, entry.crc);
    Put32(tail, entry.packed_bytes);
    Put32(tail, entry.bytes);
    Emit(tail);
}

void ZipStream::Finish() {
    const std::uint64_t list_at = written_bytes_;
    for (const Entry& entry : entries_) {
        std::string head = "PK\x01\x02";
        Put16(head, kVersion);
        Put16(head, kVersion);
        Put16(head, kFlags);
        Put16(head, entry.packing == Packing::kDeflated ? 8 : 0);
        Put32(head, dos_time_);
        Put32(head, entry.crc);
        Put32(head, entry.packed_bytes);
        Put32(head, entry.bytes);
        Put16(head, static_cast<std::uint32_t>(entry.name.size()));
        head.append(12, '\0');  // no extra field, comment, disk, attributes
        Put32(head, entry.offset);
        Emit(head + entry.name);
    }
    std::string end = "PK\x05\x06";
    end.append(4, '\0');
    Put16(end, static_cast<std::uint32_t>(entries_.size()));
    Put16(end, static_cast<std::uint32_t>(entries_.size()));
    Put32(end, written_bytes_ - list_at);
    Put32(end, list_at);
    Put16(end, 0);
    Emit(end);
}

std::string ZipStream::Take() {
    std::string bytes;
    bytes.swap(ready_);
    return bytes;
}

}  // namespace orderyard::documents
