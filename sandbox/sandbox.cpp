// Puts the world, Amazon's API and the control API together behind one lock and one or two servers.
#include "sandbox/sandbox.hpp"

#include <chrono>
#include <fstream>
#include <iterator>
#include <mutex>

#include "base/check.hpp"
#include "base/log.hpp"
#include "http/server.hpp"
#include "sandbox/control/control_api.hpp"
#include "sandbox/wire/seller.hpp"
#include "sandbox/world/report_world.hpp"

namespace orderyard::sandbox {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
// More than an upload may have, so that the storage itself can say that it is too large.
constexpr std::size_t kRequestBytesMax = kUploadBytesMax + 1024 * 1024;
constexpr std::string_view kNotFoundBody =
    R"({"errors":[{"code":"NotFound","message":"The requested resource could not be found.","details":""}]})";

bool IsLoopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address == "localhost";
}

bool IsControlPath(std::string_view path) {
    return path == "/control" || path.starts_with("/control/");
}

base::Instant SystemNow() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return base::Instant::FromSeconds(
        std::chrono::duration_cast<std::chrono::seconds>(since).count());
}

base::Result<ReportOrders> LoadReport(const SandboxOptions& options) {
    std::ifstream file(options.from_report, std::ios::binary);
    if (!file) {
        return base::Fail(base::InvalidInput("from_report", "the file cannot be read"));
    }
    const std::string text((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
    return ReadReport(text);
}

void MoveReport(ReportOrders& report, base::Instant start) {
    const std::int64_t days =
        ((start - report.end).seconds() - (start < report.end ? kDaySeconds - 1 : 0)) / kDaySeconds;
    const base::Duration by = base::Duration::Days(days);
    for (Order& order : report.orders) {
        order.created = order.created + by;
        order.last_updated = order.last_updated + by;
        for (std::optional<base::Instant>* bound :
             {&order.ship_by.earliest, &order.ship_by.latest}) {
            if (*bound) {
                **bound = **bound + by;
            }
        }
    }
}

}  // namespace

struct Sandbox::Impl {
    explicit Impl(SandboxOptions given) : options(std::move(given)) {}

    base::Result<> Prepare();
    http::Response Handle(const http::Request& request, bool serves_control);

    SandboxOptions options;
    std::mutex mutex;  // around everything below
    std::unique_ptr<VirtualClock> clock;
    std::unique_ptr<World> world;
    std::unique_ptr<SellingPartnerApi> api;
    std::unique_ptr<Stage> stage;
    http::Handler control;
    std::unique_ptr<http::Server> server;
    std::unique_ptr<http::Server> control_server;
};

base::Result<> Sandbox::Impl::Prepare() {
    const auto marketplaces = SellersMarketplaces(options);
    if (!marketplaces) {
        return base::Fail(marketplaces.error());
    }
    ReportOrders report;
    base::Instant start = options.start_time.value_or(SystemNow());
    if (!options.from_report.empty()) {
        auto loaded = LoadReport(options);
        if (!loaded) {
            return base::Fail(loaded.error());
        }
        report = std::move(*loaded);
        if (!options.start_time && !options.moves_report_to_start) {
            start = report.end + base::Duration::Days(1);
        }
        if (options.moves_report_to_start) {
            MoveReport(report, start);
        }
        options.order_count = 0;
    }
    WorldOptions world_options;
    world_options.seed = options.seed;
    world_options.marketplaces = *marketplaces;
    world_options.order_count = options.order_count;
    world_options.history_days = options.history_days;
    world_options.arrivals_per_hour = options.arrivals_per_hour;
    world_options.start = start;
    world_options.search_delay = base::Duration::Seconds(options.visibility_delay_seconds);
    world_options.get_delay = base::Duration::Seconds(options.read_delay_seconds);
    clock = options.steady_micros
                ? std::make_unique<VirtualClock>(start, options.speed, options.steady_micros)
                : std::make_unique<VirtualClock>(start, options.speed);
    world = std::make_unique<World>(std::move(world_options));
    for (Order& order : report.orders) {
        if (auto added = world->Add(std::move(order)); !added) {
            return base::Fail(added.error());
        }
    }
    api = std::make_unique<SellingPartnerApi>(options, *world, *clock);
    stage = std::make_unique<Stage>(Stage{options, *world, *clock, *api});
    control = http::RouterHandler(ControlRoutes(*stage));
    return {};
}

http::Response Sandbox::Impl::Handle(const http::Request& request, bool serves_control) {
    const std::lock_guard lock(mutex);
    if (IsControlPath(request.path)) {
        return serves_control ? control(request)
                              : http::JsonResponse(404, std::string(kNotFoundBody));
    }
    if (std::optional<http::Response> response = api->Handle(request)) {
        return std::move(*response);
    }
    return http::JsonResponse(404, std::string(kNotFoundBody));
}

Sandbox::Sandbox(SandboxOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

Sandbox::~Sandbox() {
    Stop();
}

base::Result<> Sandbox::Prepare() {
    return impl_->Prepare();
}

http::Response Sandbox::Handle(const http::Request& request) {
    base::Check(impl_->api != nullptr, "Prepare or Start comes first");
    return impl_->Handle(request, true);
}

base::Result<> Sandbox::Start() {
    if (auto prepared = Prepare(); !prepared) {
        return prepared;
    }
    const bool serves_control = IsLoopback(impl_->options.address) && !impl_->options.control_port;
    http::ServerOptions options;
    options.address = impl_->options.address;
    options.port = impl_->options.port;
    options.worker_count = impl_->options.worker_count;
    options.server_name = "Server";
    options.access_log = false;
    options.request_body_bytes_max = kRequestBytesMax;
    impl_->server = std::make_unique<http::Server>(
        options, [impl = impl_.get(), serves_control](const http::Request& request) {
            return impl->Handle(request, serves_control);
        });
    if (auto started = impl_->server->Start(); !started) {
        return started;
    }
    if (!serves_control) {
        options.address = "127.0.0.1";
        options.port = impl_->options.control_port.value_or(0);
        options.worker_count = 1;
        impl_->control_server = std::make_unique<http::Server>(
            options, [impl = impl_.get()](const http::Request& request) {
                return IsControlPath(request.path)
                           ? impl->Handle(request, true)
                           : http::JsonResponse(404, std::string(kNotFoundBody));
            });
        if (auto started = impl_->control_server->Start(); !started) {
            return started;
        }
    }
    base::LogInfo("sandbox_listening", {{"port", static_cast<std::int64_t>(port())},
                                        {"control_port", static_cast<std::int64_t>(control_port())},
                                        {"orders", impl_->world->size()}});
    return {};
}

std::uint16_t Sandbox::port() const {
    return impl_->server ? impl_->server->port() : 0;
}

std::uint16_t Sandbox::control_port() const {
    return impl_->control_server ? impl_->control_server->port() : port();
}

std::string Sandbox::BaseUrl() const {
    return impl_->server ? impl_->server->BaseUrl() : "";
}

std::string Sandbox::ControlUrl() const {
    const std::unique_ptr<http::Server>& server =
        impl_->control_server ? impl_->control_server : impl_->server;
    return server ? server->BaseUrl() + "/control" : "";
}

void Sandbox::Stop() {
    for (std::unique_ptr<http::Server>* server : {&impl_->server, &impl_->control_server}) {
        if (*server) {
            (*server)->Stop(1);
            server->reset();
        }
    }
}

}  // namespace orderyard::sandbox
