// The answers are HAL: links, and beside them the actions with their names.
#include "amazon/client/messages_client.hpp"

#include <algorithm>
#include <array>

#include "amazon/client/amazon_directory.hpp"
#include "amazon/client/call_line.hpp"
#include "amazon/wire/json_document.hpp"
#include "amazon/wire/object_reader.hpp"
#include "base/text.hpp"
#include "domain/mail/channel_message.hpp"

namespace orderyard::amazon {

namespace {

constexpr UsagePlan kPlan{1, 5};
constexpr std::string_view kReviewAction = "productReviewAndSellerFeedback";

struct KindRow {
    std::string_view kind;    // ours
    std::string_view action;  // Amazon's, also the end of the path
    std::string_view operation;
};
constexpr std::array kKinds{
    KindRow{"confirm_customization", "confirmCustomizationDetails", "confirmCustomizationDetails"},
    KindRow{"confirm_delivery", "confirmDeliveryDetails", "createConfirmDeliveryDetails"},
    KindRow{"confirm_order", "confirmOrderDetails", "createConfirmOrderDetails"},
    KindRow{"confirm_service", "confirmServiceDetails", "createConfirmServiceDetails"},
    KindRow{"unexpected_problem", "unexpectedProblem", "createUnexpectedProblem"},
    KindRow{"digital_key", "digitalAccessKey", "createDigitalAccessKey"},
};

std::string OrderPath(std::string_view api, const std::string& number) {
    return "/" + std::string(api) + "/v1/orders/" + base::PercentEncode(number);
}

std::string OfMarketplace(const std::string& marketplace) {
    return "?marketplaceIds=" + base::PercentEncode(marketplace);
}

struct Action {
    std::string name;
};
struct Embedded {
    std::vector<Action> actions;
};

base::Result<std::vector<std::string>> ReadActions(std::string_view text) {
    const auto document = wire::JsonDocument::Parse(text);
    if (!document) {
        return base::Fail(document.error());
    }
    wire::ReadNotes notes;
    Embedded embedded;
    {
        const wire::JsonPath path;
        wire::ObjectReader in(document->root(), path, notes);
        in.Object("_embedded", embedded, [](wire::ObjectReader& inner, Embedded& out) {
            inner.Array("actions", out.actions, [](wire::ObjectReader& entry, Action& action) {
                entry.Object("payload", action, [](wire::ObjectReader& payload, Action& named) {
                    payload.RequiredText("name", named.name);
                });
            });
        });
    }
    if (notes.error) {
        return base::Fail(*notes.error);
    }
    std::vector<std::string> names;
    for (Action& action : embedded.actions) {
        names.push_back(std::move(action.name));
    }
    return names;
}

base::Result<> AnyBody(const std::string&) {
    return {};
}

}  // namespace

CallResult<std::vector<std::string>> MessagesClient::Actions(const domain::Store& store,
                                                             const std::string& operation,
                                                             const std::string& path,
                                                             std::stop_token stop) {
    std::vector<std::string> names;
    const auto read = [&](const std::string& body) -> base::Result<> {
        auto found = ReadActions(body);
        if (!found) {
            return base::Fail(found.error());
        }
        names = std::move(*found);
        return {};
    };
    const auto done = line_->Get(store, {operation, kPlan}, path, Priority::kReadBack, stop, read);
    if (!done) {
        return tl::unexpected(done.error());
    }
    return names;
}

CallResult<std::vector<std::string>> MessagesClient::Allowed(const domain::Store& store,
                                                             const std::string& number,
                                                             const std::string& marketplace,
                                                             std::stop_token stop) {
    const auto names = Actions(store, "getMessagingActionsForOrder",
                               OrderPath("messaging", number) + OfMarketplace(marketplace), stop);
    if (!names) {
        return tl::unexpected(names.error());
    }
    std::vector<std::string> kinds;
    for (const KindRow& row : kKinds) {
        if (std::find(names->begin(), names->end(), row.action) != names->end()) {
            kinds.emplace_back(row.kind);
        }
    }
    const auto may_request = MayRequestReview(store, number, marketplace, stop);
    if (!may_request) {
        return tl::unexpected(may_request.error());
    }
    if (*may_request) {
        kinds.emplace_back(domain::kReviewRequest);
    }
    return kinds;
}

CallResult<bool> MessagesClient::MayRequestReview(const domain::Store& store,
                                                  const std::string& number,
                                                  const std::string& marketplace,
                                                  std::stop_token stop) {
    const auto names =
        Actions(store, "getSolicitationActionsForOrder",
                OrderPath("solicitations", number) + OfMarketplace(marketplace), stop);
    if (!names) {
        return tl::unexpected(names.error());
    }
    return std::find(names->begin(), names->end(), kReviewAction) != names->end();
}

WriteResult<WriteReceipt> MessagesClient::Send(const domain::Store& store,
                                               const std::string& number,
                                               const std::string& marketplace,
                                               const std::string& kind, const std::string& text,
                                               std::stop_token stop) {
    const auto row = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](const KindRow& each) { return each.kind == kind; });
    Operation operation{"createProductReviewAndSellerFeedbackSolicitation", kPlan};
    Call call{"POST",
              OrderPath("solicitations", number) + "/solicitations/" + std::string(kReviewAction) +
                  OfMarketplace(marketplace),
              "{}"};
    if (row != kKinds.end()) {
        operation.name = row->operation;
        call.path = OrderPath("messaging", number) + "/messages/" + std::string(row->action) +
                    OfMarketplace(marketplace);
        call.body = "{\"text\":" + base::JsonQuote(text) + "}";
    }
    const auto done = line_->Act(store, operation, call, Priority::kReadBack, stop, AnyBody);
    if (!done) {
        const WriteOutcome outcome = OutcomeOf(done.error());
        return tl::unexpected(WriteFailure{outcome, done.error()});
    }
    return WriteReceipt{done->http_status, done->request_id};
}

base::Result<std::vector<std::string>> AmazonDirectory::MessagesFor(const domain::Store& store,
                                                                    const std::string& number,
                                                                    const std::string& marketplace,
                                                                    std::stop_token stop) {
    auto allowed = MessagesClient(line_).Allowed(store, number, marketplace, std::move(stop));
    if (!allowed) {
        return base::Fail(allowed.error().ToError());
    }
    return std::move(*allowed);
}

}  // namespace orderyard::amazon
