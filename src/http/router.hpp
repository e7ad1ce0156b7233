// Path patterns to handlers. Literal segments beat parameters ("/orders/items" over
// "/orders/{id}").
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace orderyard::http {

struct Route {
    Method method = Method::kGet;
    std::string pattern;  // "/api/v1/stores/{id}/amazon-orders"; a last segment "{rest...}" takes
                          // all that follows
    Handler handler;
};

struct RouteMatch {
    const Route* route = nullptr;
    std::vector<std::pair<std::string, std::string>> path_params;
    std::vector<Method> allowed;  // when the path exists but not for this method
};

// The parts of a path between its slashes, still percent-encoded; empty ones are left out.
std::vector<std::string_view> PathSegments(std::string_view path);

class Router {
  public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    // Two routes of the same method and shape are our bug (Check).
    void Add(Method method, std::string pattern, Handler handler);
    // `path` is percent-decoded per segment by the router itself: pass the raw path. Empty segments
    // are ignored.
    RouteMatch Match(Method method, std::string_view raw_path) const;
    std::vector<const Route*> Routes() const;  // in order of addition: for documentation and checks

  private:
    struct Node;
    std::unique_ptr<Node> root_;
    std::vector<std::unique_ptr<Route>> routes_;
};

}  // namespace orderyard::http
