// A body that cannot be read, or lacks what its path asks for, is rejected when the request comes;
// what is wrong in it otherwise shows when it is done.
#include <algorithm>

#include "api/errors.hpp"
#include "api/rest/bracket_query.hpp"
#include "api/rest/change.hpp"
#include "api/rest/input.hpp"
#include "api/rest/later.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "http/target.hpp"
#include "ports/bulk_store.hpp"

namespace orderyard::api::rest {
namespace {

using ports::LaterOperation;
using ports::LaterState;

// A random one, version 4.
std::string MakeUuid() {
    std::string bytes = base::RandomBytes(16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    std::string text = base::Hex(bytes);
    for (const std::size_t place : {20U, 16U, 12U, 8U}) {
        text.insert(place, "-");
    }
    return text;
}

// "byOrderId" asks for orderId in each body.
std::optional<std::string> AskedMember(const std::string& segment) {
    constexpr std::string_view kBy = "by";
    if (!segment.starts_with(kBy) || segment.size() == kBy.size()) {
        return std::nullopt;
    }
    std::string name = segment.substr(kBy.size());
    name.front() = base::AsciiLower(name.substr(0, 1)).front();
    return name;
}

// From the body itself, or from the one object in it (product.sku).
std::optional<std::string> MemberOf(Input& body, const std::string& name) {
    if (auto text = body.Text(name)) {
        return text;
    }
    for (const char* object : {"product", "entity", "stock_item", "creditmemo"}) {
        if (auto inner = body.Object(object)) {
            return inner->Text(name);
        }
    }
    return std::nullopt;
}

// The path with its values; kInvalidInput: a body lacks one.
base::Result<std::string> TargetOf(const Call& call, Input& body, bool is_each) {
    std::string target = "/rest";
    for (const std::string& segment : base::Split(std::string(call.pattern).substr(1), '/')) {
        std::string value = segment;
        if (segment.starts_with('{')) {
            value = std::string(call.request.PathParam(segment.substr(1, segment.size() - 2)));
            const auto member = is_each ? AskedMember(value) : std::nullopt;
            if (member) {
                const auto given = MemberOf(body, SnakeCase(*member));
                if (!given || given->empty()) {
                    return base::Fail(MagentoMissingField(*member));
                }
                value = *given;
            }
            value = base::PercentEncode(value);
        }
        target += "/" + value;
    }
    return call.request.query_text.empty() ? target : target + "?" + call.request.query_text;
}

// A body that cannot even be read is rejected at once.
LaterOperation Make(const Call& call, const RouteRow& row, std::string body, bool is_each) {
    LaterOperation made;
    made.method = std::string(http::ToString(row.method));
    made.pattern = row.pattern;
    http::Request request = call.request;
    request.body = body;
    made.body = std::move(body);
    auto input = Input::Of(request);
    const auto target = input ? TargetOf(call, *input, is_each)
                              : base::Result<std::string>(base::Fail(input.error()));
    if (!target) {
        made.state = LaterState::kRejected;
        made.error_code = MagentoStatus(target.error().code);
        made.message = target.error().Text();
        return made;
    }
    made.target = *target;
    return made;
}

base::Result<std::vector<std::string>> BodiesOf(const http::Request& request, bool is_each) {
    if (!is_each) {
        return std::vector<std::string>{request.body};
    }
    const auto list = v1::ParseJson(request.body);
    if (!list || list->kind != v1::JsonNode::Kind::kArray) {
        return base::Fail(Refused("Specified request cannot be processed."));
    }
    if (list->values.size() > base::limits::kLaterOperationsMax) {
        return base::Fail(Refused("A bulk request has at most " +
                                  std::to_string(base::limits::kLaterOperationsMax) +
                                  " operations; send several."));
    }
    std::vector<std::string> bodies;
    for (const v1::JsonNode& each : list->values) {
        JsonWriter json(JsonWriter::Style::kPlain);
        each.Write(json);
        bodies.push_back(json.Take());
    }
    return bodies;
}

std::string Accepted(const ports::LaterBulk& bulk, const std::vector<LaterOperation>& all) {
    bool has_errors = false;
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginObject().Field("bulk_uuid", bulk.uuid).Key("request_items").BeginArray();
    for (const LaterOperation& each : all) {
        const bool is_rejected = each.state == LaterState::kRejected;
        json.BeginObject().Field("id", each.position);
        json.Field("data_hash", base::Hex(base::Sha256(each.body)));
        json.Field("status", is_rejected ? "rejected" : "accepted");
        if (is_rejected) {
            json.Field("error_message", each.message);
        }
        json.EndObject();
        has_errors = has_errors || is_rejected;
    }
    json.EndArray().Field("errors", has_errors).EndObject();
    return json.Take();
}

}  // namespace

Answer TakeOver(const Call& call, const RouteRow& row, bool is_each) {
    const auto bodies = BodiesOf(call.request, is_each);
    if (!bodies) {
        return base::Fail(bodies.error());
    }
    std::vector<LaterOperation> all;
    for (const std::string& body : *bodies) {
        all.push_back(Make(call, row, body, is_each));
        all.back().position = std::ssize(all) - 1;
    }
    if (!is_each && all.front().state == LaterState::kRejected) {
        return base::Fail(Refused(all.front().message));
    }
    ports::LaterBulk bulk;
    bulk.uuid = MakeUuid();
    bulk.actor = call.Actor();
    bulk.peer = call.caller.peer;
    bulk.operation_count = std::ssize(all);
    Answer answer = Change(call, [&](const actions::Step& step) -> Answer {
        bulk.started_at = step.now;
        step.tx.bulk().InsertLater(bulk, all);
        call.Note({"bulk " + bulk.uuid, "", std::to_string(all.size()) + " operations"});
        return Accepted(bulk, all);
    });
    if (answer && call.context.bulk_started) {
        call.context.bulk_started();
    }
    return answer;
}

}  // namespace orderyard::api::rest
