// Built bottom up, stopped top down: first no new requests, then no running jobs, then the
// database.
#include "app/server_process.hpp"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>
#include <boost/json.hpp>
#include <thread>

#include "actions/apply_channel_order.hpp"
#include "amazon/client/amazon_directory.hpp"
#include "amazon/client/curl_transport.hpp"
#include "amazon/client/orders_client.hpp"
#include "amazon/sync/follow_up_runner.hpp"
#include "amazon/sync/read_refunds.hpp"
#include "amazon/sync/reconcile.hpp"
#include "amazon/sync/store_sync.hpp"
#include "api/routes.hpp"
#include "app/audit_anchors.hpp"
#include "app/bulk_job.hpp"
#include "app/care_jobs.hpp"
#include "app/clocks.hpp"
#include "app/command_support.hpp"
#include "app/export_folder.hpp"
#include "app/export_job.hpp"
#include "app/follow_up_jobs.hpp"
#include "app/gauges.hpp"
#include "app/mail_job.hpp"
#include "app/mail_papers.hpp"
#include "app/running_system.hpp"
#include "app/store_jobs.hpp"
#include "app/sync_jobs.hpp"
#include "app/web_assets.hpp"
#include "app/webhook_jobs.hpp"
#include "base/check.hpp"
#include "base/crypto.hpp"
#include "base/log.hpp"
#include "http/server.hpp"
#include "jobs/outbox_runner.hpp"
#include "jobs/timetable.hpp"
#include "ports/outbox_store.hpp"
#include "ports/quota_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::app {
namespace {

constexpr const char* kOutboxJob = "outbox";
constexpr base::Duration kStoresEvery = base::Duration::Seconds(2);
constexpr int kDrainSeconds = 10;

http::Response MoveClock(MovableClock& clock, const http::Request& request) {
    boost::system::error_code failed;
    const auto body = boost::json::parse(request.body, failed);
    const auto* object = failed ? nullptr : body.if_object();
    const auto* seconds = object == nullptr ? nullptr : object->if_contains("advance_seconds");
    if (seconds == nullptr || !seconds->is_int64()) {
        return http::JsonResponse(400, R"({"code":"invalid_input","field":"advance_seconds"})");
    }
    clock.Advance(base::Duration::Seconds(seconds->get_int64()));
    return http::JsonResponse(200, "{\"now\":\"" + clock.Now().ToIso() + "\"}");
}

// Each connection is a file; the usual soft limit of 1,024 is less than a busy server may have
// open.
void RaiseFileLimit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

// A page of orders is some hundred kilobytes of text, made and given back with each request. glibc
// would fetch such pieces from the system each time and return them, which costs more than to write
// them; a few megabytes a thread are kept instead.
void KeepAnswersMemory() {
    constexpr int kMegabyte = 1 << 20;
    mallopt(M_MMAP_THRESHOLD, 4 * kMegabyte);
    mallopt(M_TRIM_THRESHOLD, 8 * kMegabyte);
}

bool IsLoopback(const std::string& address) {
    return address.starts_with("127.") || address == "::1";
}

}  // namespace

struct ServerProcess::Impl {
    Config config;
    const ports::Clock& clock;
    MovableClock* test_clock;
    std::unique_ptr<storage::OpenedDatabase> database;
    std::unique_ptr<amazon::Transport> transport;
    std::unique_ptr<amazon::StoreSync> sync;
    std::unique_ptr<amazon::FollowUpRunner> follow_ups;
    std::unique_ptr<amazon::Reconciler> reconciler;
    std::unique_ptr<amazon::RefundReader> refunds;
    std::unique_ptr<WebhookClient> webhook_client;
    std::unique_ptr<jobs::OutboxRunner> outbox;
    std::optional<domain::MailServer> mail_server;
    std::unique_ptr<mail::MailDelivery> mails;
    std::unique_ptr<amazon::BuyerMessages> buyer_messages;
    std::unique_ptr<FileExportFolder> export_folder;
    std::unique_ptr<jobs::Timetable> timetable;
    std::unique_ptr<SyncJobs> sync_jobs;
    std::unique_ptr<FollowUpJobs> follow_up_jobs;
    std::unique_ptr<StoreJobs> store_jobs;
    std::unique_ptr<amazon::AmazonDirectory> directory;
    std::unique_ptr<RunningSystem> running;
    std::unique_ptr<Gauges> gauges;
    std::unique_ptr<http::Server> server;
    std::jthread refresher;  // finds stores that were connected or ended by the command line

    Impl(const Config& given, const ports::Clock& a_clock, MovableClock* a_test_clock)
        : config(given), clock(a_clock), test_clock(a_test_clock) {}

    base::Result<> Start();
    void MakeJobs();
    void KeepStoresFresh(std::stop_token stop);
    base::Result<> LookAt(const ports::OutboxMessage& message, const jobs::JobRun& run);
    std::vector<std::string> NotReadyReasons() const;
    base::Result<> StartServer();
    void Stop();
};

base::Result<> ServerProcess::Impl::Start() {
    if (test_clock != nullptr && !IsLoopback(config.address)) {
        return base::Fail(
            base::InvalidInput("server.address", "a test clock is for loopback addresses only"));
    }
    RaiseFileLimit();
    KeepAnswersMemory();
    auto configured_server = MailServerOf(config);
    if (!configured_server) {
        return base::Fail(configured_server.error());
    }
    mail_server = std::move(*configured_server);
    auto opened = OpenFor(config, clock, OpenedBy::kServer);
    if (!opened) {
        return base::Fail(opened.error());
    }
    database = std::move(*opened);
    transport = amazon::MakeCurlTransport();
    sync = std::make_unique<amazon::StoreSync>(*database, clock, *transport);
    amazon::FollowUpRunnerOptions follow_up_options;
    follow_up_options.is_only_process = !config.database_url.starts_with("postgresql:");
    follow_up_options.has_cancel_order = config.cancel_order_api;
    follow_up_options.bill_paper = PaperOfBill;
    follow_ups =
        std::make_unique<amazon::FollowUpRunner>(*database, clock, *transport, follow_up_options);
    reconciler = std::make_unique<amazon::Reconciler>(*database, clock, *transport);
    refunds = std::make_unique<amazon::RefundReader>(*database, clock, *transport);
    directory = std::make_unique<amazon::AmazonDirectory>(
        amazon::MakeCallLine(*transport, *database, clock, {}), *database);
    MakeJobs();
    running = std::make_unique<RunningSystem>(config, clock, *database, *timetable);
    gauges = std::make_unique<Gauges>(*database, clock, *running);
    if (auto started = StartServer(); !started) {
        return started;  // no job has run: a server that cannot serve leaves no trace
    }
    timetable->Start();
    refresher = std::jthread([this](std::stop_token stop) { KeepStoresFresh(stop); });
    return {};
}

void ServerProcess::Impl::MakeJobs() {
    const std::string owner = std::string(ports::kServerOwnerPrefix) + std::to_string(getpid()) +
                              "-" + base::RandomToken(6);
    outbox = std::make_unique<jobs::OutboxRunner>(*database, clock);
    outbox->On(
        actions::kLookAtChannelOrder,
        [this](const auto& message, const auto& run) { return LookAt(message, run); },
        jobs::AfterDone::kPruned);  // it only reads; what changes something there is kept
    jobs::TimetableOptions options;
    options.owner = owner;
    options.worker_count = config.job_threads;
    timetable = std::make_unique<jobs::Timetable>(*database, clock, options);
    sync_jobs = std::make_unique<SyncJobs>(*database, clock, *sync, *timetable);
    timetable->Add(outbox->AsJob(kOutboxJob));
    timetable->Add(PruneJob(*outbox, clock));
    timetable->Add(PurgeJob(*database, clock, config));
    timetable->Add(ForgetAnswersJob(*database, clock));
    timetable->Add(ForgetSessionsJob(*database, clock));
    timetable->Add(AnchorJob(*database, clock, AnchorFileOf(config.data_dir)));
    webhook_client = std::make_unique<WebhookClient>(config.webhooks_may_call_inside);
    timetable->Add(WebhookJob(*database, clock, *webhook_client));
    timetable->Add(ForgetDeliveriesJob(*database, clock));
    timetable->Add(BulkJob(*database, clock));
    mails = MakeMailDelivery(*database, clock, mail_server);
    timetable->Add(MailJob(*mails, clock));
    export_folder = std::make_unique<FileExportFolder>(config.ExportDir());
    timetable->Add(ExportJob(*database, clock, *export_folder, *mails, config));
    follow_up_jobs =
        std::make_unique<FollowUpJobs>(*database, clock, *follow_ups, *reconciler, *refunds);
    store_jobs = std::make_unique<StoreJobs>(*database, clock, *timetable);
    store_jobs->On([this](const auto& store) { return sync_jobs->JobsOf(store); });
    store_jobs->On([this](const auto& store) { return follow_up_jobs->JobsOf(store); });
    buyer_messages = std::make_unique<amazon::BuyerMessages>(
        *database, clock, amazon::MakeCallLine(*transport, *database, clock, {}), InvoiceFile);
    store_jobs->On([this](const auto& store) {
        return std::vector{BuyerMessageJob(*buyer_messages, *database, clock, store.id)};
    });
    store_jobs->Refresh();
}

void ServerProcess::Impl::KeepStoresFresh(std::stop_token stop) {
    while (!stop.stop_requested()) {
        amazon::SleepUnlessStopped(kStoresEvery, stop);
        try {
            store_jobs->Refresh();
            gauges->KeepFresh();
        } catch (const std::exception& error) {
            base::LogError("stores_not_read", {{"error", error.what()}});
        }
    }
}

base::Result<> ServerProcess::Impl::LookAt(const ports::OutboxMessage& message,
                                           const jobs::JobRun& run) {
    std::optional<domain::Store> store;
    database->Read([&](ports::Transaction& tx) { store = tx.stores().Load(message.store_id); });
    if (!store || !store->is_active || store->is_archived) {
        return {};  // the connection ended: there is nobody to ask any more
    }
    return sync->LookAt(*store, message.subject, run.stop());
}

std::vector<std::string> ServerProcess::Impl::NotReadyReasons() const {
    try {
        database->Read([](ports::Transaction& tx) { tx.stores().ListViews(); });
    } catch (const std::exception& error) {
        base::LogError("not_ready", {{"error", error.what()}});
        return {"the database cannot be read"};
    }
    return {};
}

base::Result<> ServerProcess::Impl::StartServer() {
    api::ApiContext context{
        *database, clock, [this](domain::StoreId id) { return sync_jobs->WakeSync(id); },
        [this] { return NotReadyReasons(); }, [this] { timetable->Wake(kBulkJob); }};
    context.public_url = config.public_url;
    context.requests_per_minute = config.requests_per_minute;
    context.anonymous_per_minute = config.anonymous_per_minute;
    context.webhooks_may_call_inside = config.webhooks_may_call_inside;
    context.mail_server = mail_server;
    context.try_mail = [this](const domain::MailServer& of, const std::string& to) {
        return mails->SendTest(of, to);
    };
    context.is_tls = config.public_url.empty() ? !config.tls_certificate.empty()
                                               : config.public_url.starts_with("https://");
    context.web_assets = EmbeddedWebAssets();
    context.channel = directory.get();
    context.system = running.get();
    context.export_files = export_folder.get();
    context.export_asked = [this] { timetable->Wake(kExportJob); };
    http::Handler handler = api::MakeApi(std::move(context));
    if (test_clock != nullptr) {
        handler = [this, inner = std::move(handler)](const http::Request& request) {
            const bool moves_clock =
                request.method == http::Method::kPost && request.path == "/test/clock";
            return moves_clock ? MoveClock(*test_clock, request) : inner(request);
        };
    }
    http::ServerOptions options;
    options.address = config.address;
    options.port = config.port;
    options.worker_count = config.workers;
    options.trusted_proxies = config.trusted_proxies;
    options.tls_certificate_file = config.tls_certificate;
    options.tls_key_file = config.tls_key;
    server = std::make_unique<http::Server>(options, std::move(handler));
    return server->Start();
}

void ServerProcess::Impl::Stop() {
    if (server) {
        server->Stop(kDrainSeconds);
    }
    refresher = {};  // asks it to stop and waits
    if (timetable) {
        timetable->Stop();
    }
}

ServerProcess::ServerProcess(const Config& config, const ports::Clock& clock,
                             MovableClock* test_clock)
    : impl_(std::make_unique<Impl>(config, clock, test_clock)) {}

ServerProcess::~ServerProcess() {
    Stop();
}

base::Result<> ServerProcess::Start() {
    return impl_->Start();
}

void ServerProcess::Stop() {
    impl_->Stop();
}

std::string ServerProcess::BaseUrl() const {
    return impl_->server->BaseUrl();
}

ports::Database& ServerProcess::database() {
    base::Check(impl_->database != nullptr, "the server is started");
    return *impl_->database;
}

}  // namespace orderyard::app
