// OAuth 1.0a: signatures that real clients made, every refusal in Magento's order and words, and
// the gate over a database.
#include "api/oauth.hpp"

#include "api/oauth_gate.hpp"
#include "base/text.hpp"
#include "storage/database_fixture.hpp"

namespace orderyard::api {
namespace {

const std::string kConsumerKey = "ck" + std::string(30, 'a');
const std::string kConsumerSecret = "cs" + std::string(30, 'b');
const std::string kToken = "at" + std::string(30, 'c');
const std::string kTokenSecret = "ts" + std::string(30, 'd');
const base::Instant kNow = base::Instant::FromSeconds(1'795'371'120);

// One captured or computed request.
struct Vector {
    const char* method;
    const char* url;
    const char* query;
    const char* signature_method;
    const char* nonce;
    const char* timestamp;
    const char* signature;
};

const Vector kCaptured[] = {
    {"GET", "http://127.0.0.1:18099/rest/V1/orders", "searchCriteria=", "HMAC-SHA1",
     "1SrKfa73VfelmQjYkQiN6s0sBYHpnyZS", "1795371118", "FK3MNmjyLMKGZFu9/lPjWZFlP+0="},
    {"POST", "http://127.0.0.1:18099/rest/V1/order/7/ship", "", "HMAC-SHA256",
     "Ut1q8Yvm6hdhDoe0PRod1CJRA0tnpzGB", "1795371119",
     "jDc30OtSd/VrwyKdIX0LNovLfsnuXcpNLxbnkQ/XzcQ="},
    {"PUT", "http://127.0.0.1:18099/rest/V1/orders/7", "", "HMAC-SHA1",
     "ZNlrF3Fcqt0adfL3o0qyutPGYCzmjDUZ", "1795371118", "Z9jgODOq0dha3VWiaayEW+zVuI0="},
    {"DELETE", "http://127.0.0.1:18099/rest/V1/shipment/track/3", "", "HMAC-SHA256",
     "3ZVrKmZALs3fdKIzyamtX1BVW8DACWEr", "1795371119",
     "jPcsU+GNWf+FFCIFeLcwSA4Q9jWNphd8LrYveIv2W7c="},
    {"GET", "http://127.0.0.1:18099/rest/all/V1/orders", "searchCriteria[pageSize]=5",
     "HMAC-SHA256", "NQJM8C1bCK7K2kbH68eXYcRsSRKoNs1b", "1795371119",
     "LjkQMxuo9LLzVBl3BNAXML2HgqJAA6H4mdoK7JTA09c="},
    {"GET", "http://127.0.0.1:18099/rest/all/V1/orders",
     "searchCriteria%5Bfilter_groups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bfield%5D=status&"
     "searchCriteria%5Bfilter_groups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bvalue%5D=a+b&"
     "searchCriteria%5BpageSize%5D=3",
     "HMAC-SHA256", "zSrpM5fOZP4kj3IUNMCZqes9a3jbHTnF", "1795371119",
     "yfBq8zfRG9RuQwGySg0DhQQf4AJywvmOoaZrn6A9yuk="},
    {"POST", "http://127.0.0.1:18099/rest/all/V1/order/7/invoice", "", "HMAC-SHA256",
     "rsAEkubdDK9K6bOBdo654zfZs2VGIxdF", "1795371119",
     "WcGWFO6jk+kKgnVJoxHro69CrXNnYSDkg5GXoE/SlVo="},
};

const Vector kComputed[] = {
    {"GET", "http://oms.test/rest/V1/orders", "searchCriteria[pageSize]=5", "HMAC-SHA256",
     "n0nce0000000000000000000000000001", "1700000000",
     "6a/4O2RqYRpQlUQTbL3HUYcu8Sf2e4U/zdfMIFyCnBI="},
    {"GET", "http://oms.test/rest/V1/orders", "searchCriteria[pageSize]=5", "HMAC-SHA1",
     "n0nce0000000000000000000000000001", "1700000000", "TWl9C8rgDttWJNJS8YpLHWg+o+U="},
    {"POST", "http://oms.test:8080/rest/V1/order/7/ship", "", "HMAC-SHA256",
     "n0nce0000000000000000000000000001", "1700000000",
     "MnDzZkpeotnnqdb5IxNbKTyv0D7DRp5pWy1l/8C0Oh0="},
    {"POST", "http://oms.test:8080/rest/V1/order/7/ship", "", "HMAC-SHA1",
     "n0nce0000000000000000000000000001", "1700000000", "hjEU48L+fFRdMHaocLIlWV/BR0U="},
};

using Params = std::vector<std::pair<std::string, std::string>>;

Params ParamsOf(const Vector& vector) {
    return {{"oauth_consumer_key", kConsumerKey},
            {"oauth_nonce", vector.nonce},
            {"oauth_signature", vector.signature},
            {"oauth_signature_method", vector.signature_method},
            {"oauth_timestamp", vector.timestamp},
            {"oauth_token", kToken},
            {"oauth_version", "1.0"}};
}

std::string Header(const Params& params) {
    std::string header = "OAuth ";
    for (const auto& [name, value] : params) {
        if (!value.empty()) {
            header +=
                (header.size() > 6 ? ", " : "") + name + "=\"" + base::PercentEncode(value) + "\"";
        }
    }
    return header;
}

SignedRequest RequestOf(const Vector& vector) {
    return {vector.method, vector.url, vector.query, Header(ParamsOf(vector)), ""};
}

OAuthParty Party() {
    OAuthParty party;
    party.consumer_id = 5;
    party.consumer_secret = kConsumerSecret;
    party.token_owner_id = 5;
    party.token_secret = kTokenSecret;
    return party;
}

std::string Say(const OAuthRefusal& refusal) {
    std::string text = refusal.error.code == base::ErrorCode::kInvalidInput ? "400 " : "401 ";
    text += refusal.error.Text();
    for (const base::Error& error : refusal.errors) {
        text += " | " + error.Text();
    }
    return text;
}

std::string Judge(const SignedRequest& request, const OAuthParty& party = Party(),
                  base::Instant now = kNow, const OAuthRules& rules = {}) {
    const auto claim = ReadOAuthClaim(request, rules);
    if (!claim) {
        return Say(claim.error());
    }
    const auto checked = CheckOAuthClaim(request, *claim, party, now);
    return checked ? "in" : Say(checked.error());
}

TEST(OAuth, KnowsWhatRealClientsSigned) {
    for (const Vector& vector : kCaptured) {
        EXPECT_EQ(Judge(RequestOf(vector)), "in") << vector.signature;
    }
}

TEST(OAuth, KnowsComputedVectors) {
    for (const Vector& vector : kComputed) {
        EXPECT_EQ(Judge(RequestOf(vector), Party(), base::Instant::FromSeconds(1'700'000'100)),
                  "in")
            << vector.signature;
    }
}

TEST(OAuth, SeesEveryChange) {
    const std::string kInvalid = "401 The signature is invalid. Verify and try again.";
    for (const Vector& vector : kCaptured) {
        SignedRequest request = RequestOf(vector);
        request.query += request.query.empty() ? "a=b" : "&a=b";
        EXPECT_EQ(Judge(request), kInvalid);
        request = RequestOf(vector);
        request.url += "/";
        EXPECT_EQ(Judge(request), kInvalid);
        request = RequestOf(vector);
        request.method = "PATCH";
        EXPECT_EQ(Judge(request), kInvalid);
        request = RequestOf(vector);
        base::ReplaceAll(request.url, "127.0.0.1", "127.0.0.2");
        EXPECT_EQ(Judge(request), kInvalid);
        request = RequestOf(vector);
        base::ReplaceAll(request.url, "http:", "https:");
        EXPECT_EQ(Judge(request), kInvalid);
        request = RequestOf(vector);
        request.form_body = "status=complete";
        EXPECT_EQ(Judge(request), kInvalid);
        Vector other = vector;
        other.nonce = "another";
        EXPECT_EQ(Judge(RequestOf(other)), kInvalid);
        OAuthParty party = Party();
        party.token_secret = kConsumerSecret;
        EXPECT_EQ(Judge(RequestOf(vector), party), kInvalid);
    }
    SignedRequest altered = RequestOf(kCaptured[5]);
    base::ReplaceAll(altered.query, "=3", "=4");
    EXPECT_EQ(Judge(altered), kInvalid);
}

TEST(OAuth, TakesTheOwnPortAndTheCaseOfTheHostAside) {
    SignedRequest request = RequestOf(kComputed[0]);
    request.url = "HTTP://OMS.test:80/rest/V1/orders";
    EXPECT_EQ(Judge(request, Party(), base::Instant::FromSeconds(1'700'000'100)), "in");
}

// Parameters may stand in the query instead of the header.
TEST(OAuth, ReadsTheQueryWhenTheHeaderHasNone) {
    SignedRequest request = RequestOf(kComputed[0]);
    request.authorization.clear();
    for (const auto& [name, value] : ParamsOf(kComputed[0])) {
        request.query += "&" + name + "=" + base::PercentEncode(value);
    }
    EXPECT_TRUE(IsOAuth(request));
    EXPECT_EQ(Judge(request, Party(), base::Instant::FromSeconds(1'700'000'100)), "in");
    EXPECT_FALSE(IsOAuth({"GET", "http://oms.test/", "a=b", "Bearer x", ""}));
    EXPECT_FALSE(IsOAuth({"GET", "http://oms.test/", "", "", ""}));
}

TEST(OAuth, SignsFormBodies) {
    SignedRequest request{"POST", "http://oms.test/oauth", "", "", "a=b+c&d=%2B"};
    OAuthClaim claim;
    claim.signed_params = {{"oauth_nonce", "n"}};
    EXPECT_EQ(OAuthBaseStrings(request, claim).at(0),
              "POST&http%3A%2F%2Foms.test%2Foauth&a%3Db%2520c%26d%3D%252B%26oauth_nonce%3Dn");
}

// From index 10 on Magento's own order differs from that of the bytes; a pair without "=" is none
// to it.
TEST(OAuth, MakesThreeBaseStrings) {
    const SignedRequest request{"GET", "http://oms.test/x", "a[10]=1&a[2]=2&%61b&c=1=2", "", ""};
    const auto texts = OAuthBaseStrings(request, {});
    const std::string start = "GET&http%3A%2F%2Foms.test%2Fx&";
    EXPECT_EQ(texts.at(0), start + base::PercentEncode("a%5B10%5D=1&a%5B2%5D=2&ab=&c=1%3D2"));
    EXPECT_EQ(texts.at(1), start + base::PercentEncode("a%5B2%5D=2&a%5B10%5D=1"));
    EXPECT_EQ(texts.at(2), start + base::PercentEncode("%2561b=&a%5B10%5D=1&a%5B2%5D=2&c=1%3D2"));
}

// In the order of the checks: each line breaks one thing more than the one after it would see.
TEST(OAuth, RefusesInMagentosOrderAndWords) {
    const Vector& good = kCaptured[1];
    const auto with = [&](const std::string& name, const std::string& value) {
        Params params = ParamsOf(good);
        for (auto& [each, old] : params) {
            if (each == name) {
                old = value;
            }
        }
        SignedRequest request = RequestOf(good);
        request.authorization = Header(params);
        return request;
    };
    EXPECT_EQ(Judge(with("oauth_version", "2.0")),
              "400 The \"2.0\" Oauth version isn't supported.");
    EXPECT_EQ(Judge(with("oauth_version", "")),
              "401 The signature is invalid. Verify and try again.");
    for (const char* name : {"oauth_consumer_key", "oauth_signature", "oauth_signature_method",
                             "oauth_nonce", "oauth_timestamp", "oauth_token"}) {
        EXPECT_EQ(Judge(with(name, "")),
                  "400 \"" + std::string(name) + "\" is required. Enter and try again.");
    }
    SignedRequest empty = RequestOf(good);
    empty.authorization =
        "OAuth oauth_nonce=x,oauth_token=\"y\",oauth_timestamp=1,"
        "oauth_signature=z";
    EXPECT_EQ(Judge(empty),
              "400 One or more input exceptions have occurred."
              " | \"oauth_consumer_key\" is required. Enter and try again."
              " | \"oauth_signature_method\" is required. Enter and try again.");
    EXPECT_EQ(Judge(with("oauth_token", "short")),
              "400 The token length is invalid. Check the length and try again.");
    EXPECT_EQ(Judge(with("oauth_signature_method", "PLAINTEXT")),
              "400 Signature method PLAINTEXT is not supported");
    EXPECT_EQ(Judge(RequestOf(kCaptured[0]), Party(), kNow, {false}),
              "400 Signature method HMAC-SHA1 is not supported");
    EXPECT_EQ(Judge(with("oauth_consumer_key", "short")),
              "401 Consumer key is not the correct length");
    OAuthParty party = Party();
    party.consumer_id.reset();
    EXPECT_EQ(Judge(RequestOf(good), party),
              "401 A consumer having the specified key does not exist");
    const std::string kNonce = "401 An error occurred validating the nonce";
    for (const char* timestamp : {"0", "-1", "abc", "1795371721", "1795363919"}) {
        EXPECT_EQ(Judge(with("oauth_timestamp", timestamp)), kNonce) << timestamp;
    }
    EXPECT_EQ(Judge(with("oauth_nonce", std::string(129, 'n'))), kNonce);
    party = Party();
    party.is_nonce_spent = true;
    EXPECT_EQ(Judge(RequestOf(good), party),
              "401 The nonce is already being used by the consumer with ID 5");
    party = Party();
    party.token_owner_id.reset();
    EXPECT_EQ(Judge(RequestOf(good), party), "401 Specified token does not exist");
    party.token_owner_id = 6;
    EXPECT_EQ(Judge(RequestOf(good), party),
              "401 Token is not associated with the specified consumer");
    EXPECT_EQ(Judge(with("oauth_signature", "AAAA")),
              "401 The signature is invalid. Verify and try again.");
    EXPECT_EQ(Judge(RequestOf(good)), "in");
}

class FixedClock : public ports::Clock {
  public:
    base::Instant Now() const override { return now; }
    std::int64_t MonotonicMillis() const override { return now.micros / 1'000; }
    base::Instant now = kNow;
};

using storage::TestEngine;
using storage::TestEngineName;

class OAuthGateTest : public storage::DatabaseTest {
  protected:
    void SetUp() override {
        storage::DatabaseTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        erp_.name = "erp";
        erp_.grants = domain::Grants({"Magento_Sales::actions_view"});
        erp_.consumer_key = kConsumerKey;
        erp_.consumer_secret = kConsumerSecret;
        erp_.access_token = kToken;
        erp_.access_token_secret = kTokenSecret;
        Put();
    }
    void Put() {
        database().Write([&](ports::Transaction& tx) { tx.access().PutIntegration(erp_); });
    }
    std::string Admit(const SignedRequest& request) {
        OAuthGate gate(database(), clock_);
        const auto admitted = gate.Admit(request);
        return admitted ? admitted->name : Say(admitted.error());
    }

    ports::Integration erp_;
    FixedClock clock_;
};
ORDERYARD_ON_BOTH_ENGINES(OAuthGateTest);

TEST_P(OAuthGateTest, AdmitsASignedRequestOnce) {
    EXPECT_EQ(Admit(RequestOf(kCaptured[1])), "erp");
    EXPECT_EQ(Admit(RequestOf(kCaptured[1])),
              "401 The nonce is already being used by the consumer with ID 1");
    EXPECT_EQ(Admit(RequestOf(kCaptured[5])), "erp");
    // Still refused for as long as its timestamp would do, and after that for its timestamp.
    clock_.now = kNow + base::Duration::Seconds(kOAuthAgeSeconds - 10);
    EXPECT_EQ(Admit(RequestOf(kCaptured[1])),
              "401 The nonce is already being used by the consumer with ID 1");
    clock_.now = kNow + base::Duration::Seconds(kOAuthAgeSeconds + 10);
    EXPECT_EQ(Admit(RequestOf(kCaptured[1])), "401 An error occurred validating the nonce");
    database().Read([&](ports::Transaction& tx) {
        EXPECT_EQ(tx.access().FindIntegration(erp_.id)->last_used_at, kNow);
    });
}

TEST_P(OAuthGateTest, DoesNotSpendTheNonceOfAForgedRequest) {
    SignedRequest forged = RequestOf(kCaptured[1]);
    forged.url += "x";
    EXPECT_EQ(Admit(forged), "401 The signature is invalid. Verify and try again.");
    EXPECT_EQ(Admit(RequestOf(kCaptured[1])), "erp");
}

TEST_P(OAuthGateTest, KnowsTheBearerWhileItLives) {
    OAuthGate gate(database(), clock_);
    EXPECT_EQ(gate.AdmitBearer(kToken)->name, "erp");
    EXPECT_FALSE(gate.AdmitBearer(kConsumerKey));
    EXPECT_FALSE(gate.AdmitBearer(""));
    erp_.expires_at = clock_.now;
    Put();
    EXPECT_FALSE(gate.AdmitBearer(kToken));
    erp_.expires_at.reset();
    erp_.is_active = false;
    Put();
    EXPECT_FALSE(gate.AdmitBearer(kToken));
    const auto admitted = gate.Admit(RequestOf(kCaptured[1]));
    ASSERT_TRUE(admitted);
    EXPECT_FALSE(gate.IsLive(*admitted));
}

}  // namespace
}  // namespace orderyard::api
