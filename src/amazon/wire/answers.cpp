// Reads whole answers. Pages are cut into single orders here, so that each can fail alone later.
#include "amazon/wire/answers.hpp"

#include "amazon/wire/json_document.hpp"
#include "amazon/wire/object_reader.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::amazon::wire {

namespace {

// A text with its tree; the text is mended when half a character stands in it.
struct ParsedText {
    std::string mended;
    std::string_view text;
    std::optional<JsonDocument> document;
};

base::Result<> Parse(std::string_view text, ParsedText& parsed) {
    parsed.text = text;
    auto document = JsonDocument::Parse(text);
    if (!document) {
        parsed.mended = WithoutLoneSurrogates(text);
        if (parsed.mended == text) {
            return base::Fail(document.error());
        }
        parsed.text = parsed.mended;
        document = JsonDocument::Parse(parsed.text);
        if (!document) {
            return base::Fail(document.error());
        }
    }
    parsed.document = std::move(*document);
    return {};
}

base::Instant InstantOrZero(const JsonValue& order, std::string_view name) {
    const JsonValue* value = order.Find(name);
    if (value == nullptr || value->kind != JsonKind::kString) {
        return {};
    }
    return base::Instant::ParseIso(value->text).value_or(base::Instant{});
}

OrderText OrderTextOf(const JsonValue& order, std::string_view text) {
    OrderText result;
    const JsonValue* number = order.Find("orderId");
    if (number != nullptr &&
        (number->kind == JsonKind::kString || number->kind == JsonKind::kNumber)) {
        result.number =
            base::TruncateUtf8(base::CleanUtf8(number->text), base::limits::kShortTextBytesMax);
    }
    result.updated_at = InstantOrZero(order, "lastUpdatedTime");
    // Past the limit only the start is kept: enough to be shown as unreadable, never enough to be
    // applied.
    result.text = text.substr(0, base::limits::kOrderPayloadBytesMax);
    result.content_hash = ContentHash(order);
    return result;
}

std::optional<base::Instant> ReadInstant(ObjectReader& in, std::string_view name) {
    std::string text;
    in.Text(name, text);
    const auto instant = base::Instant::ParseIso(text);
    return instant ? std::optional(*instant) : std::nullopt;
}

}  // namespace

base::Result<SearchAnswer> ReadSearchAnswer(std::string_view text) {
    ParsedText parsed;
    if (const auto done = Parse(text, parsed); !done) {
        return base::Fail(done.error());
    }
    const JsonValue& root = parsed.document->root();
    const JsonValue* orders = root.Find("orders");
    if (orders == nullptr || orders->kind != JsonKind::kArray) {
        return base::Fail(base::Malformed("the answer has no list of orders"));
    }
    const auto texts = ElementTexts(parsed.text, "orders");
    if (texts.size() != orders->items.size()) {
        return base::Fail(base::Malformed("the list of orders could not be cut into orders"));
    }
    SearchAnswer answer;
    ReadNotes notes;
    {
        const JsonPath path;
        ObjectReader in(root, path, notes);
        in.Object("pagination", answer, [](ObjectReader& pagination, SearchAnswer& to) {
            pagination.Text("nextToken", to.next_token);
        });
        answer.last_updated_before = ReadInstant(in, "lastUpdatedBefore");
        answer.created_before = ReadInstant(in, "createdBefore");
    }
    if (notes.error) {
        return base::Fail(*notes.error);
    }
    answer.unknown_count =
        notes.unknown_count - 1;  // "orders" itself is not read through the reader
    answer.orders.reserve(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        answer.orders.push_back(OrderTextOf(orders->items[i], texts[i]));
    }
    return answer;
}

base::Result<OrderText> ReadOrderAnswer(std::string_view text) {
    ParsedText parsed;
    if (const auto done = Parse(text, parsed); !done) {
        return base::Fail(done.error());
    }
    const JsonValue* order = parsed.document->root().Find("order");
    const std::string_view order_text = MemberText(parsed.text, "order");
    if (order == nullptr || order->kind != JsonKind::kObject || order_text.empty()) {
        return base::Fail(base::Malformed("the answer has no order"));
    }
    return OrderTextOf(*order, order_text);
}

std::vector<AnswerError> ReadErrors(std::string_view text) {
    std::vector<AnswerError> errors;
    const auto document = JsonDocument::Parse(text);
    if (!document || document->root().kind != JsonKind::kObject) {
        return errors;
    }
    ReadNotes notes;
    const JsonPath path;
    ObjectReader in(document->root(), path, notes);
    in.Array("errors", errors, [](ObjectReader& error, AnswerError& to) {
        error.Text("code", to.code);
        error.Text("message", to.message);
        error.Text("details", to.details);
    });
    return errors;
}

base::Result<TokenAnswer> ReadTokenAnswer(std::string_view text) {
    const auto document = JsonDocument::Parse(text);
    if (!document) {
        return base::Fail(document.error());
    }
    TokenAnswer answer;
    std::optional<std::int64_t> expires_in_seconds;
    ReadNotes notes;
    {
        const JsonPath path;
        ObjectReader in(document->root(), path, notes);
        in.RequiredText("access_token", answer.access_token);
        in.Whole("expires_in", expires_in_seconds);
    }
    if (notes.error) {
        return base::Fail(*notes.error);
    }
    answer.expires_in_seconds = expires_in_seconds.value_or(3600);
    return answer;
}

std::string ReadTokenError(std::string_view text) {
    const auto document = JsonDocument::Parse(text);
    if (!document || document->root().kind != JsonKind::kObject) {
        return {};
    }
    std::string error;
    ReadNotes notes;
    const JsonPath path;
    ObjectReader in(document->root(), path, notes);
    in.Text("error", error);
    return std::string(base::TruncateUtf8(error, 64));
}

}  // namespace orderyard::amazon::wire
