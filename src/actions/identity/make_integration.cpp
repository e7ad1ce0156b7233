// Credentials are 32 characters [a-z0-9], as Magento's clients expect them.
#include "actions/identity/make_integration.hpp"

#include "actions/identity/authority.hpp"
#include "actions/identity/login_attempt.hpp"
#include "actions/identity/put_role.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::actions {

namespace {

constexpr std::size_t kTextBytesMax = 200;
constexpr std::size_t kCredentialRandomBytes = 20;  // 32 characters

std::string Credential() {
    return base::RandomToken(kCredentialRandomBytes);
}

bool IsLine(const std::string& text) {
    return text.size() <= kTextBytesMax && base::CleanUtf8(text) == text &&
           text.find('\n') == std::string::npos;
}

base::Result<> Check(const AccessContext& context, ports::Transaction& tx,
                     const IntegrationDraft& draft, domain::IntegrationId id) {
    if (draft.name.empty() || !IsLine(draft.name)) {
        return base::Fail(base::InvalidInput("name", "A name has one line of 200 bytes at most."));
    }
    if (!IsLine(draft.email)) {
        return base::Fail(base::InvalidInput("email", "One line of 200 bytes at most."));
    }
    if (draft.requests_per_minute < 1 ||
        draft.requests_per_minute > base::limits::kRequestsPerMinuteMax) {
        return base::Fail(base::InvalidInput("requests_per_minute", "1 to 100000."));
    }
    if (auto grants = CheckGrants(draft.grants); !grants) {
        return base::Fail(grants.error());
    }
    if (auto may = MayGive(context, draft.grants, "resources"); !may) {
        return may;
    }
    for (const ports::Integration& other : tx.access().ListIntegrations()) {
        if (other.id != id && other.name == draft.name) {
            return base::Fail(
                {base::ErrorCode::kConflict, "There is an integration of this name.", {}, "name"});
        }
    }
    return {};
}

void Take(ports::Integration& integration, const IntegrationDraft& draft) {
    integration.name = draft.name;
    integration.email = draft.email;
    integration.grants = draft.grants;
    integration.expires_at = draft.expires_at;
    integration.requests_per_minute = draft.requests_per_minute;
}

void NewSecrets(ports::Integration& integration) {
    integration.consumer_secret = Credential();
    integration.access_token = Credential();
    integration.access_token_secret = Credential();
}

std::string Shown(const ports::Integration& integration) {
    return base::Join(
               {integration.grants.resources().begin(), integration.grants.resources().end()},
               " ") +
           (integration.expires_at ? ", until " + integration.expires_at->ToIso() : "") + ", " +
           std::to_string(integration.requests_per_minute) + " a minute";
}

std::string Subject(const ports::Integration& integration) {
    return "integration " + integration.name;
}

// Runs `change` on the stored integration and keeps it, with an entry in the trail.
template <class Change>
base::Result<ports::Integration> Step(const AccessContext& context, domain::IntegrationId id,
                                      const char* event, const domain::Actor& by,
                                      const std::string& peer, Change change) {
    base::Result<ports::Integration> result = ports::Integration{};
    context.database.Write([&](ports::Transaction& tx) {
        auto integration = tx.access().FindIntegration(id);
        if (!integration) {
            result = base::Fail(base::NotFound("There is no such integration."));
            return;
        }
        const std::string before = Shown(*integration);
        if (base::Result<> changed = change(tx, *integration); !changed) {
            result = base::Fail(changed.error());
            return;
        }
        tx.access().PutIntegration(*integration);
        Audit(tx, context.clock.Now(), by, peer,
              {event, Subject(*integration), before, Shown(*integration)});
        result = std::move(*integration);
    });
    return result;
}

}  // namespace

base::Result<ports::Integration> MakeIntegration(const AccessContext& context,
                                                 const IntegrationDraft& draft,
                                                 const domain::Actor& by, const std::string& peer) {
    base::Result<ports::Integration> result = ports::Integration{};
    context.database.Write([&](ports::Transaction& tx) {
        if (auto checked = Check(context, tx, draft, {}); !checked) {
            result = base::Fail(checked.error());
            return;
        }
        ports::Integration integration;
        Take(integration, draft);
        integration.created_at = context.clock.Now();
        integration.consumer_key = Credential();
        NewSecrets(integration);
        tx.access().PutIntegration(integration);
        Audit(tx, integration.created_at, by, peer,
              {"integration_made", Subject(integration), "", Shown(integration)});
        result = std::move(integration);
    });
    return result;
}

base::Result<ports::Integration> ChangeIntegration(const AccessContext& context,
                                                   domain::IntegrationId id,
                                                   const IntegrationDraft& draft,
                                                   const domain::Actor& by,
                                                   const std::string& peer) {
    return Step(context, id, "integration_changed", by, peer,
                [&](ports::Transaction& tx, ports::Integration& integration) -> base::Result<> {
                    if (auto may = MayGive(context, integration.grants, "resources"); !may) {
                        return may;
                    }
                    if (!integration.is_active) {
                        return base::Fail(base::NotAllowed("The integration was revoked."));
                    }
                    if (auto checked = Check(context, tx, draft, id); !checked) {
                        return checked;
                    }
                    Take(integration, draft);
                    return {};
                });
}

base::Result<ports::Integration> RotateIntegration(const AccessContext& context,
                                                   domain::IntegrationId id,
                                                   const domain::Actor& by,
                                                   const std::string& peer) {
    return Step(context, id, "integration_rotated", by, peer,
                [&](ports::Transaction&, ports::Integration& integration) -> base::Result<> {
                    // The new secrets are told: they are good for all that it may do.
                    if (auto may = MayGive(context, integration.grants, "resources"); !may) {
                        return may;
                    }
                    if (!integration.is_active) {
                        return base::Fail(base::NotAllowed("The integration was revoked."));
                    }
                    NewSecrets(integration);
                    return {};
                });
}

base::Result<> RevokeIntegration(const AccessContext& context, domain::IntegrationId id,
                                 const domain::Actor& by, const std::string& peer) {
    const auto revoked =
        Step(context, id, "integration_revoked", by, peer,
             [](ports::Transaction&, ports::Integration& integration) -> base::Result<> {
                 integration.is_active = false;
                 NewSecrets(integration);
                 return {};
             });
    if (!revoked) {
        return base::Fail(revoked.error());
    }
    return {};
}

}  // namespace orderyard::actions
