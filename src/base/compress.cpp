// Deflate and gzip over zlib, in memory. Inflating stops at a limit: a small text from outside may
// unpack to gigabytes.
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>
#include <stdexcept>

#include "base/crypto.hpp"

namespace orderyard::base {

namespace {

constexpr int kZlibWindow = 15;
constexpr int kGzipWindow = 15 + 16;  // zlib's way to ask for gzip's header and trailer
constexpr std::size_t kChunkBytes = 64 * 1024;

// zlib counts in 32 bits; longer input is fed in pieces.
uInt NextPiece(std::size_t bytes) {
    return static_cast<uInt>(std::min<std::size_t>(bytes, std::numeric_limits<uInt>::max()));
}

Bytef* Input(std::string_view data) {
    // zlib's interface lacks a const; it does not write here.
    return reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
}

std::string Pack(std::string_view data, int window, int level) {
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::bad_alloc();
    }
    // Most texts are a few kilobytes: room for all of it at once, without clearing much more than
    // that.
    const std::size_t chunk_bytes =
        std::min<std::size_t>(deflateBound(&stream, NextPiece(data.size())), kChunkBytes);
    std::string packed;
    int outcome = Z_OK;
    do {
        if (stream.avail_in == 0) {
            const uInt piece = NextPiece(data.size());
            stream.next_in = Input(data);
            stream.avail_in = piece;
            data.remove_prefix(piece);
        }
        const std::size_t before = packed.size();
        packed.resize(before + chunk_bytes);
        stream.next_out = reinterpret_cast<Bytef*>(packed.data() + before);
        stream.avail_out = static_cast<uInt>(chunk_bytes);
        outcome = deflate(&stream, data.empty() ? Z_FINISH : Z_NO_FLUSH);
        packed.resize(before + chunk_bytes - stream.avail_out);
    } while (outcome == Z_OK || outcome == Z_BUF_ERROR);
    deflateEnd(&stream);
    if (outcome != Z_STREAM_END) {
        throw std::runtime_error("zlib could not compress");
    }
    return packed;
}

Error TooLarge(std::size_t bytes_max) {
    Error error;
    error.code = ErrorCode::kTooLarge;
    error.message = "compressed text unpacks to more than %limit bytes";
    error.params = {{"limit", std::to_string(bytes_max)}};
    return error;
}

// Owns a z_stream in the inflating state.
class Inflater {
  public:
    explicit Inflater(int window) {
        if (inflateInit2(&stream, window) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~Inflater() { inflateEnd(&stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    z_stream stream{};
};

Result<std::string> Unpack(std::string_view data, std::size_t bytes_max, int window) {
    Inflater inflater(window);
    z_stream& stream = inflater.stream;
    std::string plain;
    for (;;) {
        if (stream.avail_in == 0) {
            const uInt piece = NextPiece(data.size());
            stream.next_in = Input(data);
            stream.avail_in = piece;
            data.remove_prefix(piece);
        }
        const std::size_t before = plain.size();
        plain.resize(before + kChunkBytes);
        stream.next_out = reinterpret_cast<Bytef*>(plain.data() + before);
        stream.avail_out = kChunkBytes;
        const int outcome = inflate(&stream, Z_NO_FLUSH);
        plain.resize(before + kChunkBytes - stream.avail_out);
        if (plain.size() > bytes_max) {
            return Fail(TooLarge(bytes_max));
        }
        if (outcome == Z_MEM_ERROR) {
            throw std::bad_alloc();
        }
        const bool has_more = stream.avail_in > 0 || !data.empty();
        if (outcome == Z_STREAM_END && !has_more) {
            return plain;
        }
        if (outcome == Z_STREAM_END && window == kGzipWindow) {
            inflateReset(&stream);  // a gzip file may be several, one after the other (RFC 1952)
        } else if (outcome != Z_OK) {
            return Fail(Malformed("not compressed text, or cut short"));
        }
    }
}

}  // namespace

std::string Deflate(std::string_view data) {
    // What the database keeps is written once for each order: speed counts more than the last 5 %
    // of size.
    return Pack(data, kZlibWindow, Z_BEST_SPEED);
}

Result<std::string> Inflate(std::string_view data, std::size_t bytes_max) {
    return Unpack(data, bytes_max, kZlibWindow);
}

std::string Gzip(std::string_view data) {
    return Pack(data, kGzipWindow, Z_DEFAULT_COMPRESSION);
}

Result<std::string> Gunzip(std::string_view data, std::size_t bytes_max) {
    return Unpack(data, bytes_max, kGzipWindow);
}

}  // namespace orderyard::base
