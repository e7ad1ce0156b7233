// A saved export as the request that a person would have made, and what comes of it.
#pragma once

#include "api/v1/papers/read_export.hpp"
#include "domain/exports/saved_export.hpp"
#include "ports/access_store.hpp"

namespace orderyard::api::v1 {

inline constexpr const char* kExportsRight = "Orderyard::exports";

// The file it makes, of "orders" and "csv". kInvalidInput names the field.
base::Result<ExportName> NameOf(const domain::SavedExport& saved);

// Its owner, as he stands now: a user who may not sign in any more, or has lost the right to saved
// exports or to this kind of list, makes none. kForbidden.
base::Result<Caller> OwnerOf(ports::Transaction& tx, const domain::SavedExport& saved);

// What one run of it would hold, with `owner`'s rights. Reads no orders. kInvalidInput names the
// field.
base::Result<ExportPlan> PlanOf(const ApiContext& context, ports::Transaction& tx,
                                const domain::SavedExport& saved, const Caller& owner,
                                const std::optional<domain::ChangeSpan>& covers);

}  // namespace orderyard::api::v1
