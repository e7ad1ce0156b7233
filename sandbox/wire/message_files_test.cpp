// Files of messages: announced, put where the answer says, and named by the one message they were
// made for.
#include "sandbox/wire/message_files.hpp"

#include <gtest/gtest.h>

#include "base/md5.hpp"
#include "base/text.hpp"
#include "sandbox/feed_rig.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr const char* kUs = "?marketplaceIds=ATVPDKIKX0DER";
const std::string kMessages = "/messaging/v1/orders/" + std::string(kFeedOrder) + "/messages/";
const std::string kFile = "%PDF-1.7 warranty";
const std::string kSum = base::Base64(base::Md5(kFile));

struct FileRig : FeedRig {
    FileRig() { Ship(); }

    http::Response Announce(const std::string& kind, const std::string& sum = kSum,
                            const std::string& type = "application/pdf") {
        return Send(http::Method::kPost,
                    "/uploads/2020-11-01/uploadDestinations" + kMessages + kind + kUs +
                        "&contentMD5=" + base::PercentEncode(sum) +
                        "&contentType=" + base::PercentEncode(type),
                    "", AmazonHeaders());
    }
    static std::vector<http::Header> Signed() {
        return {{"content-md5", kSum}, {"x-amz-server-side-encryption", "aws:kms"}};
    }
    // The id of a file that is there.
    std::string Put1(const std::string& kind) {
        const json::object payload = Parse(Announce(kind)).at("payload").as_object();
        EXPECT_EQ(Put(std::string(payload.at("url").as_string()), kFile, Signed()).status, 200);
        return std::string(payload.at("uploadDestinationId").as_string());
    }
    http::Response Write(const std::string& kind, const json::object& body) {
        return Json(http::Method::kPost, kMessages + kind + kUs, body);
    }
    static json::object With(const std::string& id) {
        return {{"attachments",
                 json::array{json::object{{"uploadDestinationId", id}, {"fileName", "a.pdf"}}}}};
    }
};

TEST(MessageFiles, AFileGoesWithItsMessage) {
    FileRig rig;
    json::object body = FileRig::With(rig.Put1("warranty"));
    body["coverageStartDate"] = "2026-01-31T00:00:00Z";
    body["coverageEndDate"] = "2028-01-31T00:00:00Z";
    EXPECT_EQ(rig.Write("warranty", body).status, 201);
    const json::object truth = rig.Truth();
    const auto& sent = truth.at("messages").as_array();
    ASSERT_EQ(sent.size(), 1u);
    EXPECT_EQ(sent[0].at("action"), "warranty");
    EXPECT_EQ(sent[0].at("coverage"), "2026-01-31T00:00:00Z/2028-01-31T00:00:00Z");
    EXPECT_EQ(sent[0].at("files").at(0).at("bytes"), static_cast<std::int64_t>(kFile.size()));
    EXPECT_EQ(rig.Write("warranty", FileRig::With(rig.Put1("warranty"))).status, 403) << "once";
}

TEST(MessageFiles, TheStorageWantsWhatItAnswered) {
    FileRig rig;
    EXPECT_EQ(rig.Announce("warranty", "not a sum").status, 400);
    EXPECT_EQ(rig.Announce("warranty", kSum, "application/zip").status, 400);
    const std::string url(rig.Parse(rig.Announce("warranty")).at("payload").at("url").as_string());
    EXPECT_EQ(rig.Put(url, kFile, {{"content-md5", kSum}}).status, 403);
    EXPECT_EQ(rig.Put(url, kFile + "x", FileRig::Signed()).status, 400);
    auto with_token = FileRig::Signed();
    with_token.push_back({"x-amz-access-token", "t"});
    EXPECT_EQ(rig.Put(url, kFile, with_token).status, 400);
    EXPECT_EQ(rig.Put(url, kFile, FileRig::Signed()).status, 200);
}

TEST(MessageFiles, AMessageNamesOnlyFilesOfItsOwn) {
    FileRig rig;
    EXPECT_EQ(rig.Write("invoice", json::object{}).status, 400);
    EXPECT_EQ(rig.Write("invoice", FileRig::With("nobody")).status, 400);
    EXPECT_EQ(rig.Write("invoice", FileRig::With(rig.Put1("warranty"))).status, 400);
    json::object with_text = FileRig::With(rig.Put1("invoice"));
    with_text["text"] = "hello";
    EXPECT_EQ(rig.Write("invoice", with_text).status, 400);
    EXPECT_EQ(rig.Write("invoice", FileRig::With(rig.Put1("invoice"))).status, 201);
}

}  // namespace
}  // namespace orderyard::sandbox
