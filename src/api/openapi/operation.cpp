// Magento's routes stand below /rest; ours carry their whole path.
#include "api/openapi/operation.hpp"

#include "api/needs.hpp"
#include "api/rest/admin_token.hpp"
#include "api/rest/route_table.hpp"
#include "api/v1/v1.hpp"

namespace orderyard::api::openapi {
namespace {

const Description* Find(const std::string& method, const std::string& pattern) {
    for (const Description& each : Descriptions()) {
        if (each.method == method && each.pattern == pattern) {
            return &each;
        }
    }
    return nullptr;
}

Operation Make(http::Method method, std::string path, std::vector<std::string> rights) {
    Operation made{std::string(http::ToString(method)), std::move(path), std::move(rights)};
    made.description = Find(made.method, made.path);
    return made;
}

}  // namespace

std::vector<Operation> OperationsOf(Part part) {
    std::vector<Operation> all;
    if (part == Part::kV1) {
        for (const v1::RouteNeed& need : v1::RouteNeeds()) {
            std::vector<std::string> rights{need.resource};
            if (need.also != nullptr) {
                rights.emplace_back(need.also);
            }
            all.push_back(Make(need.method, need.pattern, std::move(rights)));
        }
        return all;
    }
    const std::string root = "/rest";
    all.push_back(Make(http::Method::kPost, root + rest::kAdminTokenPath, {kAnonymous}));
    for (const rest::RouteRow& row : rest::RouteTable()) {
        std::vector<std::string> rights{row.resource};
        if (row.also != nullptr) {
            rights.emplace_back(row.also);
        }
        all.push_back(Make(row.method, root + row.pattern, std::move(rights)));
    }
    return all;
}

}  // namespace orderyard::api::openapi
