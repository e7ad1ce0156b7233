// What the routes about documents on paper and their settings are for; read by
// api/openapi. Bodies and parameters that are not named here are those of recorded requests.
#include "api/openapi/texts.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kText = R"(
GET /api/v1/invoices/{invoice}/pdf
: An invoice as PDF.
? download int 1: to save it
= 200 application/pdf
GET /api/v1/credit-memos/{memo}/pdf
: A credit memo as PDF.
? download int 1: to save it
= 200 application/pdf
GET /api/v1/shipments/{shipment}/packing-slip
: The packing slip of a shipment as PDF.
? download int 1: to save it
= 200 application/pdf
GET /api/v1/shipments/{shipment}/label
: The address label of a shipment as PDF.
? download int 1: to save it
= 200 application/pdf
GET /api/v1/orders/{id}/packing-slip
: The packing slip of an order as PDF.
? download int 1: to save it
= 200 application/pdf
POST /api/v1/prints
: Papers of many orders in one file.
> kind text! invoice, credit_memo, packing_slip, label or pick_list
> orders list(int) these, in this order
> documents list(int) instead: invoices, shipments or credit memos by their ids
> filter object instead: what the list of orders takes
> as text pdf or zip
= 200 application/pdf
GET /api/v1/document-settings/{view}
: How a store view's documents look.
PUT /api/v1/document-settings/{view}
: Sets how a store view's documents look.
GET /api/v1/document-settings/{view}/preview
: A made-up invoice as the settings print it.
= 200 application/pdf
GET /api/v1/document-settings/{view}/logo
: The logo.
= 200 image/png
PUT /api/v1/document-settings/{view}/logo
: Sets the logo: the bytes of a PNG.
DELETE /api/v1/document-settings/{view}/logo
: Goes without a logo.
= 204
GET /api/v1/document-settings
: Which store views there are documents of.
GET /api/v1/table-columns
: The columns that exports can have.
GET /api/v1/exports/{file}
: orders, invoices, shipments or credit-memos as .csv or .xlsx; orders take what their list takes.
? columns text several: once each
? heads text en, ko or codes
? separator text comma, semicolon or tab
? decimal text point or comma
? mark int 1: with a byte order mark
? zone text
? created_from text of documents: a day or a moment
? created_to text of documents
= 200 text/csv
POST /api/v1/imports/tracking
: Takes in a CSV file of tracking numbers and ships what they are for: all of it or nothing.
? dry_run int 1: only says what it would do
)";

}  // namespace

const char* DescribePapers() {
    return kText;
}

}  // namespace orderyard::api::v1
