// The parser fed directly: what it takes, what it refuses and why, however the bytes are cut.
#include "http/request_parser.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/limits.hpp"

namespace orderyard::http {
namespace {

namespace limits = base::limits;
using Progress = RequestParser::Progress;

// "more", "200" for a complete request, else "status code".
std::string Outcome(std::string_view bytes, std::size_t piece_bytes = 0) {
    RequestParser parser;
    Progress progress = Progress::kNeedMore;
    while (!bytes.empty() && progress == Progress::kNeedMore) {
        const std::string_view piece =
            bytes.substr(0, piece_bytes == 0 ? bytes.size() : piece_bytes);
        progress = parser.Feed(piece);
        bytes.remove_prefix(piece.size());
    }
    switch (progress) {
        case Progress::kNeedMore: return "more";
        case Progress::kComplete: return "200";
        case Progress::kRefused:
            return std::to_string(parser.refusal().status) + " " +
                   std::string(parser.refusal().code);
    }
    return "";
}

std::string Get(const std::string& target, const std::string& more_headers = "") {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + more_headers + "\r\n";
}

std::string Post(const std::string& headers, const std::string& body) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

struct Case {
    std::string bytes;
    std::string outcome;
};

void ExpectAll(const std::vector<Case>& cases) {
    for (const Case& c : cases) {
        EXPECT_EQ(Outcome(c.bytes), c.outcome) << c.bytes.substr(0, 200);
        if (c.bytes.size() < 2'000) {
            EXPECT_EQ(Outcome(c.bytes, 1), c.outcome) << "byte by byte: " << c.bytes;
        }
    }
}

TEST(RequestParserTest, TakesGoodRequests) {
    ExpectAll({
        {Get("/"), "200"},
        {"GET / HTTP/1.0\r\n\r\n", "200"},
        {Get("http://a/b"), "200"},
        {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "200"},
        {"BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n", "200"},
        {Get("/", "Empty:\r\nOther: \t x \t\r\n"), "200"},
        {Post("Content-Length: 3\r\n", "abc"), "200"},
        {Post("Content-Length: 3, 3\r\n", "abc"), "200"},
        {Post("Content-Length: 0\r\n", ""), "200"},
        {Post("Transfer-Encoding: Chunked\r\n", "3\r\nabc\r\n0\r\n\r\n"), "200"},
        {Post("Transfer-Encoding: chunked\r\n", "3;x=y\r\nabc\r\n0\r\nTrailer: 1\r\n\r\n"), "200"},
        {"GET / HT", "more"},
        {Post("Content-Length: 3\r\n", "ab"), "more"},
        {Post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n"), "more"},
    });
}

TEST(RequestParserTest, RefusesMalformedRequests) {
    const std::string nul(1, '\0');
    ExpectAll({
        {"\x16\x03\x01\x02", "400 malformed_request"},
        {"GET /\r\n\r\n", "400 malformed_request"},
        {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "400 malformed_request"},
        {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", "400 malformed_request"},
        {"GET / HTTP/1.1\nHost: a\n\n", "400 malformed_request"},
        {"GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", "400 malformed_request"},
        {"G(T / HTTP/1.1\r\nHost: a\r\n\r\n", "400 malformed_request"},
        {Get("/", "X : y\r\n"), "400 malformed_request"},
        {Get("/", ": y\r\n"), "400 malformed_request"},
        {Get("/", "no colon\r\n"), "400 malformed_request"},
        {Get("/", "X: a" + nul + "b\r\n"), "400 malformed_request"},
        {Get("/", "X: a\x01\r\n"), "400 malformed_request"},
        {Get("/a" + nul), "400 malformed_request"},
        {Get("/", "X: a\r\n b\r\n"), "400 folded_header"},
        {Get("/", "X: a\r\n\tb\r\n"), "400 folded_header"},
        {"GET / HTTP/1.1\r\n Host: a\r\n\r\n", "400 folded_header"},
    });
}

TEST(RequestParserTest, RefusesWhatCouldBeReadTwoWays) {
    ExpectAll({
        {Post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
         "400 bad_framing"},
        {Post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"),
         "400 bad_framing"},
        {Post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), "400 bad_framing"},
        {Post("Content-Length: 3, 4\r\n", "abcd"), "400 bad_framing"},
        {Post("Content-Length: +3\r\n", "abc"), "400 bad_framing"},
        {Post("Content-Length: 0x3\r\n", "abc"), "400 bad_framing"},
        {Post("Content-Length: -1\r\n", ""), "400 bad_framing"},
        {Post("Content-Length:\r\n", ""), "400 bad_framing"},
        {Post("Content-Length: 99999999999999999999\r\n", ""), "400 bad_framing"},
        {Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", ""),
         "400 bad_framing"},
        {Post("Transfer-Encoding: gzip\r\n", ""), "501 unknown_transfer_encoding"},
        {Post("Transfer-Encoding: gzip, chunked\r\n", ""), "501 unknown_transfer_encoding"},
        {Post("Transfer-Encoding: chunked, chunked\r\n", ""), "501 unknown_transfer_encoding"},
        {Post("Transfer-Encoding: xchunked\r\n", ""), "501 unknown_transfer_encoding"},
        {Post("Transfer-Encoding:\r\n", ""), "501 unknown_transfer_encoding"},
        {Post("Transfer-Encoding: identity\r\nContent-Length: 3\r\n", "abc"),
         "501 unknown_transfer_encoding"},
        {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400 bad_framing"},
        {Post("Transfer-Encoding: chunked\r\n", "x\r\nabc\r\n"), "400 bad_framing"},
        {Post("Transfer-Encoding: chunked\r\n", "3\r\nabcd\r\n0\r\n\r\n"), "400 bad_framing"},
    });
}

TEST(RequestParserTest, RefusesBadHostsTargetsAndExpectations) {
    ExpectAll({
        {"GET / HTTP/1.1\r\n\r\n", "400 bad_host"},
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", "400 bad_host"},
        {Get("orders"), "400 bad_target"},
        {Get("/%zz"), "400 bad_target"},
        {Get("/%00"), "400 bad_target"},
        {Get("/?a=%ff"), "400 bad_target"},
        {"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", "400 bad_target"},
        {Get("/", "Expect: tea\r\n"), "417 unknown_expectation"},
    });
}

TEST(RequestParserTest, KeepsToTheLimitsExactly) {
    const auto target = [](std::size_t bytes) { return Get("/" + std::string(bytes - 1, 't')); };
    const auto head = [](std::size_t bytes) {
        const std::string frame = Get("/", "X: \r\n");
        return Get("/", "X: " + std::string(bytes - frame.size(), 'x') + "\r\n");
    };
    const auto body = [](std::size_t bytes) {
        return Post("Content-Length: " + std::to_string(bytes) + "\r\n", std::string(bytes, 'b'));
    };
    const auto chunks = [](std::size_t count) {
        std::string bytes;
        for (std::size_t i = 0; i < count; ++i) {
            bytes += "400\r\n" + std::string(1'024, 'c') + "\r\n";
        }
        return Post("Transfer-Encoding: chunked\r\n", bytes + "0\r\n\r\n");
    };
    ExpectAll({
        {target(limits::kRequestTargetBytesMax), "200"},
        {target(limits::kRequestTargetBytesMax + 1), "414 target_too_long"},
        {"GET /" + std::string(limits::kRequestTargetBytesMax, 't'), "414 target_too_long"},
        {target(100'000), "414 target_too_long"},
        {head(limits::kRequestHeaderBytesMax), "200"},
        {head(limits::kRequestHeaderBytesMax + 1), "431 header_too_large"},
        {head(limits::kRequestHeaderBytesMax * 4), "431 header_too_large"},
        {std::string(limits::kRequestHeaderBytesMax + 1, 'G'), "431 header_too_large"},
        {body(limits::kRequestBodyBytesMax), "200"},
        {Post("Content-Length: " + std::to_string(limits::kRequestBodyBytesMax + 1) + "\r\n", ""),
         "413 body_too_large"},
        {chunks(1'024), "200"},
        {chunks(1'025), "413 body_too_large"},
        {Post("Transfer-Encoding: chunked\r\n",
              "3;" + std::string(limits::kRequestHeaderBytesMax, 'x')),
         "431 header_too_large"},
        {Post("Transfer-Encoding: chunked\r\n",
              "0\r\nT: " + std::string(limits::kRequestHeaderBytesMax, 'x')),
         "431 header_too_large"},
    });
    EXPECT_EQ(Outcome(head(limits::kRequestHeaderBytesMax), 1'000), "200");
    EXPECT_EQ(Outcome(body(limits::kRequestBodyBytesMax), 8'192), "200");
}

TEST(RequestParserTest, TakesTheBodyLimitItIsGiven) {
    for (const std::size_t bytes : {std::size_t{10}, std::size_t{11}}) {
        RequestParser parser(10);
        for (int request = 0; request < 2; ++request) {  // the limit outlives the first request
            const auto progress = parser.Feed(
                Post("Content-Length: " + std::to_string(bytes) + "\r\n", std::string(bytes, 'b')));
            ASSERT_EQ(progress, bytes == 10 ? RequestParser::Progress::kComplete
                                            : RequestParser::Progress::kRefused);
            if (bytes > 10) {
                break;
            }
            (void)parser.Take();
        }
    }
}

TEST(RequestParserTest, FillsTheRequest) {
    RequestParser parser;
    EXPECT_FALSE(parser.HasBytes());
    ASSERT_EQ(parser.Feed("PATCH /a%2Fb/c?x=1&y=a+b HTTP/1.1\r\nHost: h\r\nX-Two: "
                          "2\r\nTransfer-Encoding: chunked\r\n"
                          "\r\n3\r\nabc\r\n2;e=1\r\nde\r\n0\r\nX-Two: 3\r\nX-Three: 3\r\n\r\n"),
              Progress::kComplete);
    EXPECT_TRUE(parser.HasBytes());
    EXPECT_TRUE(parser.KeepsAlive());
    const Request request = parser.Take();
    EXPECT_FALSE(parser.HasBytes());
    EXPECT_EQ(request.method, Method::kPatch);
    EXPECT_EQ(request.method_text, "PATCH");
    EXPECT_EQ(request.target, "/a%2Fb/c?x=1&y=a+b");
    EXPECT_EQ(request.path, "/a/b/c");
    EXPECT_EQ(request.query_text, "x=1&y=a+b");
    EXPECT_EQ(request.QueryValue("y"), "a b");
    EXPECT_EQ(request.QueryValue("z"), std::nullopt);
    EXPECT_EQ(*request.FindHeader("x-two"), "2");
    EXPECT_EQ(request.FindHeader("x-three"), nullptr) << "a trailer is no header";
    EXPECT_EQ(request.body, "abcde");
}

TEST(RequestParserTest, KnowsWhetherTheConnectionStays) {
    const auto keeps = [](const std::string& bytes) {
        RequestParser parser;
        EXPECT_EQ(parser.Feed(bytes), Progress::kComplete) << bytes;
        return parser.KeepsAlive();
    };
    EXPECT_TRUE(keeps(Get("/")));
    EXPECT_FALSE(keeps(Get("/", "Connection: close\r\n")));
    EXPECT_FALSE(keeps(Get("/", "Connection: x, Close\r\n")));
    EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n\r\n"));
    EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"));
}

TEST(RequestParserTest, AsksForTheContinueOnce) {
    RequestParser parser;
    const std::string head = Post("Expect: 100-continue\r\nContent-Length: 2\r\n", "");
    EXPECT_EQ(parser.Feed(head), Progress::kNeedMore);
    EXPECT_TRUE(parser.TakeContinueWish());
    EXPECT_FALSE(parser.TakeContinueWish());
    EXPECT_EQ(parser.Feed("ab"), Progress::kComplete);

    RequestParser impatient;
    EXPECT_EQ(impatient.Feed(head + "ab"), Progress::kComplete);
    EXPECT_FALSE(impatient.TakeContinueWish());
}

// However the stream is cut into reads, the same requests come out of it.
RC_GTEST_PROP(RequestParserTest, CutsDoNotMatter, ()) {
    const auto bodies =
        *rc::gen::container<std::vector<std::string>>(rc::gen::string<std::string>());
    std::string stream;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        const std::string target = "/r" + std::to_string(i);
        if (i % 2 == 0 || bodies[i].empty()) {
            stream += "POST " + target + " HTTP/1.1\r\nHost: a\r\nContent-Length: " +
                      std::to_string(bodies[i].size()) + "\r\n\r\n" + bodies[i];
        } else {
            std::string chunk;
            for (const char c : bodies[i]) {
                chunk += std::string("1\r\n") + c + "\r\n";
            }
            stream += "POST " + target +
                      " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk +
                      "0\r\n\r\n";
        }
    }
    RequestParser parser;
    std::size_t count = 0;
    std::string_view rest = stream;
    while (!rest.empty()) {
        const auto cut = std::min(*rc::gen::inRange<std::size_t>(1, 80), rest.size());
        auto progress = parser.Feed(rest.substr(0, cut));
        rest.remove_prefix(cut);
        while (progress == Progress::kComplete) {
            const Request request = parser.Take();
            RC_ASSERT(count < bodies.size());
            RC_ASSERT(request.target == "/r" + std::to_string(count));
            RC_ASSERT(request.body == bodies[count]);
            ++count;
            progress = parser.Feed({});
        }
        RC_ASSERT(progress == Progress::kNeedMore);
    }
    RC_ASSERT(count == bodies.size());
    RC_ASSERT(!parser.HasBytes());
}

// Whatever comes, there is an outcome and no crash (the sanitizers watch). Which of two faults is
// named first may depend on the cuts; whether there is one may not.
RC_GTEST_PROP(RequestParserTest, SurvivesAnyBytes, (const std::string& wild)) {
    std::string bytes = Post("Transfer-Encoding: chunked\r\nX: y\r\n", "3\r\nabc\r\n0\r\n\r\n");
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes.replace(at, *rc::gen::inRange<std::size_t>(0, 6), wild);
    const auto is_refused = [](const std::string& outcome) {
        return outcome[0] == '4' || outcome[0] == '5';
    };
    const std::string whole = Outcome(bytes);
    const std::string cut = Outcome(bytes, 1);
    RC_ASSERT(whole == cut || (is_refused(whole) && is_refused(cut)));
}

}  // namespace
}  // namespace orderyard::http
