// /api/v1/session/second-factor: offered, confirmed by a code, renewed and removed with the
// password.
#include "actions/identity/set_up_second_factor.hpp"
#include "api/v1/access/access_call.hpp"
#include "api/v1/access/endpoints.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/shapes.hpp"
#include "documents/qr_code.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr std::size_t kPasswordBytesMax = 1'024;  // longer than any that is taken, so it is told

// The one text of the body, for a caller with a session of his own.
base::Result<std::string> ReadOne(const Call& call, const char* name) {
    if (const auto session = NeedSession(call); !session) {
        return base::Fail(session.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    std::string text = body->NeededText(name, kPasswordBytesMax);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return text;
}

Answer CodesAnswer(const base::Result<std::vector<std::string>>& codes) {
    if (!codes) {
        return base::Fail(codes.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject();
    WriteTexts(json, "recovery_codes", *codes);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace

Answer OfferSecondFactor(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    if (const auto session = NeedSession(call); !session) {
        return base::Fail(session.error());
    }
    const auto offer = actions::OfferSecondFactor(AccessOf(call), *call.caller.signed_in);
    if (!offer) {
        return base::Fail(offer.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("secret", offer->secret).Field("uri", offer->uri);
    WriteTexts(json, "qr", documents::QrCode(offer->uri));
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ConfirmSecondFactor(const Call& call) {
    const auto code = ReadOne(call, "code");
    if (!code) {
        return base::Fail(code.error());
    }
    return CodesAnswer(actions::ConfirmSecondFactor(AccessOf(call), *call.caller.signed_in, *code,
                                                    call.caller.peer));
}

Answer RenewRecoveryCodes(const Call& call) {
    const auto password = ReadOne(call, "password");
    if (!password) {
        return base::Fail(password.error());
    }
    return CodesAnswer(actions::RenewRecoveryCodes(AccessOf(call), *call.caller.signed_in,
                                                   *password, call.caller.peer));
}

Answer RemoveSecondFactor(const Call& call) {
    const auto password = ReadOne(call, "password");
    if (!password) {
        return base::Fail(password.error());
    }
    const auto removed = actions::RemoveSecondFactor(AccessOf(call), *call.caller.signed_in,
                                                     *password, call.caller.peer);
    if (!removed) {
        return base::Fail(removed.error());
    }
    return DoneAnswer();
}

}  // namespace orderyard::api::v1
