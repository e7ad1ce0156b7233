// Full names and the halves Magento clients get.
#include "api/rest/person_name.hpp"

#include <gtest/gtest.h>

namespace orderyard::api::rest {
namespace {

TEST(PersonNameTest, Splits) {
    struct Row {
        const char* full;
        const char* first;
        const char* last;
    };
    const Row rows[] = {
        {"Anna Schmidt", "Anna", "Schmidt"},
        {"  Anna   Maria  Schmidt ", "Anna Maria", "Schmidt"},
        {"Schmidt, Anna Maria", "Anna Maria", "Schmidt"},
        {"Ludwig van Beethoven", "Ludwig", "van Beethoven"},
        {"Maria de la Cruz", "Maria", "de la Cruz"},
        {"John Smith Jr.", "John", "Smith Jr."},
        {"John Smith, Jr.", "John", "Smith, Jr."},
        {"Van Morrison", "Van", "Morrison"},
        {"Madonna", "Madonna", "-"},
        {"김민수", "민수", "김"},
        {"김 민수", "민수", "김"},
        {"山田 太郎", "太郎", "山田"},
        {"山田　太郎", "太郎", "山田"},
        {"山田太郎", "山田太郎", "-"},
        {"José Núñez", "José", "Núñez"},
        {",", ",", "-"},
        {"", "Marketplace", "Customer"},
        {"   ", "Marketplace", "Customer"},
    };
    for (const Row& row : rows) {
        const PersonName name = SplitName(row.full);
        EXPECT_EQ(name.first, row.first) << row.full;
        EXPECT_EQ(name.last, row.last) << row.full;
    }
}

}  // namespace
}  // namespace orderyard::api::rest
