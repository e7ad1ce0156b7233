// The port of document settings.
#pragma once

#include "ports/paper_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlPaperStore final : public ports::PaperStore {
  public:
    explicit SqlPaperStore(sql::Connection& connection) : connection_(connection) {}

    std::optional<domain::DocumentSettings> FindSettings(domain::StoreViewId view) override;
    void PutSettings(domain::StoreViewId view, domain::DocumentSettings& settings) override;
    std::string Logo(domain::StoreViewId view) override;
    void PutLogo(domain::StoreViewId view, const std::string& png) override;

  private:
    sql::Connection& connection_;
};

}  // namespace orderyard::storage
