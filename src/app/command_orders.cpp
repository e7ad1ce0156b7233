// orderyard orders list | show
#include <fmt/format.h>
#include <boost/json.hpp>
#include <iostream>

#include "actions/find_order.hpp"
#include "actions/order_step.hpp"
#include "app/clocks.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "app/order_words.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/document_store.hpp"
#include "ports/follow_up_store.hpp"
#include "ports/order_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;

std::string TotalText(const std::optional<base::Money>& total) {
    return total ? total->ToDecimal() + " " + std::string(total->currency().code()) : "-";
}

json::object AsJson(const ports::ChannelOrderRow& row) {
    json::object object;
    object["number"] = row.number;
    object["purchased_at"] = row.purchased_at.ToIso();
    object["status"] = ToString(row.status);
    object["total"] = row.total ? json::value(row.total->ToDecimal()) : json::value(nullptr);
    object["currency"] =
        row.total ? json::value(row.total->currency().code()) : json::value(nullptr);
    object["verdict"] = ToString(row.verdict.kind);
    object["rule"] = row.verdict.rule;
    object["order"] =
        row.order_increment_id.empty() ? json::value(nullptr) : json::value(row.order_increment_id);
    return object;
}

json::object AsJson(const domain::Order& order) {
    json::object object = OrderHeadAsJson(order);
    object["placed_at"] = order.placed_at.ToIso();
    object["grand_total"] = order.totals.grand_total.ToDecimal();
    object["paid"] = order.totals.paid.ToDecimal();
    object["currency"] = order.currency.code();
    json::array items;
    for (const auto& item : order.items) {
        items.push_back(json::object{{"sku", item.sku},
                                     {"name", item.name},
                                     {"ordered", item.ordered},
                                     {"invoiced", item.invoiced},
                                     {"shipped", item.shipped},
                                     {"canceled", item.canceled},
                                     {"reserved", item.reserved},
                                     {"total", item.amounts.total.ToDecimal()}});
    }
    object["items"] = items;
    json::array exceptions;
    for (const auto& exception : order.exceptions) {
        exceptions.push_back(json::object{{"code", exception.code}, {"sku", exception.item_sku}});
    }
    object["exceptions"] = exceptions;
    return object;
}

int ListChannelOrders(ports::Database& database, const OrdersListOptions& options, bool as_json) {
    base::Result<ports::ChannelOrderPage> page = base::Fail(base::NotFound("not run"));
    database.Read([&](ports::Transaction& tx) {
        const auto store = tx.stores().FindByCode(options.store);
        if (!store) {
            page = base::Fail(
                base::NotFound("There is no store with the code " + options.store + "."));
            return;
        }
        ports::ChannelOrderQuery query;
        query.store_id = store->id;
        query.page_size = options.limit;
        if (!options.status.empty()) {
            const auto status = domain::ChannelStatusFrom(options.status);
            if (!status) {
                page =
                    base::Fail(base::InvalidInput("status", "no such status of an Amazon order"));
                return;
            }
            query.statuses = {*status};
        }
        page = tx.channel_orders().Search(query);
    });
    if (!page) {
        return Report(page.error());
    }
    json::array rows;
    for (const auto& row : page->rows) {
        rows.push_back(AsJson(row));
        if (!as_json) {
            std::cout << fmt::format("{:<21} {:<21} {:<18} {:>16}  {:<10} {:<12} {}\n", row.number,
                                     row.purchased_at.ToIso(), ToString(row.status),
                                     TotalText(row.total), ToString(row.verdict.kind),
                                     row.order_increment_id, row.verdict.text);
        }
    }
    if (as_json) {
        std::cout << json::serialize(rows) << '\n';
    } else {
        std::cout << fmt::format("{} of {}{} orders\n", page->rows.size(), page->total_count,
                                 page->is_total_exact ? "" : "+");
    }
    return kExitDone;
}

int ListOrders(ports::Database& database, const OrdersListOptions& options, bool as_json) {
    ports::SearchQuery query;
    query.page_size = options.limit;
    query.sort = {{"entity_id", true}};
    if (!options.status.empty()) {
        query.groups.push_back({{"status", ports::FilterOp::kEq, {options.status}}});
    }
    base::Result<ports::OrderPage> page = base::Fail(base::NotFound("not run"));
    database.Read([&](ports::Transaction& tx) { page = tx.orders().Search(query); });
    if (!page) {
        return Report(page.error());
    }
    json::array rows;
    for (const auto& order : page->orders) {
        rows.push_back(AsJson(order));
        if (!as_json) {
            std::cout << fmt::format("{:<12} {:<21} {:<21} {:<12} {:>16}  {}\n", order.increment_id,
                                     order.channel ? order.channel->number : "",
                                     order.placed_at.ToIso(), order.status,
                                     TotalText(order.totals.grand_total),
                                     order.exceptions.empty() ? "" : order.exceptions.front().text);
        }
    }
    if (as_json) {
        std::cout << json::serialize(rows) << '\n';
    } else {
        std::cout << fmt::format("{} of {} orders\n", page->orders.size(), page->total_count);
    }
    return kExitDone;
}

void PrintOrder(const domain::OrderFile& file, const std::vector<domain::HistoryEntry>& history) {
    const domain::Order& order = file.order;
    std::cout << fmt::format("Order {}  {} ({})\n", order.increment_id, order.status,
                             ToString(order.state));
    if (order.channel) {
        std::cout << fmt::format("Amazon order {}\n", order.channel->number);
    }
    std::cout << fmt::format("Placed {}\n", order.placed_at.ToIso());
    for (const auto& item : order.items) {
        std::cout << fmt::format(
            "  {:<28} {:>3} ordered {:>3} shipped {:>3} canceled {:>3} reserved {:>12}\n", item.sku,
            item.ordered, item.shipped, item.canceled, item.reserved,
            item.amounts.total.ToDecimal());
    }
    const auto& totals = order.totals;
    std::cout << fmt::format(
        "Subtotal {}  Shipping {}  Tax {}  Discount {}  Total {}  Paid {}  Due {} {}\n",
        totals.subtotal.ToDecimal(), totals.shipping.ToDecimal(), totals.tax.ToDecimal(),
        totals.discount.ToDecimal(), totals.grand_total.ToDecimal(), totals.paid.ToDecimal(),
        totals.Due().ToDecimal(), order.currency.code());
    for (const auto& exception : order.exceptions) {
        std::cout << fmt::format("! {} {}: {}\n", exception.code, exception.item_sku,
                                 exception.text);
    }
    PrintDocuments(file, nullptr);
    for (const auto& entry : history) {
        std::cout << fmt::format("{}  {:<20} {} {} -> {}  {}\n", entry.at.ToIso(), entry.event,
                                 entry.actor, entry.before, entry.after, entry.comment);
    }
}

std::optional<domain::Verdict> FindVerdict(ports::Transaction& tx, const std::string& number) {
    for (const auto& store : tx.stores().List(true)) {
        if (const auto head = tx.channel_orders().FindHead(store.id, number)) {
            return tx.channel_orders().LoadVerdict(head->id);
        }
    }
    return std::nullopt;
}

}  // namespace

int OrdersList(const Config& config, const OrdersListOptions& options, bool as_json) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        return options.store.empty() ? ListOrders(database, options, as_json)
                                     : ListChannelOrders(database, options, as_json);
    });
}

int OrdersShow(const Config& config, const std::string& number, bool as_json) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        std::optional<domain::OrderFile> file;
        std::vector<domain::HistoryEntry> history;
        std::optional<domain::Verdict> verdict;
        database.Read([&](ports::Transaction& tx) {
            if (const auto id = actions::FindOrder(tx, number)) {
                file = actions::ReadFile(tx, *id);
                history = tx.orders().History(*id);
            } else {
                verdict = FindVerdict(tx, number);
            }
        });
        if (file && as_json) {
            json::object object = AsJson(file->order);
            AddDocumentsAsJson(object, *file, nullptr);
            std::cout << json::serialize(object) << '\n';
        } else if (file) {
            PrintOrder(*file, history);
        } else if (verdict) {
            std::cout << fmt::format("Amazon order {} has no commerce order: {} ({})\n", number,
                                     verdict->text, verdict->rule);
        } else {
            return Report(base::NotFound("There is no order " + number + "."));
        }
        return kExitDone;
    });
}

}  // namespace orderyard::app
