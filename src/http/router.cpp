// A trie over path segments. Literal children are tried before the parameter, the parameter before
// the tail; when a branch has the path but not the method, the search goes on, so that DELETE
// /orders/{id} still takes what GET /orders/items shadows for GET.
#include "http/router.hpp"

#include <algorithm>
#include <map>

#include "base/check.hpp"
#include "base/text.hpp"
#include "http/refusal.hpp"
#include "http/server.hpp"
#include "http/target.hpp"

namespace orderyard::http {
namespace {

struct Endpoint {
    const Route* route = nullptr;
    std::vector<std::string>
        param_names;  // in path order; two methods may name one segment differently
};

bool IsParam(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool IsTail(std::string_view segment) {
    return IsParam(segment) && segment.ends_with("...}") && segment.size() > 5;
}

}  // namespace

std::vector<std::string_view> PathSegments(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        if (end > 0) {
            segments.push_back(path.substr(0, end));
        }
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return segments;
}

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> param;
    std::map<Method, Endpoint> endpoints;       // of a path that ends here
    std::map<Method, Endpoint> tail_endpoints;  // of "{rest...}" from here on
};

namespace {

struct Search {
    Method method;
    std::vector<std::string> segments;  // decoded
    std::vector<std::string> values;    // of the parameters on the way here
    RouteMatch match;

    bool Take(const std::map<Method, Endpoint>& endpoints) {
        auto found = endpoints.find(method);
        if (found == endpoints.end() && method == Method::kHead) {
            found = endpoints.find(Method::kGet);
        }
        if (found == endpoints.end()) {
            for (const auto& [allowed, endpoint] : endpoints) {
                match.allowed.push_back(allowed);
                if (allowed == Method::kGet) {
                    match.allowed.push_back(Method::kHead);
                }
            }
            return false;
        }
        match.route = found->second.route;
        for (std::size_t i = 0; i < values.size(); ++i) {
            match.path_params.emplace_back(found->second.param_names[i], values[i]);
        }
        return true;
    }

    // Its depth is bounded by the patterns, not by the request.
    template <class Node>
    bool Visit(const Node& node, std::size_t depth) {
        if (depth == segments.size() && Take(node.endpoints)) {
            return true;
        }
        if (depth < segments.size()) {
            const auto literal = node.literals.find(segments[depth]);
            if (literal != node.literals.end() && Visit(*literal->second, depth + 1)) {
                return true;
            }
            if (node.param) {
                values.push_back(segments[depth]);
                if (Visit(*node.param, depth + 1)) {
                    return true;
                }
                values.pop_back();
            }
        }
        if (node.tail_endpoints.empty()) {
            return false;
        }
        std::string rest;
        for (std::size_t i = depth; i < segments.size(); ++i) {
            rest += (i > depth ? "/" : "") + segments[i];
        }
        values.push_back(std::move(rest));
        const bool is_taken = Take(node.tail_endpoints);
        values.pop_back();
        return is_taken;
    }
};

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::Add(Method method, std::string pattern, Handler handler) {
    routes_.push_back(
        std::make_unique<Route>(Route{method, std::move(pattern), std::move(handler)}));
    Endpoint endpoint{routes_.back().get(), {}};
    Node* node = root_.get();
    bool has_tail = false;
    for (const std::string_view segment : PathSegments(routes_.back()->pattern)) {
        base::Check(!has_tail, "a {rest...} segment must be the last of its pattern");
        if (IsTail(segment)) {
            has_tail = true;
            endpoint.param_names.emplace_back(segment.substr(1, segment.size() - 5));
        } else if (IsParam(segment)) {
            endpoint.param_names.emplace_back(segment.substr(1, segment.size() - 2));
            if (!node->param) {
                node->param = std::make_unique<Node>();
            }
            node = node->param.get();
        } else {
            std::unique_ptr<Node>& child = node->literals[std::string(segment)];
            if (!child) {
                child = std::make_unique<Node>();
            }
            node = child.get();
        }
    }
    auto& endpoints = has_tail ? node->tail_endpoints : node->endpoints;
    base::Check(endpoints.emplace(method, std::move(endpoint)).second,
                "two routes of one method and shape");
}

RouteMatch Router::Match(Method method, std::string_view raw_path) const {
    Search search{method, {}, {}, {}};
    for (const std::string_view segment : PathSegments(raw_path)) {
        search.segments.push_back(base::PercentDecode(segment));
    }
    if (search.Visit(*root_, 0)) {
        search.match.allowed.clear();
    }
    auto& allowed = search.match.allowed;
    std::sort(allowed.begin(), allowed.end());
    allowed.erase(std::unique(allowed.begin(), allowed.end()), allowed.end());
    return std::move(search.match);
}

std::vector<const Route*> Router::Routes() const {
    std::vector<const Route*> routes;
    for (const auto& route : routes_) {
        routes.push_back(route.get());
    }
    return routes;
}

Handler RouterHandler(std::shared_ptr<const Router> router) {
    return [router = std::move(router)](const Request& request) {
        const auto parts = SplitTarget(request.target);
        if (!parts) {
            return ToResponse(kBadTarget);
        }
        RouteMatch match = router->Match(request.method, parts->raw_path);
        if (match.route == nullptr && match.allowed.empty()) {
            return ToResponse(kNotFound);
        }
        if (match.route == nullptr) {
            std::string allow;
            for (const Method method : match.allowed) {
                allow += (allow.empty() ? "" : ", ") + std::string(ToString(method));
            }
            return std::move(ToResponse(kMethodNotAllowed).Set("Allow", std::move(allow)));
        }
        if (match.path_params.empty()) {
            return match.route->handler(request);
        }
        Request routed = request;
        routed.path_params = std::move(match.path_params);
        return match.route->handler(routed);
    };
}

}  // namespace orderyard::http
