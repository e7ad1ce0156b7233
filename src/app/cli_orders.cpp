// orderyard orders ...: one table row a verb, with the options it takes.
#include <CLI/CLI.hpp>
#include <memory>

#include "app/cli_parts.hpp"
#include "app/commands.hpp"
#include "app/order_commands.hpp"

namespace orderyard::app {
namespace {

using Options = std::shared_ptr<OrderVerbOptions>;

void AddListAndShow(CLI::App& group, Common& common, Chosen& chosen) {
    auto o = std::make_shared<OrdersListOptions>();
    auto* list =
        group.add_subcommand("list", "Newest commerce orders, or with --store a store's orders");
    list->add_option("--store", o->store, "the store's Amazon orders, with the verdict of each");
    list->add_option("--status", o->status, "only this status");
    list->add_option("--limit", o->limit, "how many")->check(CLI::Range(1, 250));
    list->callback([&, o] {
        chosen.run = [&common, o](const Config& config) {
            return OrdersList(config, *o, common.as_json);
        };
    });
    auto number = std::make_shared<std::string>();
    auto* show = group.add_subcommand("show", "One order, by our number or Amazon's");
    show->add_option("number", *number)->required();
    show->callback([&, number] {
        chosen.run = [&common, number](const Config& config) {
            return OrdersShow(config, *number, common.as_json);
        };
    });
}

void AddLines(CLI::App& command, OrderVerbOptions& o) {
    command
        .add_option("--line", o.lines,
                    "SKU=QUANTITY, repeatable; without any: everything that is left")
        ->take_all();
}

void AddRemark(CLI::App& command, OrderVerbOptions& o) {
    command.add_option("--comment", o.comment, "kept with the document");
    command.add_flag("--notify", o.notify, "ask for a mail to the buyer, where that is allowed");
}

void AddTracks(CLI::App& command, OrderVerbOptions& o) {
    command
        .add_option("--track", o.tracks,
                    "CARRIER:NUMBER, e.g. ups:1Z999AA10123456784; custom:Name:NUMBER for others")
        ->take_all();
}

void AddInvoiceOptions(CLI::App& command, OrderVerbOptions& o) {
    AddLines(command, o);
    command.add_flag("--open", o.is_open, "not paid yet");
    AddRemark(command, o);
}

void AddShipOptions(CLI::App& command, OrderVerbOptions& o) {
    AddLines(command, o);
    AddTracks(command, o);
    command.add_flag("--untracked", o.is_untracked, "there will be no tracking number");
    command.add_flag("--invoice", o.invoice_too, "bill what is not billed yet");
    AddRemark(command, o);
}

void AddRefundOptions(CLI::App& command, OrderVerbOptions& o) {
    AddLines(command, o);
    command.add_option("--reason", o.reason,
                       "customer_return, general_adjustment, could_not_ship, different_item, "
                       "no_inventory, price_error ...; needed for orders of a channel");
    command.add_option("--shipping", o.shipping, "shipping to give back, without tax");
    command.add_option("--adjustment-refund", o.adjustment_refund, "on top");
    command.add_option("--adjustment-fee", o.adjustment_fee, "kept back");
    command.add_flag("--return-to-stock", o.return_to_stock, "the shipped pieces came back");
    command.add_flag("--dry-run", o.is_dry_run, "only say what would be given back");
    AddRemark(command, o);
}

void AddCancelOptions(CLI::App& command, OrderVerbOptions& o) {
    AddLines(command, o);
    command.add_option("--reason", o.reason,
                       "no_inventory, buyer_canceled, general_adjustment, address_undeliverable, "
                       "customer_exchange or pricing_error; needed for orders of a channel");
    command.add_option("--comment", o.comment, "kept in the history");
}

void AddHoldOptions(CLI::App& command, OrderVerbOptions& o) {
    command.add_option("--reason", o.reason, "kept in the history");
    command.add_option("--until", o.until, "an instant with its zone; held until released if none");
}

void AddUnholdOptions(CLI::App&, OrderVerbOptions&) {}

void AddCommentOptions(CLI::App& command, OrderVerbOptions& o) {
    command.add_option("text", o.comment, "the comment");
    command.add_option("--status", o.status, "another status of the order's state");
    command.add_flag("--notify", o.notify, "ask for a mail to the buyer, where that is allowed");
    command.add_flag("--visible", o.is_visible, "the buyer may see it");
}

void AddVoidOptions(CLI::App& command, OrderVerbOptions& o) {
    command.add_option("--shipment", o.shipment, "its number, if there are several");
    command.add_option("--reason", o.reason, "kept in the history")->required();
}

void AddTrackOptions(CLI::App& command, OrderVerbOptions& o) {
    AddTracks(command, o);
    command.add_option("--shipment", o.shipment, "its number, if there are several");
    command.add_option("--replace", o.replaces, "the number that --track takes the place of");
    command.add_option("--remove", o.removes, "the number to take away");
    command.add_flag("--untracked", o.is_untracked, "there will be no tracking number");
}

void AddUploadOptions(CLI::App& command, OrderVerbOptions& o) {
    command.add_option("--document", o.document, "the number, if the order has several");
}

struct VerbRow {
    const char* name;
    const char* text;
    void (*add_options)(CLI::App& command, OrderVerbOptions& options);
};

constexpr VerbRow kVerbs[] = {
    {"invoice", "Bill pieces of an order", AddInvoiceOptions},
    {"ship", "Book pieces as shipped; the channel is told", AddShipOptions},
    {"track", "Add, replace or remove a tracking number", AddTrackOptions},
    {"void-shipment", "Take a shipment back before the channel knows", AddVoidOptions},
    {"refund", "Give money back; the channel is told", AddRefundOptions},
    {"cancel", "Cancel an order or pieces of it; a channel is asked first", AddCancelOptions},
    {"hold", "Stop an order", AddHoldOptions},
    {"unhold", "Let a held order go on", AddUnholdOptions},
    {"comment", "Write into an order's history", AddCommentOptions},
    {"upload", "Give the file of an invoice or credit memo to the channel", AddUploadOptions},
    {"reorder", "Make a new order of our own with the same lines", AddUnholdOptions},
};

}  // namespace

void AddOrders(CLI::App& app, Common& common, Chosen& chosen) {
    auto* group = app.add_subcommand("orders", "Look at orders and process them");
    group->require_subcommand(1);
    AddListAndShow(*group, common, chosen);
    for (const VerbRow& row : kVerbs) {
        const Options options = std::make_shared<OrderVerbOptions>();
        options->verb = row.name;
        auto* command = group->add_subcommand(row.name, row.text);
        command->add_option("order", options->order, "our number or Amazon's")->required();
        row.add_options(*command, *options);
        command->callback([&common, &chosen, options] {
            chosen.run = [&common, options](const Config& config) {
                return ProcessOrder(config, *options, common.as_json);
            };
        });
    }
}

}  // namespace orderyard::app
