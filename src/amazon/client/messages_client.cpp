// The answers are HAL: links, and beside them the actions with their names.
#include "amazon/client/messages_client.hpp"

#include <algorithm>
#include <array>

#include "amazon/client/amazon_directory.hpp"
#include "amazon/client/call_line.hpp"
#include "amazon/wire/json_document.hpp"
#include "amazon/wire/object_reader.hpp"
#include "amazon/wire/upload_destination.hpp"
#include "base/check.hpp"
#include "base/md5.hpp"
#include "base/text.hpp"
#include "domain/mail/channel_message.hpp"

namespace orderyard::amazon {

namespace {

constexpr UsagePlan kPlan{1, 5};
const Operation kCreateDestination{"createUploadDestinationForResource", {10, 10}};
const std::string kUpload = "uploadMessageFile";
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
    KindRow{"legal_disclosure", "legalDisclosure", "createLegalDisclosure"},
    KindRow{"warranty", "warranty", "CreateWarranty"},
    KindRow{"invoice", "invoice", "sendInvoice"},
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

const KindRow* FindKind(const std::string& kind) {
    const auto row = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](const KindRow& each) { return each.kind == kind; });
    return row == kKinds.end() ? nullptr : &*row;
}

// The members that a kind has; a warranty's text is its two days.
std::string MessageBody(const std::string& kind, const std::string& text,
                        const std::optional<UploadedFile>& file) {
    std::vector<std::string> members;
    if (kind == domain::kWarranty && !text.empty()) {
        const auto days = base::Split(text, '/');
        members.push_back("\"coverageStartDate\":" + base::JsonQuote(days.front() + "T00:00:00Z"));
        members.push_back("\"coverageEndDate\":" + base::JsonQuote(days.back() + "T00:00:00Z"));
    } else if (!text.empty()) {
        members.push_back("\"text\":" + base::JsonQuote(text));
    }
    if (file) {
        members.push_back("\"attachments\":[{\"uploadDestinationId\":" + base::JsonQuote(file->id) +
                          ",\"fileName\":" + base::JsonQuote(file->name) + "}]");
    }
    return "{" + base::Join(members, ",") + "}";
}

CallFailure NoDestination(const std::string& text) {
    CallFailure failure = MakeFailure(FailureKind::kBadAnswer, kCreateDestination.name);
    failure.text = text;
    return failure;
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

CallResult<UploadedFile> MessagesClient::Upload(
    const domain::Store& store, const std::string& number, const std::string& marketplace,
    const std::string& kind, const ports::MailAttachment& file, std::stop_token stop) {
    const KindRow* row = FindKind(kind);
    base::Check(row != nullptr, "a file goes with a kind of message");
    const std::string md5 = base::Base64(base::Md5(file.bytes));
    const std::string path = "/uploads/2020-11-01/uploadDestinations" +
                             OrderPath("messaging", number) + "/messages/" +
                             std::string(row->action) + OfMarketplace(marketplace) +
                             "&contentMD5=" + base::PercentEncode(md5) +
                             "&contentType=" + base::PercentEncode(file.media_type);
    std::optional<wire::UploadDestination> place;
    const auto read = [&](const std::string& body) -> base::Result<> {
        auto found = wire::ReadUploadDestination(body);
        if (!found) {
            return base::Fail(found.error());
        }
        place = std::move(*found);
        return {};
    };
    const auto made =
        line_->Act(store, kCreateDestination, {"POST", path, ""}, Priority::kReadBack, stop, read);
    if (!made) {
        return tl::unexpected(made.error());
    }
    if (!IsStorageUrlAllowed(store, place->url)) {
        return tl::unexpected(NoDestination("the URL of the file is not one to send to"));
    }
    HttpRequest request{"PUT", place->url, place->headers, file.bytes};
    const auto has = [&](std::string_view name) {
        return std::any_of(place->headers.begin(), place->headers.end(),
                           [&](const auto& each) { return base::AsciiLower(each.first) == name; });
    };
    if (!has("content-type")) {
        request.headers.emplace_back("Content-Type", file.media_type);
    }
    if (!has("content-md5")) {
        request.headers.emplace_back("Content-MD5", md5);
    }
    const auto answer = line_->Exchange(store, kUpload, request, stop);
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    if (answer->status != 200) {
        return tl::unexpected(FailureOfAnswer(kUpload, *answer));
    }
    return UploadedFile{place->id, file.file_name};
}

WriteResult<WriteReceipt> MessagesClient::Send(const domain::Store& store,
                                               const std::string& number,
                                               const std::string& marketplace,
                                               const std::string& kind, const std::string& text,
                                               const std::optional<UploadedFile>& file,
                                               std::stop_token stop) {
    const KindRow* row = FindKind(kind);
    Operation operation{"createProductReviewAndSellerFeedbackSolicitation", kPlan};
    Call call{"POST",
              OrderPath("solicitations", number) + "/solicitations/" + std::string(kReviewAction) +
                  OfMarketplace(marketplace),
              "{}"};
    if (row != nullptr) {
        operation.name = row->operation;
        call.path = OrderPath("messaging", number) + "/messages/" + std::string(row->action) +
                    OfMarketplace(marketplace);
        call.body = MessageBody(kind, text, file);
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
