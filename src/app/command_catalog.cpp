// orderyard products import, orderyard token create | list | revoke
#include <fmt/format.h>
#include <boost/json.hpp>
#include <fstream>
#include <iostream>
#include <sstream>

#include "actions/decide_channel_orders.hpp"
#include "actions/import_products.hpp"
#include "app/access_token.hpp"
#include "app/clocks.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "ports/access_store.hpp"
#include "ports/token_store.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;

std::string StateOf(const ports::ApiToken& token, base::Instant now) {
    if (token.revoked_at) {
        return "revoked";
    }
    return token.expires_at && *token.expires_at <= now ? "expired" : "valid";
}

// Tokens of the command line may do everything: that there is a new one belongs in the trail.
void AuditToken(ports::Transaction& tx, base::Instant now, const char* event, std::int64_t id,
                const std::string& name) {
    ports::AuditEntry entry;
    entry.at = now;
    entry.actor = {domain::ActorKind::kSystem, "command line"};
    entry.event = event;
    entry.subject = "token " + std::to_string(id);
    entry.after = name;
    tx.access().AppendAudit(std::move(entry));
}

}  // namespace

int ProductsImport(const Config& config, const std::string& file, bool as_json) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return Report(base::InvalidInput("file", "cannot read " + file));
    }
    std::ostringstream text;
    text << stream.rdbuf();
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        const auto report = actions::ImportProducts(database, clock, text.str());
        if (!report) {
            return Report(report.error());
        }
        int released = 0;
        for (const auto& sku : report->touched_skus) {
            released += actions::DecideChannelOrdersOfSku(database, clock, sku);
        }
        if (as_json) {
            std::cout << json::serialize(json::object{{"created", report->created},
                                                      {"changed", report->changed},
                                                      {"unchanged", report->unchanged},
                                                      {"orders_updated", released}})
                      << '\n';
        } else {
            std::cout << fmt::format(
                "{} products created, {} changed, {} as they were; {} orders updated\n",
                report->created, report->changed, report->unchanged, released);
        }
        return kExitDone;
    });
}

std::string CreateAccessToken(ports::Database& database, const ports::Clock& clock,
                              const std::string& name, int days) {
    const std::string text = base::RandomToken();
    ports::ApiToken token;
    token.name = name;
    token.hash = base::Sha256(text);
    token.created_at = clock.Now();
    token.expires_at = clock.Now() + base::Duration::Days(days);
    database.Write([&](ports::Transaction& tx) {
        tx.tokens().Insert(token);
        AuditToken(tx, clock.Now(), "token_made", token.id, name);
    });
    return text;
}

int TokenCreate(const Config& config, const std::string& name, int days, bool as_json) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        const std::string text = CreateAccessToken(database, clock, name, days);
        if (as_json) {
            std::cout << json::serialize(json::object{{"name", name}, {"token", text}}) << '\n';
        } else {
            std::cout << text << '\n';
        }
        return kExitDone;
    });
}

int TokenList(const Config& config, bool as_json) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        std::vector<ports::ApiToken> tokens;
        database.Read([&](ports::Transaction& tx) { tokens = tx.tokens().List(); });
        json::array rows;
        for (const auto& token : tokens) {
            const std::string state = StateOf(token, clock.Now());
            const std::string expires = token.expires_at ? token.expires_at->ToIso() : "never";
            const std::string used = token.last_used_at ? token.last_used_at->ToIso() : "never";
            rows.push_back(json::object{{"id", token.id},
                                        {"name", token.name},
                                        {"state", state},
                                        {"expires_at", expires},
                                        {"last_used_at", used}});
            if (!as_json) {
                std::cout << fmt::format("{:>4} {:<24} {:<8} expires {:<21} last used {}\n",
                                         token.id, token.name, state, expires, used);
            }
        }
        if (as_json) {
            std::cout << json::serialize(rows) << '\n';
        }
        return kExitDone;
    });
}

int TokenRevoke(const Config& config, std::int64_t id) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        bool is_revoked = false;
        database.Write([&](ports::Transaction& tx) {
            is_revoked = tx.tokens().Revoke(id, clock.Now());
            if (is_revoked) {
                AuditToken(tx, clock.Now(), "token_revoked", id, "");
            }
        });
        if (!is_revoked) {
            return Report(base::NotFound("There is no valid token " + std::to_string(id) + "."));
        }
        std::cout << "Token " << id << " is revoked.\n";
        return kExitDone;
    });
}

}  // namespace orderyard::app
