// The master key file: made once, for its owner only, refused when it is not what it should be.
#include <sys/stat.h>

#include <fstream>

#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

class MasterKeyTest : public testing::Test {
  protected:
    std::string File(const std::string& name = "master.key") const {
        return (place_.folder() / name).string();
    }

  private:
    TestPlace place_{TestEngine::kSqlite};
};

TEST_F(MasterKeyTest, IsMadeOnceForItsOwnerOnly) {
    const auto made = LoadOrMakeMasterKey(File());
    ASSERT_TRUE(made);
    EXPECT_EQ(made->size(), 32U);
    struct stat status {};
    ASSERT_EQ(::stat(File().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(LoadOrMakeMasterKey(File()).value(), *made);
    EXPECT_NE(LoadOrMakeMasterKey(File("other.key")).value(), *made);
    const auto folder =
        std::filesystem::directory_iterator(std::filesystem::path(File()).parent_path());
    EXPECT_EQ(std::distance(begin(folder), end(folder)), 2) << "a draft was left behind";
}

TEST_F(MasterKeyTest, IsRefusedWhenOthersMayReadIt) {
    ASSERT_TRUE(LoadOrMakeMasterKey(File()));
    for (const mode_t mode : {0640U, 0604U, 0620U}) {
        ASSERT_EQ(::chmod(File().c_str(), mode), 0);
        const auto loaded = LoadOrMakeMasterKey(File());
        ASSERT_FALSE(loaded) << mode;
        EXPECT_EQ(loaded.error().code, base::ErrorCode::kForbidden);
    }
}

TEST_F(MasterKeyTest, IsRefusedWithAnotherLength) {
    for (const std::size_t length : {0U, 31U, 33U}) {
        std::ofstream(File()) << std::string(length, 'k');
        ASSERT_EQ(::chmod(File().c_str(), 0600), 0);
        const auto loaded = LoadOrMakeMasterKey(File());
        ASSERT_FALSE(loaded) << length;
        EXPECT_EQ(loaded.error().code, base::ErrorCode::kMalformed);
    }
}

TEST_F(MasterKeyTest, NeedsAFolder) {
    EXPECT_THROW(static_cast<void>(LoadOrMakeMasterKey(File("missing/master.key"))),
                 ports::DatabaseUnavailable);
}

}  // namespace
}  // namespace orderyard::storage
