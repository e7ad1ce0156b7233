// Counts first, then one Result a problem.
#include "sandbox/wire/processing_report.hpp"

#include <fmt/format.h>

namespace orderyard::sandbox {
namespace {

std::string WriteResult(const MessageOutcome& outcome, const MessageProblem& problem) {
    std::string about;
    if (!outcome.order_id.empty()) {
        about += fmt::format("\n\t\t\t\t\t<AmazonOrderID>{}</AmazonOrderID>",
                             EscapeXml(outcome.order_id));
    }
    if (!outcome.order_item_id.empty()) {
        about += fmt::format("\n\t\t\t\t\t<AmazonOrderItemCode>{}</AmazonOrderItemCode>",
                             EscapeXml(outcome.order_item_id));
    }
    if (!about.empty()) {
        about = "\n\t\t\t\t<AdditionalInfo>" + about + "\n\t\t\t\t</AdditionalInfo>";
    }
    return fmt::format(
        "\n\t\t\t<Result>\n\t\t\t\t<MessageID>{}</MessageID>\n\t\t\t\t<ResultCode>{}</ResultCode>"
        "\n\t\t\t\t<ResultMessageCode>{}</ResultMessageCode>"
        "\n\t\t\t\t<ResultDescription>{}</ResultDescription>{}\n\t\t\t</Result>",
        outcome.message_id, problem.is_warning ? "Warning" : "Error", problem.code,
        EscapeXml(problem.description), about);
}

}  // namespace

std::string WriteProcessingReport(std::string_view feed_id, std::string_view merchant,
                                  const std::vector<MessageOutcome>& outcomes) {
    int processed = 0;
    int failed = 0;
    int warned = 0;
    bool is_rejected = false;
    std::string results;
    for (const MessageOutcome& outcome : outcomes) {
        is_rejected = is_rejected || outcome.message_id == 0;
        processed += outcome.message_id == 0 ? 0 : 1;
        failed += outcome.IsError() ? 1 : 0;
        warned += !outcome.IsError() && !outcome.problems.empty() ? 1 : 0;
        for (const MessageProblem& problem : outcome.problems) {
            results += WriteResult(outcome, problem);
        }
    }
    return fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8"?>
<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
	<Header>
		<DocumentVersion>1.02</DocumentVersion>
		<MerchantIdentifier>{}</MerchantIdentifier>
	</Header>
	<MessageType>ProcessingReport</MessageType>
	<Message>
		<MessageID>1</MessageID>
		<ProcessingReport>
			<DocumentTransactionID>{}</DocumentTransactionID>
			<StatusCode>{}</StatusCode>
			<ProcessingSummary>
				<MessagesProcessed>{}</MessagesProcessed>
				<MessagesSuccessful>{}</MessagesSuccessful>
				<MessagesWithError>{}</MessagesWithError>
				<MessagesWithWarning>{}</MessagesWithWarning>
			</ProcessingSummary>{}
		</ProcessingReport>
	</Message>
</AmazonEnvelope>
)",
        EscapeXml(merchant), EscapeXml(feed_id), is_rejected ? "Rejected" : "Complete", processed,
        is_rejected ? 0 : processed - failed, failed, warned, results);
}

}  // namespace orderyard::sandbox
