// One row a store view. Lists of lines are kept as text with line ends: a line has none.
#include "storage/paper_store.hpp"

#include "base/text.hpp"
#include "ports/database.hpp"

namespace orderyard::storage {

namespace {

constexpr std::string_view kFind =
    "SELECT seller_name, seller_lines, tax_numbers, accent_colour, language, region, page_size, "
    "label_size, footer, shows_order_number, version FROM document_settings WHERE store_view_id = "
    "?";
constexpr std::string_view kInsert =
    "INSERT INTO document_settings (seller_name, seller_lines, tax_numbers, accent_colour, "
    "language, region, page_size, label_size, footer, shows_order_number, version, store_view_id) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?) ON CONFLICT (store_view_id) DO NOTHING";
constexpr std::string_view kUpdate =
    "UPDATE document_settings SET seller_name = ?, seller_lines = ?, tax_numbers = ?, "
    "accent_colour = ?, language = ?, region = ?, page_size = ?, label_size = ?, footer = ?, "
    "shows_order_number = ?, version = version + 1 WHERE store_view_id = ? AND version = ?";
constexpr std::string_view kLogo = "SELECT png FROM document_logo WHERE store_view_id = ?";
constexpr std::string_view kDropLogo = "DELETE FROM document_logo WHERE store_view_id = ?";
constexpr std::string_view kPutLogo =
    "INSERT INTO document_logo (store_view_id, png) VALUES (?, ?) "
    "ON CONFLICT (store_view_id) DO UPDATE SET png = excluded.png";

std::string NumbersText(const std::vector<domain::TaxNumber>& numbers) {
    std::string text;
    for (const auto& number : numbers) {
        text += (text.empty() ? "" : "\n") + number.label + "\t" + number.number;
    }
    return text;
}

std::vector<domain::TaxNumber> ReadNumbers(std::string_view text) {
    std::vector<domain::TaxNumber> numbers;
    if (text.empty()) {
        return numbers;
    }
    for (const std::string& line : base::Split(text, '\n')) {
        const std::size_t tab = line.find('\t');
        if (tab == std::string::npos) {
            throw sql::SqlError("document_settings.tax_numbers is damaged");
        }
        numbers.push_back({line.substr(0, tab), line.substr(tab + 1)});
    }
    return numbers;
}

template <class T>
T Known(std::optional<T> value) {
    if (!value) {
        throw sql::SqlError("document_settings holds an unknown word");
    }
    return *value;
}

}  // namespace

std::optional<domain::DocumentSettings> SqlPaperStore::FindSettings(domain::StoreViewId view) {
    sql::Rows rows = connection_.Query(kFind, view);
    if (!rows.Next()) {
        return std::nullopt;
    }
    domain::DocumentSettings settings;
    settings.seller_name = rows.Text(0);
    if (!rows.View(1).empty()) {
        settings.seller_lines = base::Split(rows.View(1), '\n');
    }
    settings.tax_numbers = ReadNumbers(rows.View(2));
    settings.accent_colour = rows.Text(3);
    settings.language = Known(domain::PaperLanguageFrom(rows.View(4)));
    settings.region = rows.Text(5);
    settings.page_size = Known(domain::PageSizeFrom(rows.View(6)));
    settings.label_size = Known(domain::LabelSizeFrom(rows.View(7)));
    settings.footer = rows.Text(8);
    settings.shows_order_number = rows.Bool(9);
    settings.version = rows.Int(10);
    return settings;
}

void SqlPaperStore::PutSettings(domain::StoreViewId view, domain::DocumentSettings& settings) {
    const std::string lines = base::Join(settings.seller_lines, "\n");
    const std::string numbers = NumbersText(settings.tax_numbers);
    const std::int64_t changed =
        settings.version == 0
            ? connection_.Exec(kInsert, settings.seller_name, lines, numbers,
                               settings.accent_colour, ToString(settings.language), settings.region,
                               ToString(settings.page_size), ToString(settings.label_size),
                               settings.footer, settings.shows_order_number, view)
            : connection_.Exec(kUpdate, settings.seller_name, lines, numbers,
                               settings.accent_colour, ToString(settings.language), settings.region,
                               ToString(settings.page_size), ToString(settings.label_size),
                               settings.footer, settings.shows_order_number, view,
                               settings.version);
    if (changed != 1) {
        throw ports::VersionConflict("the document settings were changed by somebody else");
    }
    settings.version += 1;
}

std::string SqlPaperStore::Logo(domain::StoreViewId view) {
    sql::Rows rows = connection_.Query(kLogo, view);
    return rows.Next() ? rows.Bytes(0) : "";
}

void SqlPaperStore::PutLogo(domain::StoreViewId view, const std::string& png) {
    if (png.empty()) {
        connection_.Exec(kDropLogo, view);
    } else {
        connection_.Exec(kPutLogo, view, sql::Bytes{png});
    }
}

}  // namespace orderyard::storage
