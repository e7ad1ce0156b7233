// pugixml reads the tree; it knows no entities but XML's own five and character references.
#include "amazon/wire/processing_report.hpp"

#include <pugixml.hpp>

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::amazon::wire {

namespace {

constexpr std::size_t kReportBytesMax = 16 * 1024 * 1024;
constexpr std::ptrdiff_t kTagsMax = 1'000'000;  // each costs the tree ten times its bytes
constexpr std::size_t kResultsMax = 100'000;
constexpr int kDepthMax = 32;
constexpr std::size_t kDescriptionBytesMax = 2'000;

std::string Text(const pugi::xml_node& parent, const char* name, std::size_t bytes_max) {
    const std::string_view text = base::Trim(parent.child(name).text().get());
    return std::string(base::TruncateUtf8(base::CleanUtf8(text), bytes_max));
}

std::optional<std::int64_t> Count(const pugi::xml_node& parent, const char* name) {
    const auto count = base::ParseInt(base::Trim(parent.child(name).text().get()));
    return count && *count >= 0 ? count : std::nullopt;
}

// pugixml's own walk is not recursive; what reads its tree must not be, either.
bool IsTooDeep(const pugi::xml_document& document) {
    struct Walker : pugi::xml_tree_walker {
        bool for_each(pugi::xml_node&) override {
            deepest = std::max(deepest, depth());
            return deepest <= kDepthMax;
        }
        int deepest = 0;
    } walker;
    pugi::xml_node root = document;
    return !root.traverse(walker);
}

// Under AmazonEnvelope/Message as Amazon sends it, or the report alone.
pugi::xml_node FindReport(const pugi::xml_document& document) {
    const pugi::xml_node root = document.document_element();
    if (std::string_view(root.name()) == "ProcessingReport") {
        return root;
    }
    for (const pugi::xml_node& message : root.children("Message")) {
        if (const pugi::xml_node report = message.child("ProcessingReport")) {
            return report;
        }
    }
    return {};
}

base::Result<MessageResult> ReadResult(const pugi::xml_node& node) {
    MessageResult result;
    const auto id = Count(node, "MessageID");
    if (!id) {
        return base::Fail(base::Malformed("a result without the number of its message"));
    }
    result.message_id = *id;
    const std::string kind = Text(node, "ResultCode", 32);
    if (kind != "Error" && kind != "Warning") {
        return base::Fail(base::Malformed("a result that is neither error nor warning"));
    }
    result.is_error = kind == "Error";
    result.code = Text(node, "ResultMessageCode", 64);
    result.description = Text(node, "ResultDescription", kDescriptionBytesMax);
    result.order_id = Text(node.child("AdditionalInfo"), "AmazonOrderID", 64);
    return result;
}

}  // namespace

base::Result<ProcessingReport> ReadProcessingReport(std::string_view xml) {
    if (xml.size() > kReportBytesMax || std::count(xml.begin(), xml.end(), '<') > kTagsMax) {
        return base::Fail({base::ErrorCode::kTooLarge, "the report is too large", {}, {}});
    }
    pugi::xml_document document;
    // The default options pass document types over and expand nothing of theirs.
    const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default);
    if (!parsed || IsTooDeep(document)) {
        return base::Fail(base::Malformed("the report is not XML that can be read"));
    }
    const pugi::xml_node node = FindReport(document);
    if (!node) {
        return base::Fail(base::Malformed("the result document holds no processing report"));
    }
    ProcessingReport report;
    report.status = Text(node, "StatusCode", 32);
    const pugi::xml_node summary = node.child("ProcessingSummary");
    report.processed = Count(summary, "MessagesProcessed");
    report.successful = Count(summary, "MessagesSuccessful");
    report.with_error = Count(summary, "MessagesWithError");
    report.with_warning = Count(summary, "MessagesWithWarning");
    for (const pugi::xml_node& each : node.children("Result")) {
        if (report.results.size() >= kResultsMax) {
            return base::Fail(
                {base::ErrorCode::kTooLarge, "the report has too many results", {}, {}});
        }
        auto result = ReadResult(each);
        if (!result) {
            return base::Fail(result.error());
        }
        report.results.push_back(std::move(*result));
    }
    return report;
}

}  // namespace orderyard::amazon::wire
