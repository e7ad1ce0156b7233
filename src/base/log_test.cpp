// A log line is one line of valid JSON whatever the values hold; scopes add their fields and take
// them away.
#include "base/log.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/check.hpp"
#include "base/text.hpp"

namespace orderyard::base {
namespace {

namespace json = boost::json;

class LogTest : public testing::Test {
  protected:
    LogTest()
        : file_(std::filesystem::temp_directory_path() /
                ("orderyard_log_" + std::to_string(getpid()))) {}
    ~LogTest() override {
        SetUpLog({});
        std::filesystem::remove(file_);
    }
    void Open(LogFormat format, LogLevel level = LogLevel::kInfo) {
        std::filesystem::remove(file_);
        SetUpLog({.level = level, .format = format, .file = file_.string()});
    }
    std::string Text() const {
        FlushLog();
        std::ifstream stream(file_, std::ios::binary);
        std::stringstream text;
        text << stream.rdbuf();
        return text.str();
    }
    // The only line of the file, without its end.
    std::string Line() const {
        std::string text = Text();
        EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
        return text.substr(0, text.find('\n'));
    }

    std::filesystem::path file_;
};

TEST_F(LogTest, JsonLineHasTimeLevelEventAndTypedFields) {
    Open(LogFormat::kJson);
    LogWarn("page_stored", {{"orders", 100},
                            {"share", 0.5},
                            {"nan", std::nan("")},
                            {"done", true},
                            {"cursor", "abc"},
                            {"bytes", std::size_t{7}}});
    const json::object line = json::parse(Line()).as_object();
    EXPECT_EQ(line.at("level"), "warn");
    EXPECT_EQ(line.at("event"), "page_stored");
    EXPECT_EQ(line.at("orders"), 100);
    EXPECT_EQ(line.at("share"), 0.5);
    EXPECT_TRUE(line.at("nan").is_null());
    EXPECT_EQ(line.at("done"), true);
    EXPECT_EQ(line.at("cursor"), "abc");
    EXPECT_EQ(line.at("bytes"), 7);
    EXPECT_EQ(line.at("time").as_string().size(),
              std::string_view("2026-01-31T10:00:00.000Z").size());
}

TEST_F(LogTest, ValuesCannotForgeLinesOrFields) {
    const std::string attack =
        "x\"},{\"level\":\"error\"\n2026-01-31T10:00:00Z ERROR forged\r\x1B[31m\xFF";
    Open(LogFormat::kJson);
    LogInfo("seen", {{"value", attack}});
    const json::object line = json::parse(Line()).as_object();
    EXPECT_EQ(line.size(), 4U);
    EXPECT_EQ(line.at("level"), "info");
    EXPECT_EQ(CodePoints(std::string_view(line.at("value").as_string())), CodePoints(attack));

    Open(LogFormat::kHuman);
    LogInfo("seen", {{"value", attack}, {"other", "a b=c"}});
    const std::string human = Line();
    EXPECT_EQ(human.find('\x1B'), std::string::npos);
    EXPECT_NE(human.find(R"( other="a b=c")"), std::string::npos) << human;
}

TEST_F(LogTest, AnyTextMakesOneValidLine) {
    EXPECT_TRUE(rc::check(
        [this](const std::string& event, const std::string& name, const std::string& value) {
            Open(LogFormat::kJson);
            Log(LogLevel::kInfo, event, {{name, value}});
            const std::string line = Line();
            RC_ASSERT(json::parse(line).as_object().size() == 4);
        }));
}

TEST_F(LogTest, HumanLineReadsWell) {
    Open(LogFormat::kHuman);
    LogInfo("page_stored", {{"orders", 100}, {"cursor", "a/b.c"}, {"empty", ""}, {"ok", false}});
    const std::string line = Line();
    EXPECT_EQ(line.substr(24), R"( INFO  page_stored orders=100 cursor=a/b.c empty="" ok=false)");
}

TEST_F(LogTest, LinesBelowTheLevelAreLeftOut) {
    Open(LogFormat::kHuman, LogLevel::kWarn);
    LogDebug("no");
    LogInfo("no");
    LogWarn("yes");
    LogError("yes");
    const std::string text = Text();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
    EXPECT_EQ(text.find(" no"), std::string::npos);
}

TEST_F(LogTest, ScopesAddFieldsToTheirThreadOnly) {
    Open(LogFormat::kHuman);
    {
        const LogScope request("request_id", "r1");
        {
            const LogScope job("job", "j1");
            LogInfo("a", {{"n", 1}});
        }
        LogInfo("b");
        std::thread([] { LogInfo("c"); }).join();
    }
    LogInfo("d");
    std::string text = Text();
    std::string events;
    for (const std::string& line : Split(text, '\n')) {
        events += line.empty() ? "" : line.substr(31) + ";";
    }
    EXPECT_EQ(events, "a request_id=r1 job=j1 n=1;b request_id=r1;c;d;");
}

TEST_F(LogTest, AKeyAppearsOnceInALine) {
    Open(LogFormat::kJson);
    const LogScope outer("id", "outer");
    const LogScope inner("id", "inner");
    LogInfo("e", {{"level", "mine"}});
    const std::string line = Line();
    EXPECT_EQ(line.find("outer"), std::string::npos);
    const json::object fields = json::parse(line).as_object();
    EXPECT_EQ(fields.at("id"), "inner");
    EXPECT_EQ(fields.at("level"), "info");
    EXPECT_EQ(fields.at("level_"), "mine");
}

TEST_F(LogTest, AFileThatCannotBeOpenedKeepsTheOldLog) {
    Open(LogFormat::kHuman);
    EXPECT_THROW(SetUpLog({.file = "/dev/null/no/such/file"}), std::runtime_error);
    LogInfo("still_here");
    EXPECT_NE(Line().find("still_here"), std::string::npos);
}

TEST(CheckDeathTest, NamesThePlaceAndAborts) {
    Check(true);
    EXPECT_DEATH(Check(1 == 2, "sums differ"),
                 "check_failed what=\"sums differ\" file=.*log_test.cpp line=[0-9]+");
}

}  // namespace
}  // namespace orderyard::base
