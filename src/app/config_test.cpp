// File, environment and flags, in that order of weakness; each refusal names key and place.
#include "app/config.hpp"

#include <gtest/gtest.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace orderyard::app {
namespace {

class ConfigTest : public ::testing::Test {
  protected:
    std::string Write(const std::string& text) {
        file_ = ::testing::TempDir() + "/orderyard-config-test.toml";
        std::ofstream(file_) << text;
        return file_;
    }
    void TearDown() override {
        unsetenv("ORDERYARD_SERVER_PORT");
        std::filesystem::remove(file_);
    }
    std::string file_;
};

TEST_F(ConfigTest, LaterSourcesWin) {
    const auto file = Write("data_dir = 'd'\n[server]\nport = 1\nworkers = 3\n");
    EXPECT_EQ(LoadConfig(file, {})->port, 1);
    setenv("ORDERYARD_SERVER_PORT", "2", 1);
    EXPECT_EQ(LoadConfig(file, {})->port, 2);
    const auto config = LoadConfig(file, {{"server.port", "3"}});
    EXPECT_EQ(config->port, 3);
    EXPECT_EQ(config->workers, 3);
    EXPECT_EQ(config->DatabaseUrl(), "sqlite:d/orderyard.db");
    EXPECT_EQ(config->purge_after_days, 25);
    EXPECT_EQ(LoadConfig(file, {{"privacy.purge_after_days", "27"}})->purge_after_days, 27);
}

TEST_F(ConfigTest, TrustedProxiesAreAListOrAText) {
    const auto trusts = [&](const std::string& toml) {
        return LoadConfig(Write(toml), {})->trusted_proxies.IsTrusted("10.1.2.3");
    };
    EXPECT_FALSE(trusts(""));
    EXPECT_TRUE(trusts("[server]\ntrusted_proxies = ['127.0.0.1', '10.0.0.0/8']\n"));
    EXPECT_TRUE(trusts("[server]\ntrusted_proxies = '127.0.0.1, 10.0.0.0/8'\n"));
    EXPECT_FALSE(trusts("[server]\ntrusted_proxies = []\n"));
    const auto wrong =
        LoadConfig(Write("[server]\ntrusted_proxies = ['10.0.0.7', 'proxy.example.com']\n"), {});
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().Text().find("line 2: server.trusted_proxies: 'proxy.example.com'"),
              std::string::npos)
        << wrong.error().Text();
    EXPECT_FALSE(LoadConfig(Write("[server]\ntrusted_proxies = [1]\n"), {}));
}

TEST_F(ConfigTest, RefusalsNameKeyAndPlace) {
    const auto message = [&](const std::string& toml) {
        const auto config = LoadConfig(Write(toml), {});
        return config ? std::string("accepted") : config.error().Text();
    };
    EXPECT_NE(message("[server]\nport = 70000\n").find("line 2: server.port"), std::string::npos);
    EXPECT_NE(message("\n\nservr.port = 1\n").find("line 3: servr.port: unknown setting"),
              std::string::npos);
    EXPECT_NE(message("[server\n").find("line 1"), std::string::npos);
    EXPECT_NE(message("[log]\nlevel = 'loud'\n").find("one of trace"), std::string::npos);
    EXPECT_NE(message("[server]\nport = true\n").find("server.port: a text or"), std::string::npos);
    EXPECT_NE(message("[database]\nurl = 'mysql://x:secret@y'\n").find("database.url"),
              std::string::npos);
    EXPECT_EQ(message("[database]\nurl = 'mysql://x:secret@y'\n").find("secret"),
              std::string::npos);
    for (const char* days : {"0", "28", "-1", "'x'"}) {
        EXPECT_NE(message(std::string("[privacy]\npurge_after_days = ") + days + "\n")
                      .find("a whole number from 1 to 27"),
                  std::string::npos)
            << days;
    }
    EXPECT_NE(message("[server]\ntls_key = 'k.pem'\n").find("set both"), std::string::npos);
    EXPECT_EQ(message("[server]\npublic_url = 'https://Orders.example.com:8443'\n"), "accepted");
    for (const char* url : {"orders.example.com", "https://", "https://x.test/admin",
                            "https://a@x.test", "ftp://x.test", "https://x.test?y"}) {
        EXPECT_NE(
            message(std::string("[server]\npublic_url = '") + url + "'\n").find("without a path"),
            std::string::npos)
            << url;
    }
    EXPECT_NE(message("[log]\nlevel = info\n").find("line 2"), std::string::npos);
    EXPECT_NE(message("[log]\nlevel = info\n").find("key = \"text\""), std::string::npos);
    const auto folder = LoadConfig(::testing::TempDir(), {});
    ASSERT_FALSE(folder) << "a folder would be read as an empty file: all defaults";
    EXPECT_NE(folder.error().Text().find("is a folder"), std::string::npos);
    setenv("ORDERYARD_SERVER_PORT", "x", 1);
    EXPECT_NE(message("").find("ORDERYARD_SERVER_PORT"), std::string::npos);
}

}  // namespace
}  // namespace orderyard::app
