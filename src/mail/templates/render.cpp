// Values are gathered as plain texts and lists; the library escapes them on the way into HTML.
#include "mail/templates/render.hpp"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "mail/templates/show_value.hpp"

namespace orderyard::mail {
namespace {

using domain::MailKind;
using kainjow::mustache::data;

// What a mail lists: pieces, and with prices an amount.
struct Line {
    std::string name;
    std::string sku;
    std::int64_t quantity = 0;
    base::Money total;
};

// The part of the order that a mail is about.
struct Paper {
    std::string number;
    std::optional<base::Instant> date;
    std::vector<Line> lines;
    std::vector<std::pair<const char*, base::Money>> totals;  // our words, see Label
    std::vector<const domain::Track*> tracks;
    base::Money grand_total;
    bool has_prices = false;
};

template <class Document>
const Document* FindDocument(const std::vector<Document>& documents, std::int64_t id) {
    const auto found = std::find_if(documents.begin(), documents.end(),
                                    [id](const Document& each) { return each.id.value == id; });
    return found == documents.end() ? nullptr : &*found;
}

// One line for each order line, however many entries speak of it.
class Lines {
  public:
    explicit Lines(const domain::Order& order) : order_(order) {}

    void Add(domain::OrderItemId item, std::int64_t quantity, const base::Money& total) {
        const domain::OrderItem* of = order_.FindItem(item);
        if (of == nullptr || quantity <= 0) {
            return;
        }
        const auto [place, is_new] = places_.emplace(item.value, lines_.size());
        if (is_new) {
            lines_.push_back({of->name, of->sku, 0, base::Money::Zero(order_.currency)});
        }
        lines_[place->second].quantity += quantity;
        lines_[place->second].total += total;
    }
    std::vector<Line> Take() { return std::move(lines_); }

  private:
    const domain::Order& order_;
    std::map<std::int64_t, std::size_t> places_;
    std::vector<Line> lines_;
};

Paper OrderPaper(const domain::Order& order) {
    Paper paper;
    paper.number = order.increment_id;
    paper.date = order.placed_at;
    Lines lines(order);
    for (const auto& item : order.items) {
        lines.Add(item.id, item.ordered, item.amounts.row_total);
    }
    paper.lines = lines.Take();
    const auto& totals = order.totals;
    paper.totals = {{"subtotal", totals.subtotal},
                    {"shipping", totals.shipping},
                    {"gift_wrap", totals.gift_wrap + totals.fee + totals.tip},
                    {"discount", -totals.discount},
                    {"tax", totals.tax}};
    paper.grand_total = totals.grand_total;
    paper.has_prices = true;
    return paper;
}

Paper InvoicePaper(const domain::Order& order, const domain::Invoice& invoice) {
    Paper paper;
    paper.number = invoice.increment_id;
    paper.date = invoice.created_at;
    Lines lines(order);
    base::Money tax = base::Money::Zero(order.currency);
    for (const auto& line : invoice.lines) {
        lines.Add(line.order_item_id, line.pieces.count, line.amounts.total);
        tax += line.amounts.tax;
    }
    paper.lines = lines.Take();
    paper.totals = {{"extras", invoice.extras}, {"included_tax", tax}};
    paper.grand_total = invoice.grand_total;
    paper.has_prices = true;
    return paper;
}

Paper ShipmentPaper(const domain::Order& order, const domain::Shipment& shipment) {
    Paper paper;
    paper.number = shipment.increment_id;
    paper.date = shipment.shipped_at;
    Lines lines(order);
    for (const auto& package : shipment.packages) {
        for (const auto& line : package.lines) {
            lines.Add(line.order_item_id, line.quantity, base::Money::Zero(order.currency));
        }
        for (const auto& track : package.tracks) {
            paper.tracks.push_back(&track);
        }
    }
    paper.lines = lines.Take();
    paper.grand_total = order.totals.grand_total;
    return paper;
}

Paper CreditMemoPaper(const domain::Order& order, const domain::CreditMemo& memo) {
    Paper paper;
    paper.number = memo.increment_id;
    paper.date = memo.created_at;
    Lines lines(order);
    for (const auto& line : memo.lines) {
        // Money alone can be given back, too: it still needs a line.
        lines.Add(line.order_item_id, std::max<std::int64_t>(line.Quantity(), 1),
                  line.amounts.Total());
    }
    paper.lines = lines.Take();
    paper.totals = {{"extras", memo.extras},
                    {"adjustment_refund", memo.adjustment_refund},
                    {"adjustment_fee", -memo.adjustment_fee}};
    paper.grand_total = memo.grand_total;
    paper.has_prices = true;
    return paper;
}

Paper PaperOf(const MailContent& content) {
    const domain::OrderFile& file = content.file;
    Paper paper;
    if (const auto* invoice = FindDocument(file.invoices, content.document);
        invoice != nullptr &&
        (content.kind == MailKind::kInvoice || content.kind == MailKind::kInvoiceComment)) {
        paper = InvoicePaper(file.order, *invoice);
    } else if (const auto* shipment = FindDocument(file.shipments, content.document);
               shipment != nullptr && (content.kind == MailKind::kShipment ||
                                       content.kind == MailKind::kShipmentComment)) {
        paper = ShipmentPaper(file.order, *shipment);
    } else if (const auto* memo = FindDocument(file.credit_memos, content.document);
               memo != nullptr && (content.kind == MailKind::kCreditMemo ||
                                   content.kind == MailKind::kCreditMemoComment)) {
        paper = CreditMemoPaper(file.order, *memo);
    } else {
        paper = OrderPaper(file.order);
    }
    if (domain::IsCommentMail(content.kind) || content.kind == MailKind::kMessage) {
        paper.lines.clear();  // what is new is the remark
        paper.totals.clear();
        paper.has_prices = false;
    }
    return paper;
}

data Texts(const std::vector<std::string>& texts) {
    data list{data::type::list};
    for (const std::string& text : texts) {
        list.push_back(data("line", text));
    }
    return list;
}

// Only lines that say something.
std::vector<std::string> AddressLines(const domain::PersonalAddress& address,
                                      const domain::Location& at) {
    std::vector<std::string> lines{address.name, address.company};
    lines.insert(lines.end(), address.lines.begin(), address.lines.end());
    lines.push_back(std::string(base::Trim(address.postal_code + " " + at.city)));
    lines.push_back(at.region);
    lines.push_back(at.country_code);
    std::erase_if(lines, [](const std::string& line) { return base::Trim(line).empty(); });
    // City and country alone are no address: the rest has been forgotten.
    return address.lines.empty() ? std::vector<std::string>() : lines;
}

data LinesOf(const Paper& paper) {
    data list{data::type::list};
    for (const Line& line : paper.lines) {
        data row;
        row.set("name", line.name);
        row.set("sku", line.sku);
        row.set("quantity", std::to_string(line.quantity));
        row.set("row_total", paper.has_prices ? ShowMoney(line.total) : "");
        list.push_back(row);
    }
    return list;
}

data TotalsOf(const Paper& paper, const std::string& language) {
    data list{data::type::list};
    const auto add = [&](const char* word, const base::Money& amount) {
        data row;
        row.set("label", TotalLabel(word, language));
        row.set("amount", ShowMoney(amount));
        list.push_back(row);
    };
    for (const auto& [word, amount] : paper.totals) {
        if (!amount.IsZero()) {
            add(word, amount);
        }
    }
    add("grand_total", paper.grand_total);
    return list;
}

data TracksOf(const Paper& paper) {
    data list{data::type::list};
    for (const domain::Track* track : paper.tracks) {
        data row;
        row.set("carrier",
                track->title.empty() ? base::AsciiUpper(track->carrier_code) : track->title);
        row.set("number", track->number);
        list.push_back(row);
    }
    return list;
}

data Values(const MailContent& content) {
    const domain::Order& order = content.file.order;
    const Paper paper = PaperOf(content);
    const auto ship_to = AddressLines(order.personal.shipping, order.ship_to);
    const auto bill_to = AddressLines(order.personal.billing, order.bill_to);
    const std::string channel_number = order.channel ? order.channel->number : "";
    const std::string& language = content.language;
    data values;
    values.set("order_number", order.increment_id);
    values.set("channel_order_number", channel_number);
    values.set("order_date", ShowDay(order.placed_at, content.zone, language));
    values.set("status", content.status_label);
    const std::string nobody = language == "ko" ? "구매" : "there";
    const std::string& name = order.personal.buyer_name;
    values.set("customer_name", base::Trim(name).empty() ? nobody : name);
    values.set("store_name", content.store_name);
    values.set("shipping_method", order.shipping_description);
    values.set("payment_method", order.payment.method_title);
    values.set("grand_total", ShowMoney(paper.grand_total));
    values.set("document_number", paper.number);
    values.set("document_date", paper.date ? ShowDay(*paper.date, content.zone, language) : "");
    values.set("message_subject", content.message_subject);
    values.set("is_guest", data(content.is_guest));
    values.set("has_logo", data(content.has_logo));
    values.set("has_channel_number", data(!channel_number.empty()));
    values.set("has_comment", data(!base::Trim(content.note).empty()));
    values.set("has_lines", data(!paper.lines.empty()));
    values.set("has_prices", data(paper.has_prices));
    values.set("has_tracks", data(!paper.tracks.empty()));
    values.set("has_shipping_address", data(!ship_to.empty()));
    values.set("has_billing_address", data(!bill_to.empty()));
    values.set("comment_lines", Texts(base::Split(base::Trim(content.note), '\n')));
    values.set("lines", LinesOf(paper));
    values.set("totals", TotalsOf(paper, language));
    values.set("tracks", TracksOf(paper));
    values.set("shipping_address", Texts(ship_to));
    values.set("billing_address", Texts(bill_to));
    return values;
}

}  // namespace

domain::MailTemplate Render(const domain::MailTemplate& wanted, const MailContent& content) {
    const data values = Values(content);
    const auto as_text = [](const std::string& value) { return base::CleanUtf8(value); };
    const auto render = [&](const std::string& text, bool is_html) {
        kainjow::mustache::mustache made(text);
        if (is_html) {
            made.set_custom_escape([](const std::string& value) {
                return kainjow::mustache::html_escape(base::CleanUtf8(value));
            });
        } else {
            made.set_custom_escape(as_text);
        }
        return made.render(values);
    };
    domain::MailTemplate made;
    made.subject = render(wanted.subject, false);
    std::replace(made.subject.begin(), made.subject.end(), '\n', ' ');
    made.text = render(wanted.text, false);
    while (base::ReplaceAll(made.text, "\n\n\n", "\n\n")) {
        // Sections that are left out leave their blank lines behind.
    }
    made.html = wanted.html.empty() ? "" : render(wanted.html, true);
    return made;
}

}  // namespace orderyard::mail
