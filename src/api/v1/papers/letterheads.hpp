// What the papers of an order's store view look like, read once for all papers of a request.
#pragma once

#include <map>

#include "documents/paper_stack.hpp"
#include "domain/channel/store.hpp"
#include "ports/database.hpp"

namespace orderyard::api::v1 {

class Letterheads {
  public:
    // Of views without settings of their own: the view's name, English, A4. The reference lives as
    // long as this.
    const documents::Letterhead& Of(ports::Transaction& tx, domain::StoreViewId view);

  private:
    std::map<domain::StoreViewId, documents::Letterhead> heads_;
};

// kNotFound.
base::Result<domain::StoreView> FindView(ports::Transaction& tx, std::string_view code);

}  // namespace orderyard::api::v1
