// How the papers of a store view look.
#pragma once

#include <optional>
#include <string>

#include "domain/ids.hpp"
#include "domain/papers/document_settings.hpp"

namespace orderyard::ports {

class PaperStore {
  public:
    virtual ~PaperStore() = default;
    // nullopt: never set.
    virtual std::optional<domain::DocumentSettings> FindSettings(domain::StoreViewId view) = 0;
    // Replaces them if the stored version is still settings.version (0: none stored), which then
    // grows by one; else throws VersionConflict. The view must exist.
    virtual void PutSettings(domain::StoreViewId view, domain::DocumentSettings& settings) = 0;
    // A PNG; empty: none.
    virtual std::string Logo(domain::StoreViewId view) = 0;
    virtual void PutLogo(domain::StoreViewId view, const std::string& png) = 0;
};

}  // namespace orderyard::ports
