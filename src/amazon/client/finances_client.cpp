// No marketplace is asked for: with one, Amazon leaves out what merchants shipped in the US.
#include "amazon/client/finances_client.hpp"

#include "amazon/client/call_line.hpp"
#include "base/text.hpp"

namespace orderyard::amazon {

namespace {

constexpr std::string_view kPath = "/finances/2024-06-19/transactions";
const Operation kListTransactions{"listTransactions", {0.5, 10}};

std::string PathOf(const TransactionsParams& params) {
    std::string query;
    const auto add = [&](std::string_view name, const std::string& value) {
        query += (query.empty() ? "?" : "&") + std::string(name) + "=" + base::PercentEncode(value);
    };
    if (!params.order_number.empty()) {
        add("relatedIdentifierName", "ORDER_ID");
        add("relatedIdentifierValue", params.order_number);
    }
    if (params.posted_after) {
        add("postedAfter", params.posted_after->ToIsoMillis());
    }
    if (params.posted_before) {
        add("postedBefore", params.posted_before->ToIsoMillis());
    }
    if (!params.page_token.empty()) {
        add("nextToken", params.page_token);
    }
    return std::string(kPath) + query;
}

}  // namespace

CallResult<wire::TransactionPage> FinancesClient::ListTransactions(const domain::Store& store,
                                                                   const TransactionsParams& params,
                                                                   std::stop_token stop) {
    std::optional<wire::TransactionPage> page;
    const auto read = [&](const std::string& body) -> base::Result<> {
        auto answer = wire::ReadTransactionPage(body);
        if (!answer) {
            return base::Fail(answer.error());
        }
        page = std::move(*answer);
        return {};
    };
    const auto done =
        line_->Get(store, kListTransactions, PathOf(params), Priority::kSweep, stop, read);
    if (!done) {
        return tl::unexpected(done.error());
    }
    return std::move(*page);
}

}  // namespace orderyard::amazon
