// Finds Amazon's sandbox answers among the request/response pairs cut from its models.
#include "amazon/fakes/sandbox_answers.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "amazon/wire/answers.hpp"
#include "amazon/wire/json_document.hpp"

namespace orderyard::amazon::fakes {

namespace {

std::string ReadPairs() {
    const std::filesystem::path name = "amazon/data/sandbox-pairs.json";
    std::vector<std::filesystem::path> folders;
    if (const char* given = std::getenv("ORDERYARD_SHARED")) {
        folders.emplace_back(given);
    }
    // __FILE__ is <project>/src/amazon/fakes/...
    const auto project =
        std::filesystem::path(__FILE__).parent_path().parent_path().parent_path().parent_path();
    folders.push_back(project.parent_path() / "shared");
    for (const auto& folder : folders) {
        std::ifstream file(folder / name);
        if (file) {
            std::stringstream text;
            text << file.rdbuf();
            return text.str();
        }
    }
    return "";
}

}  // namespace

std::vector<std::string> SandboxOrders() {
    std::vector<std::string> orders;
    const std::string pairs = R"({"pairs":)" + ReadPairs() + "}";
    for (const std::string_view pair : wire::ElementTexts(pairs, "pairs")) {
        if (wire::MemberText(pair, "model").find("orders_2026-01-01") == std::string_view::npos) {
            continue;
        }
        const std::string_view response = wire::MemberText(pair, "response");
        if (const auto page = wire::ReadSearchAnswer(response)) {
            for (const auto& order : page->orders) {
                orders.push_back(order.text);
            }
        } else if (const auto order = wire::ReadOrderAnswer(response)) {
            orders.push_back(order->text);
        }
    }
    return orders;
}

}  // namespace orderyard::amazon::fakes
