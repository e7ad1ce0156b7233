// The form that invoices, credit memos, packing slips and pick lists share: letterhead, title and
// facts, address boxes, a table that breaks over pages, totals, notes, and a foot on every page.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "documents/canvas.hpp"
#include "domain/papers/document_settings.hpp"

namespace orderyard::documents {

// What all papers of a store view have in common.
struct Letterhead {
    domain::DocumentSettings settings;
    Picture logo;              // may be unset
    std::string zone = "UTC";  // of dates
};

struct Fact {
    std::string label, value;
};

struct AddressBox {
    std::string title;
    std::vector<std::string> lines;  // the first is bold
};

struct Column {
    std::string head;
    Align align = Align::kRight;
    bool takes_rest = false;  // exactly one column; the others are as wide as their texts
};

struct CellLine {
    std::string text;
    bool is_bold = false;
    bool is_quiet = false;  // small and grey
};
using Cell = std::vector<CellLine>;

struct Total {
    std::string label, value;
    bool is_grand = false;
};

struct SheetText {
    std::string title;  // "Invoice"
    std::vector<Fact> facts;
    std::vector<Fact> barcodes;  // caption and number
    std::vector<AddressBox> boxes;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
    bool has_tick_boxes = false;  // before each row, for a pencil
    std::vector<Total> totals;
    std::string stamp;        // "Paid", beside the totals
    std::vector<Fact> notes;  // after the totals
    std::string empty_words;  // instead of rows when there are none
};

void DrawSheet(Canvas& canvas, const Letterhead& letterhead, const SheetText& text);

}  // namespace orderyard::documents
