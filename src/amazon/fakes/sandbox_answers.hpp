// For tests: the orders of Amazon's own Orders 2026-01-01 sandbox answers, when the file is at
// hand.
#pragma once

#include <string>
#include <vector>

namespace orderyard::amazon::fakes {

// Six order texts, or none without the file (environment ORDERYARD_SHARED, else ../shared beside
// the project).
std::vector<std::string> SandboxOrders();

}  // namespace orderyard::amazon::fakes
