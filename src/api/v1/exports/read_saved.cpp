// Columns, heads and signs are parameters like those of /exports/{file}; the filter stands beside
// them as the list takes it.
#include "api/v1/exports/read_saved.hpp"

#include "api/v1/orders/order_filter.hpp"

namespace orderyard::api::v1 {
namespace {

base::Error Forbidden(std::string text) {
    return {base::ErrorCode::kForbidden, std::move(text), {}, ""};
}

base::Result<http::Request> AsRequest(const domain::SavedExport& saved) {
    auto request = FilterAsRequest(saved.filter);
    if (!request) {
        return base::Fail(request.error());
    }
    for (const http::QueryPair& pair : request->query) {
        if (pair.name == "page" || pair.name == "page_size" || pair.name == "total" ||
            pair.name == "columns" || pair.name == "zone") {
            return base::Fail(base::InvalidInput(
                "filter", "A filter says which ones; columns, zone and pages are not of it."));
        }
    }
    request->query.push_back({"zone", saved.times.zone});
    request->query.push_back({"heads", saved.heads});
    request->query.push_back({"separator", saved.separator});
    request->query.push_back({"decimal", saved.decimal});
    request->query.push_back({"mark", saved.has_mark ? "1" : "0"});
    for (const std::string& column : saved.columns) {
        request->query.push_back({"columns", column});
    }
    return request;
}

}  // namespace

base::Result<ExportName> NameOf(const domain::SavedExport& saved) {
    auto name = ReadExportName(saved.kind + "." + saved.format);
    if (name) {
        return name;
    }
    const bool knows_kind = documents::ExportKindFrom(saved.kind).has_value();
    return base::Fail(
        knows_kind
            ? base::InvalidInput("format", "csv or xlsx.")
            : base::InvalidInput("kind", "One of orders, invoices, shipments, credit-memos."));
}

base::Result<Caller> OwnerOf(ports::Transaction& tx, const domain::SavedExport& saved) {
    const auto user = tx.access().FindUser(saved.user_id);
    if (!user || !user->is_active) {
        return base::Fail(Forbidden("The owner of this export may not sign in any more."));
    }
    const auto role = tx.access().FindRole(user->role_id);
    Caller owner;
    owner.actor = {domain::ActorKind::kUser, user->name};
    owner.grants = role ? role->grants : domain::Grants();
    owner.key = "export:" + std::to_string(saved.id.value);
    const auto name = NameOf(saved);
    if (!name) {
        return base::Fail(name.error());
    }
    for (const char* resource : {kExportsRight, ResourceOf(name->kind)}) {
        if (!owner.May(resource)) {
            base::Error error = Forbidden("The owner of this export lacks the right to %resource.");
            error.params = {{"resource", resource}};
            return base::Fail(std::move(error));
        }
    }
    return owner;
}

base::Result<ExportPlan> PlanOf(const ApiContext& context, ports::Transaction& tx,
                                const domain::SavedExport& saved, const Caller& owner,
                                const std::optional<domain::ChangeSpan>& covers) {
    const auto name = NameOf(saved);
    const auto request = name ? AsRequest(saved) : base::Fail(name.error());
    if (!request) {
        return base::Fail(request.error());
    }
    return ReadExport({context, *request, owner, ""}, tx, *name, covers);
}

}  // namespace orderyard::api::v1
