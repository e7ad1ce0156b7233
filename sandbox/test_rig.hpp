// For the room's tests: a prepared stand-in with frozen time, and requests to it without a socket.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "sandbox/sandbox.hpp"

namespace orderyard::sandbox {

struct Rig {
    explicit Rig(SandboxOptions given = Defaults()) : options(std::move(given)), sandbox(options) {
        const auto prepared = sandbox.Prepare();
        if (!prepared) {
            ADD_FAILURE() << prepared.error().Text();
            return;
        }
        token = Login();
    }

    static SandboxOptions Defaults() {
        SandboxOptions options;
        options.seed = 7;
        options.order_count = 300;
        options.start_time = *base::Instant::ParseIso("2026-11-22T12:00:00Z");
        options.speed = 0;
        options.rate_plan = RatePlan::kFast;
        options.steady_micros = [] { return std::int64_t{0}; };
        return options;
    }

    http::Response Send(http::Method method, const std::string& target, std::string body = "",
                        std::vector<http::Header> headers = {}) {
        http::Request request;
        request.method = method;
        request.method_text = http::ToString(method);
        request.target = target;
        const std::size_t mark = target.find('?');
        request.path = base::PercentDecode(target.substr(0, mark));
        request.query_text = mark == std::string::npos ? "" : target.substr(mark + 1);
        for (const std::string& pair : base::Split(request.query_text, '&')) {
            const std::size_t equals = pair.find('=');
            if (equals != std::string::npos) {
                request.query.push_back({base::PercentDecode(pair.substr(0, equals)),
                                         base::PercentDecode(pair.substr(equals + 1))});
            }
        }
        request.headers = std::move(headers);
        request.body = std::move(body);
        return sandbox.Handle(request);
    }

    std::vector<http::Header> AmazonHeaders() const {
        return {{"x-amz-access-token", token},
                {"user-agent", "Test/1"},
                {"content-type", "application/json"}};
    }

    std::string Login(const std::string& extra = "") {
        const std::string form =
            "grant_type=refresh_token&client_id=" + base::PercentEncode(options.client_id) +
            "&client_secret=" + base::PercentEncode(options.client_secret) +
            "&refresh_token=" + base::PercentEncode(options.refresh_token) + extra;
        const http::Response response =
            Send(http::Method::kPost, "/auth/o2/token", form,
                 {{"content-type", "application/x-www-form-urlencoded"}});
        EXPECT_EQ(response.status, 200) << response.body;
        return response.status == 200 ? std::string(Parse(response).at("access_token").as_string())
                                      : "";
    }

    http::Response Amazon(const std::string& target) {
        return Send(http::Method::kGet, target, "", AmazonHeaders());
    }
    http::Response Search(const std::string& query) {
        return Amazon("/orders/2026-01-01/orders?" + query);
    }
    http::Response GetOrder(const std::string& id, const std::string& sections = kAllSections) {
        return Amazon("/orders/2026-01-01/orders/" + id + "?includedData=" + sections);
    }
    http::Response Confirm(const std::string& id, const std::string& body) {
        return Send(http::Method::kPost, "/orders/v0/orders/" + id + "/shipmentConfirmation", body,
                    AmazonHeaders());
    }
    http::Response Post(const std::string& target, const std::string& body = "") {
        return Send(http::Method::kPost, "/control/" + target, body);
    }
    boost::json::object Control(const std::string& target) {
        return Parse(Send(http::Method::kGet, "/control/" + target));
    }
    boost::json::object Order(const std::string& id) {
        const http::Response response = GetOrder(id);
        EXPECT_EQ(response.status, 200) << response.body;
        return Parse(response).at("order").as_object();
    }

    static boost::json::object Parse(const http::Response& response) {
        boost::system::error_code error;
        boost::json::value value = boost::json::parse(response.body, error);
        EXPECT_FALSE(error) << response.body.substr(0, 200);
        return value.is_object() ? value.get_object() : boost::json::object{};
    }
    static std::string HeaderOf(const http::Response& response, std::string_view name) {
        for (const http::Header& header : response.headers) {
            if (base::EqualsIgnoreAsciiCase(header.name, name)) {
                return header.value;
            }
        }
        return "";
    }
    static std::string ErrorCodeOf(const http::Response& response) {
        const boost::json::object body = Parse(response);
        return body.contains("errors")
                   ? std::string(
                         body.at("errors").as_array().at(0).as_object().at("code").as_string())
                   : "";
    }

    static constexpr const char* kAllSections =
        "BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,PAYMENT,"
        "FULFILLMENT_ORDERS";

    SandboxOptions options;
    Sandbox sandbox;
    std::string token;
};

// A file of Amazon's shared material, which is not part of the repository; empty when it is not
// there.
inline std::string SharedFile(const std::string& name) {
    const char* set = std::getenv("ORDERYARD_SHARED");
    const std::filesystem::path root = set != nullptr ? std::filesystem::path(set)
                                                      : std::filesystem::weakly_canonical(__FILE__)
                                                                .parent_path()
                                                                .parent_path()
                                                                .parent_path() /
                                                            "shared";
    const std::filesystem::path path = root / name;
    return std::filesystem::exists(path) ? path.string() : "";
}

inline std::string ReadFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace orderyard::sandbox
