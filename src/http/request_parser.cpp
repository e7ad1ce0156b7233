// Beast's parser does the grammar; around it stands what it leaves open: the size of the target,
// folded headers, unknown transfer codings (Beast would read such a body as the next request),
// Host, Expect.
#include "http/request_parser.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <optional>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "http/target.hpp"

namespace orderyard::http {
namespace {

namespace beast = boost::beast;
namespace limits = base::limits;
using beast::error_code;

// A method longer than this is no method; it keeps the search for the target's start short.
constexpr std::size_t kMethodBytesMax = 32;

Method MethodOf(beast::http::verb sent) {
    using beast::http::verb;
    if (sent == verb::get)
        return Method::kGet;
    if (sent == verb::head)
        return Method::kHead;
    if (sent == verb::post)
        return Method::kPost;
    if (sent == verb::put)
        return Method::kPut;
    if (sent == verb::patch)
        return Method::kPatch;
    if (sent == verb::delete_)
        return Method::kDelete;
    if (sent == verb::options)
        return Method::kOptions;
    return Method::kOther;
}

std::string_view View(beast::string_view text) {
    return {text.data(), text.size()};
}

// Fills one Request. A refusal of ours is kept in `refusal` and stops Beast through an error code.
class Reader final : public beast::http::basic_parser<true> {
  public:
    explicit Reader(std::size_t body_bytes_max) {
        header_limit(static_cast<std::uint32_t>(limits::kRequestHeaderBytesMax));
        body_limit(body_bytes_max);
        eager(true);
    }

    Request request;
    std::optional<Refusal> refusal;
    bool wants_continue = false;

  private:
    void Refuse(const Refusal& reason, error_code& ec) {
        refusal = reason;
        ec = beast::http::error::bad_value;
    }

    void on_request_impl(beast::http::verb verb, beast::string_view method,
                         beast::string_view target, int version, error_code&) override {
        request.method = MethodOf(verb);
        request.method_text = View(method);
        request.target = View(target);
        is_http11_ = version >= 11;
        request.takes_chunks = is_http11_;
    }

    void on_response_impl(int, beast::string_view, int, error_code&) override {}

    void on_field_impl(beast::http::field field, beast::string_view name, beast::string_view value,
                       error_code& ec) override {
        if (is_header_done_) {
            return;  // a trailer: nobody asked for it, and it must not pass for a header
        }
        if (field == beast::http::field::transfer_encoding) {
            if (!base::EqualsIgnoreAsciiCase(View(value), "chunked")) {
                return Refuse(kUnknownTransferEncoding, ec);
            }
            if (!is_http11_) {
                return Refuse(kBadFraming, ec);
            }
        } else if (field == beast::http::field::host) {
            ++host_count_;
        } else if (field == beast::http::field::expect && is_http11_) {
            wants_continue = base::EqualsIgnoreAsciiCase(View(value), "100-continue");
            if (!wants_continue) {
                return Refuse(kUnknownExpectation, ec);
            }
        }
        request.headers.push_back({std::string(View(name)), std::string(View(value))});
    }

    void on_header_impl(error_code& ec) override {
        is_header_done_ = true;
        if (host_count_ > 1 || (is_http11_ && host_count_ == 0)) {
            return Refuse(kBadHost, ec);
        }
        const auto parts = SplitTarget(request.target);
        auto path = parts ? DecodePath(parts->raw_path) : base::Fail(parts.error());
        auto query = parts ? ParseQuery(parts->raw_query) : base::Fail(parts.error());
        if (!parts || !path || !query) {
            return Refuse(kBadTarget, ec);
        }
        request.path = std::move(*path);
        request.query_text = parts->raw_query;
        request.query = std::move(*query);
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>& content_length,
                           error_code&) override {
        // Not the declared length at once: it costs the sender nothing to declare a megabyte.
        request.body.reserve(std::min<std::uint64_t>(content_length.value_or(0), 16 * 1024));
    }

    std::size_t on_body_impl(beast::string_view bytes, error_code&) override {
        request.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t, beast::string_view, error_code&) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, error_code&) override {
        request.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    void on_finish_impl(error_code&) override {}

    bool is_http11_ = true;
    bool is_header_done_ = false;
    int host_count_ = 0;
};

Refusal RefusalOf(const error_code& ec) {
    using beast::http::error;
    if (ec == error::header_limit)
        return kHeaderTooLarge;
    if (ec == error::body_limit)
        return kBodyTooLarge;
    if (ec == error::bad_content_length || ec == error::multiple_content_length ||
        ec == error::bad_transfer_encoding || ec == error::bad_chunk ||
        ec == error::bad_chunk_extension) {
        return kBadFraming;
    }
    return kMalformedRequest;
}

bool IsTargetTooLong(std::string_view head) {
    const std::size_t method_end = head.substr(0, kMethodBytesMax).find(' ');
    if (method_end == std::string_view::npos) {
        return false;
    }
    const std::string_view rest = head.substr(method_end + 1);
    return std::min(rest.find_first_of(" \r\n"), rest.size()) > limits::kRequestTargetBytesMax;
}

// Looks at the line ends of `head` from `from` on. A line that starts with a blank continues the
// one before: obsolete, and proxies disagree on its meaning. Of a lone LF too; Beast refuses that
// one, but only once it has seen a whole head, which need not ever come.
std::optional<Refusal> RefuseLines(std::string_view head, std::size_t from) {
    for (std::size_t at = head.find('\n', from); at != std::string_view::npos;
         at = head.find('\n', at + 1)) {
        if (at == 0 || head[at - 1] != '\r') {
            return kMalformedRequest;
        }
        if (at + 1 < head.size() && (head[at + 1] == ' ' || head[at + 1] == '\t')) {
            return kFoldedHeader;
        }
    }
    return std::nullopt;
}

}  // namespace

struct RequestParser::Impl {
    explicit Impl(std::size_t bytes_max)
        : body_bytes_max(bytes_max), reader(std::in_place, bytes_max) {}

    std::size_t body_bytes_max;
    std::string buffer;  // from the start of the request's head until that is done, then the rest
    std::size_t parsed = 0;    // of the buffer, by Beast
    std::size_t searched = 0;  // of the buffer, for the end of the head
    std::optional<Reader> reader;
    std::optional<Refusal> refusal;

    void Put(std::string_view bytes) {
        error_code ec;
        parsed += reader->put(boost::asio::const_buffer(bytes.data(), bytes.size()), ec);
        if (ec && ec != beast::http::error::need_more) {
            refusal = reader->refusal ? *reader->refusal : RefusalOf(ec);
        }
    }

    void FeedHead() {
        const std::size_t found = buffer.find("\r\n\r\n", searched);
        const bool is_whole = found != std::string::npos;
        const std::string_view head =
            std::string_view(buffer).substr(0, is_whole ? found + 4 : buffer.size());
        if (IsTargetTooLong(head)) {
            refusal = kTargetTooLong;
        } else if (head.size() > limits::kRequestHeaderBytesMax) {
            refusal = kHeaderTooLarge;
        } else {
            refusal = RefuseLines(head, searched);
        }
        searched = head.size() < 3 ? 0 : head.size() - 3;
        if (!refusal) {
            Put(head.substr(parsed));
        }
    }

    void FeedBody() {
        Put(std::string_view(buffer).substr(parsed));
        buffer.erase(0, parsed);
        parsed = 0;
        // What Beast has not taken yet is a chunk's header line or a trailer.
        if (!refusal && !reader->is_done() && buffer.size() > limits::kRequestHeaderBytesMax) {
            refusal = kHeaderTooLarge;
        }
    }
};

RequestParser::RequestParser(std::size_t body_bytes_max)
    : impl_(std::make_unique<Impl>(body_bytes_max)) {}
RequestParser::~RequestParser() = default;

RequestParser::Progress RequestParser::Feed(std::string_view bytes) {
    Impl& impl = *impl_;
    impl.buffer.append(bytes);
    if (!impl.refusal && !impl.buffer.empty() && !impl.reader->is_header_done()) {
        impl.FeedHead();
    }
    if (!impl.refusal && impl.reader->is_header_done() && !impl.reader->is_done() &&
        impl.parsed < impl.buffer.size()) {
        impl.FeedBody();
    }
    if (impl.refusal) {
        return Progress::kRefused;
    }
    return impl.reader->is_done() ? Progress::kComplete : Progress::kNeedMore;
}

Request RequestParser::Take() {
    Request request = std::move(impl_->reader->request);
    impl_->buffer.erase(0, impl_->parsed);
    impl_->parsed = 0;
    impl_->searched = 0;
    impl_->reader.emplace(impl_->body_bytes_max);
    return request;
}

const Refusal& RequestParser::refusal() const {
    return *impl_->refusal;
}

const Request& RequestParser::partial() const {
    return impl_->reader->request;
}

bool RequestParser::HasBytes() const {
    return !impl_->buffer.empty() || impl_->reader->got_some();
}

bool RequestParser::IsHeadDone() const {
    return impl_->reader->is_header_done();
}

bool RequestParser::KeepsAlive() const {
    return impl_->reader->is_header_done() && impl_->reader->keep_alive();
}

std::size_t RequestParser::body_bytes() const {
    return impl_->reader->request.body.size();
}

bool RequestParser::TakeContinueWish() {
    Reader& reader = *impl_->reader;
    const bool wishes = reader.wants_continue && reader.is_header_done() && !reader.is_done();
    if (wishes) {
        reader.wants_continue = false;
    }
    return wishes;
}

}  // namespace orderyard::http
