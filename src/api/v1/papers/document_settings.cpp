// GET and PUT /api/v1/document-settings/{view}, its logo, and a preview.
#include "api/v1/body_reader.hpp"
#include "api/v1/change.hpp"
#include "api/v1/note_difference.hpp"
#include "api/v1/papers/endpoints.hpp"
#include "api/v1/papers/letterheads.hpp"
#include "api/v1/papers/paper_files.hpp"
#include "api/v1/papers/preview_order.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "ports/paper_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::DocumentSettings;

constexpr int kStatusNoContent = 204;

void WriteSettings(JsonWriter& json, const domain::StoreView& view,
                   const DocumentSettings& settings, bool has_logo) {
    json.BeginObject().Field("view", view.code);
    json.Field("seller_name", settings.seller_name);
    WriteTexts(json, "seller_lines", settings.seller_lines);
    json.Key("tax_numbers").BeginArray();
    for (const auto& number : settings.tax_numbers) {
        json.BeginObject().Field("label", number.label).Field("number", number.number).EndObject();
    }
    json.EndArray();
    json.Field("accent_colour", settings.accent_colour);
    json.Field("language", ToString(settings.language)).TextOrNull("region", settings.region);
    json.Field("page_size", ToString(settings.page_size));
    json.Field("label_size", ToString(settings.label_size));
    json.Field("footer", settings.footer);
    json.Field("shows_order_number", settings.shows_order_number);
    json.Field("has_logo", has_logo).Field("version", settings.version).EndObject();
}

DocumentSettings ReadSettings(BodyReader& body) {
    DocumentSettings settings;
    settings.seller_name = body.Text("seller_name");
    settings.seller_lines = body.Texts("seller_lines");
    for (BodyReader& number : body.Objects("tax_numbers")) {
        settings.tax_numbers.push_back({number.Text("label"), number.Text("number")});
    }
    settings.accent_colour = body.NeededText("accent_colour");
    settings.region = body.Text("region");
    settings.footer = body.Text("footer");
    settings.shows_order_number = body.Flag("shows_order_number", true);
    settings.version = body.NeededInt("version", 0, INT64_MAX);
    const auto language = domain::PaperLanguageFrom(body.NeededText("language"));
    const auto page = domain::PageSizeFrom(body.NeededText("page_size"));
    const auto label = domain::LabelSizeFrom(body.NeededText("label_size"));
    if (!language) {
        body.Refuse("language", "One of en, ko, ja, de.");
    }
    if (!page) {
        body.Refuse("page_size", "One of a4, letter.");
    }
    if (!label) {
        body.Refuse("label_size", "One of a6, 4x6.");
    }
    settings.language = language.value_or(settings.language);
    settings.page_size = page.value_or(settings.page_size);
    settings.label_size = label.value_or(settings.label_size);
    return settings;
}

Answer AnswerSettings(ports::Transaction& tx, const domain::StoreView& view) {
    const auto settings = tx.papers().FindSettings(view.id);
    DocumentSettings fallback;
    fallback.seller_name = view.name;
    JsonWriter json(JsonWriter::Style::kPlain);
    WriteSettings(json, view, settings.value_or(fallback), !tx.papers().Logo(view.id).empty());
    return http::JsonResponse(200, json.Take());
}

template <class Work>
Answer ReadView(const Call& call, Work work) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    Answer answer;
    call.context.database.Read([&](ports::Transaction& tx) {
        const auto view = FindView(tx, call.request.PathParam("view"));
        answer = view ? work(tx, *view) : Answer(base::Fail(view.error()));
    });
    return answer;
}

template <class Work>
Answer ChangeView(const Call& call, Work work) {
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto view = FindView(tx, call.request.PathParam("view"));
        return view ? work(tx, *view) : Answer(base::Fail(view.error()));
    });
}

}  // namespace

Answer ListDocumentSettings(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    std::string answer;
    call.context.database.Read([&](ports::Transaction& tx) {
        JsonWriter json(JsonWriter::Style::kPlain);
        json.BeginObject().Key("items").BeginArray();
        const auto views = tx.stores().ListViews();
        for (const auto& view : views) {
            const auto settings = tx.papers().FindSettings(view.id);
            json.BeginObject().Field("view", view.code).Field("name", view.name);
            json.Field("is_set", settings.has_value());
            json.Field("language", ToString(settings.value_or(DocumentSettings()).language));
            json.EndObject();
        }
        json.EndArray().Field("total_count", static_cast<std::int64_t>(views.size()));
        answer = json.EndObject().Take();
    });
    return http::JsonResponse(200, std::move(answer));
}

Answer ShowDocumentSettings(const Call& call) {
    return ReadView(call, AnswerSettings);
}

Answer PutDocumentSettings(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const DocumentSettings asked = ReadSettings(*body);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    if (const auto checked = CheckDocumentSettings(asked); !checked) {
        return base::Fail(checked.error());
    }
    return ChangeView(call, [&](ports::Transaction& tx, const domain::StoreView& view) -> Answer {
        const auto stored = tx.papers().FindSettings(view.id);
        if ((stored ? stored->version : 0) != asked.version) {
            return base::Fail(
                base::Conflict("Somebody else changed these settings; load them again."));
        }
        DocumentSettings settings = asked;
        const auto before = AnswerSettings(tx, view);
        tx.papers().PutSettings(view.id, settings);
        Answer after = AnswerSettings(tx, view);
        NoteDifference(call, "document settings " + std::to_string(view.id.value), before->body,
                       after->body);
        return after;
    });
}

Answer ShowDocumentPreview(const Call& call) {
    return ReadView(call, [&](ports::Transaction& tx, const domain::StoreView& view) -> Answer {
        Letterheads heads;
        const documents::Letterhead& head = heads.Of(tx, view.id);
        const domain::OrderFile file =
            PreviewOrder(head.settings.language, call.context.clock.Now());
        documents::PaperStack stack("preview", head.settings.language);
        stack.AddInvoice(head, file, file.invoices.front());
        stack.AddPackingSlip(head, file.order, nullptr);
        stack.AddLabel(head, file.order, file.order.increment_id);
        return FileResponse(stack.Finish(), {"preview.pdf", "application/pdf", false});
    });
}

Answer ShowLogo(const Call& call) {
    return ReadView(call, [](ports::Transaction& tx, const domain::StoreView& view) -> Answer {
        std::string png = tx.papers().Logo(view.id);
        if (png.empty()) {
            return base::Fail(base::NotFound("This store view has no logo."));
        }
        return FileResponse(std::move(png), {"logo.png", "image/png", false});
    });
}

Answer PutLogo(const Call& call) {
    if (const auto checked = documents::CheckLogo(call.request.body); !checked) {
        return base::Fail(checked.error());
    }
    return ChangeView(call, [&](ports::Transaction& tx, const domain::StoreView& view) -> Answer {
        tx.papers().PutLogo(view.id, call.request.body);
        return AnswerSettings(tx, view);
    });
}

Answer DropLogo(const Call& call) {
    return ChangeView(call, [](ports::Transaction& tx, const domain::StoreView& view) -> Answer {
        tx.papers().PutLogo(view.id, "");
        http::Response response;
        response.status = kStatusNoContent;
        return response;
    });
}

}  // namespace orderyard::api::v1
