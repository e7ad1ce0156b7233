// GET /api/v1/product-exports: all products as the CSV file that the import takes; sent back as it
// is, it changes nothing.
#include <algorithm>
#include <array>

#include "api/v1/catalog/endpoints.hpp"
#include "api/v1/papers/paper_files.hpp"
#include "api/v1/query_reader.hpp"
#include "base/csv.hpp"
#include "http/body_source.hpp"
#include "ports/product_store.hpp"

namespace orderyard::api::v1 {
namespace {

using ports::FilterOp;

constexpr std::size_t kPieceBytes = 48 * 1024;
constexpr std::int64_t kSpanIds = 400;
const std::array<std::string, 8> kHeads = {"sku",    "name",         "price",    "currency",
                                           "status", "manage_stock", "quantity", "bin"};

// Spans of ids: what came before is neither counted nor skipped over.
class ProductsSource final : public http::BodySource {
  public:
    explicit ProductsSource(const ports::Database& database) : database_(database) {
        base::AppendCsvRecord(csv_, kHeads);
    }

    std::string Read() override {
        while (!is_done_ && csv_.size() < kPieceBytes) {
            database_.Read([this](ports::Transaction& tx) { AddSpan(tx); });
        }
        std::string piece;
        piece.swap(csv_);
        return piece;
    }

  private:
    static ports::ProductPage Found(ports::Transaction& tx, const ports::SearchQuery& query) {
        auto page = tx.products().Search(query);
        if (!page) {
            throw std::logic_error("an export's own conditions: " + page.error().Text());
        }
        return std::move(*page);
    }

    void AddSpan(ports::Transaction& tx) {
        if (id_max_ < 0) {
            ports::SearchQuery newest;
            newest.sort = {{"entity_id", true}};
            newest.page_size = 1;
            const auto page = Found(tx, newest);
            id_max_ = page.products.empty() ? 0 : page.products.front().id.value;
        }
        const std::int64_t last = std::min(last_id_ + kSpanIds, id_max_);
        ports::SearchQuery span;
        span.sort = {{"entity_id", false}};
        span.groups = {{{"entity_id", FilterOp::kGt, {std::to_string(last_id_)}}},
                       {{"entity_id", FilterOp::kLteq, {std::to_string(last)}}}};
        for (const domain::Product& product : Found(tx, span).products) {
            Add(product);
        }
        last_id_ = last;
        is_done_ = last_id_ >= id_max_;
    }

    void Add(const domain::Product& product) {
        const std::array<std::string, 8> cells = {
            product.sku,
            product.name,
            product.price ? product.price->ToDecimal() : "",
            product.price ? std::string(product.price->currency().code()) : "",
            product.is_enabled ? "enabled" : "disabled",
            product.is_stock_managed ? "yes" : "no",
            std::to_string(product.on_hand),
            product.bin};
        base::AppendCsvRecord(csv_, cells);
    }

    const ports::Database& database_;
    std::string csv_;
    std::int64_t last_id_ = 0, id_max_ = -1;
    bool is_done_ = false;
};

}  // namespace

Answer ExportProducts(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    http::Response response;
    response.source = std::make_shared<ProductsSource>(call.context.database);
    SetFileHeaders(response, {"products.csv", "text/csv; charset=utf-8", true});
    return response;
}

}  // namespace orderyard::api::v1
