// Custom statuses on both engines: what they may be called, and when they can go.
#include "actions/change_statuses.hpp"

#include "actions/action_fixture.hpp"
#include "actions/add_comment.hpp"

namespace orderyard::actions {
namespace {

using domain::OrderState;

class ChangeStatusesTest : public ActionTest {
  protected:
    base::Result<> Assign(const ports::OrderStatus& status) {
        base::Result<> result;
        database().Write([&](ports::Transaction& tx) { result = AssignStatus(tx, status); });
        return result;
    }
    base::Result<> Unassign(const std::string& code, OrderState state) {
        base::Result<> result;
        database().Write([&](ports::Transaction& tx) { result = UnassignStatus(tx, code, state); });
        return result;
    }
    std::string DefaultOf(OrderState state) {
        std::string code;
        database().Read([&](ports::Transaction& tx) {
            for (const auto& status : tx.stores().ListStatuses()) {
                code = status.state == state && status.is_default ? status.code : code;
            }
        });
        return code;
    }
};
ORDERYARD_ON_BOTH_ENGINES(ChangeStatusesTest);

TEST_P(ChangeStatusesTest, CodesAndLabelsAreChecked) {
    for (const char* code :
         {"", "1st", "Picked", "two words", "a-b", "a_name_that_is_longer_than_thirty_two"}) {
        const auto refused = Assign({code, "Label", OrderState::kProcessing, false, true});
        ASSERT_FALSE(refused) << code;
        EXPECT_EQ(refused.error().field, "code");
    }
    EXPECT_EQ(Assign({"picked", " ", OrderState::kProcessing, false, true}).error().field, "label");
}

TEST_P(ChangeStatusesTest, ANewDefaultReplacesTheOldOneWhichThenCanGo) {
    ASSERT_TRUE(Assign({"picked", "Picked", OrderState::kProcessing, true, true}));
    EXPECT_EQ(DefaultOf(OrderState::kProcessing), "picked");
    const auto refused = Unassign("picked", OrderState::kProcessing);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().params.at(0).second, "default_status");
    EXPECT_TRUE(Unassign("processing", OrderState::kProcessing));
    EXPECT_EQ(Unassign("processing", OrderState::kProcessing).error().code,
              base::ErrorCode::kNotFound);
}

TEST_P(ChangeStatusesTest, AStatusThatAnOrderHasStays) {
    ASSERT_TRUE(Assign({"waiting", "Waiting for parts", OrderState::kNew, false, true}));
    Apply(domain::testing::Placed(domain::FulfilledBy::kMerchant, domain::ChannelStatus::kUnshipped,
                                  {domain::testing::Line("1", 1, 0, 100)}),
          "a");
    const auto id = OrderOf("111-2222222-3333333")->id;
    domain::CommentRequest request;
    request.status = "waiting";
    database().Write([&](ports::Transaction& tx) {
        ASSERT_TRUE(AddComment({tx, {}, clock.Now(), {}}, id, request));
    });
    const auto refused = Unassign("waiting", OrderState::kNew);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().params.at(0).second, "status_in_use");
}

}  // namespace
}  // namespace orderyard::actions
