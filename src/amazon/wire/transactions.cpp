// Amounts are JSON numbers here; they are kept as they were written.
#include "amazon/wire/transactions.hpp"

#include "amazon/wire/json_document.hpp"
#include "amazon/wire/object_reader.hpp"
#include "base/limits.hpp"

namespace orderyard::amazon::wire {

namespace {

struct Identifier {
    std::string name, value;
};

struct Item {
    std::vector<TransactionPart> parts;
};

void ReadCurrency(ObjectReader& in, Money& out) {
    in.RequiredText("currencyAmount", out.amount);
    in.RequiredText("currencyCode", out.currency_code);
}

void ReadPart(ObjectReader& in, TransactionPart& out) {
    in.Text("breakdownType", out.type);
    in.Object("breakdownAmount", out.amount, ReadCurrency);
}

void ReadTransaction(ObjectReader& in, Transaction& out) {
    in.RequiredText("transactionId", out.id);
    if (out.id.size() > base::limits::kShortTextBytesMax) {
        in.Fail("transactionId", "is too long");
    }
    in.Text("transactionType", out.type);
    in.Text("transactionStatus", out.status);
    in.Object("totalAmount", out.total, ReadCurrency);
    std::string posted;
    in.RequiredText("postedDate", posted);
    if (const auto at = base::Instant::ParseIso(posted)) {
        out.posted_at = *at;
    } else {
        in.Fail("postedDate", "is not a time");
    }
    std::vector<Identifier> identifiers;
    in.Array("relatedIdentifiers", identifiers, [](ObjectReader& one, Identifier& to) {
        one.Text("relatedIdentifierName", to.name);
        one.Text("relatedIdentifierValue", to.value);
    });
    for (const Identifier& identifier : identifiers) {
        if (identifier.name == "ORDER_ID") {
            out.order_number = identifier.value;
        }
    }
    std::vector<Item> items;
    in.Array("items", items,
             [](ObjectReader& one, Item& to) { one.Array("breakdowns", to.parts, ReadPart); });
    for (Item& item : items) {
        out.parts.insert(out.parts.end(), item.parts.begin(), item.parts.end());
    }
}

}  // namespace

base::Result<TransactionPage> ReadTransactionPage(std::string_view text) {
    const auto document = JsonDocument::Parse(text);
    if (!document) {
        return base::Fail(document.error());
    }
    TransactionPage page;
    ReadNotes notes;
    {
        const JsonPath path;
        ObjectReader in(document->root(), path, notes);
        if (!in.Has("payload")) {
            in.Fail("payload", "is missing");
        }
        in.Object("payload", page, [](ObjectReader& payload, TransactionPage& to) {
            payload.Array("transactions", to.transactions, ReadTransaction);
            payload.Text("nextToken", to.next_token);
        });
    }
    if (notes.error) {
        return base::Fail(*notes.error);
    }
    return page;
}

}  // namespace orderyard::amazon::wire
