// There is always an active owner: the last one cannot be switched off or given another role.
#include "actions/identity/make_user.hpp"

#include <algorithm>

#include "actions/identity/authority.hpp"
#include "actions/identity/login_attempt.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::actions {

namespace {

constexpr std::size_t kTextBytesMax = 200;
constexpr std::string_view kOwner = "owner";

base::Result<> CheckTexts(const domain::User& user) {
    if (!IsUserName(user.name)) {
        return base::Fail(
            base::InvalidInput("name", "A log-in name has 1 to 64 letters, digits and . _ - @"));
    }
    const std::pair<const char*, const std::string*> texts[] = {{"email", &user.email},
                                                                {"full_name", &user.full_name}};
    for (const auto& [field, text] : texts) {
        if (text->size() > kTextBytesMax || base::CleanUtf8(*text) != *text ||
            text->find('\n') != std::string::npos) {
            return base::Fail(base::InvalidInput(field, "One line of 200 bytes at most."));
        }
    }
    if (user.email.find('@') == std::string::npos) {
        return base::Fail(base::InvalidInput("email", "An e-mail address is needed."));
    }
    if (user.language != "en" && user.language != "ko") {
        return base::Fail(base::InvalidInput("language", "The language is en or ko."));
    }
    if (!base::IsKnownZone(user.zone)) {
        return base::Fail(base::InvalidInput("zone", "There is no such time zone."));
    }
    return {};
}

base::Result<> Check(ports::Transaction& tx, const domain::User& user) {
    if (auto texts = CheckTexts(user); !texts) {
        return texts;
    }
    if (!tx.access().FindRole(user.role_id)) {
        return base::Fail(base::InvalidInput("role_id", "There is no such role."));
    }
    return {};
}

domain::RoleId OwnerRole() {
    for (const domain::Role& role : domain::BuiltinRoles()) {
        if (role.code == kOwner) {
            return role.id;
        }
    }
    throw std::logic_error("there is no owner among the builtin roles");
}

bool IsLastOwner(ports::Transaction& tx, domain::UserId id) {
    const auto users = tx.access().ListUsers();
    return std::none_of(users.begin(), users.end(), [&](const domain::User& user) {
        return user.id != id && user.is_active && user.role_id == OwnerRole();
    });
}

// Of a name or an address only that it changed: the trail is read by more people than the users'
// page.
std::string Shown(ports::Transaction& tx, const domain::User& user) {
    const auto role = tx.access().FindRole(user.role_id);
    return "role " + (role ? role->code : std::to_string(user.role_id.value)) +
           (user.is_active ? ", active, " : ", off, ") + user.language + ", " + user.zone;
}

std::string ShownAfter(ports::Transaction& tx, const domain::User& before,
                       const domain::User& user) {
    return Shown(tx, user) + (user.email != before.email ? ", another e-mail" : "") +
           (user.full_name != before.full_name ? ", another full name" : "");
}

base::Result<> MayChange(const AccessContext& context, ports::Transaction& tx,
                         const domain::User& before, const domain::User& user) {
    if (auto may = MayTouch(context, tx, before); !may) {
        return may;
    }
    const auto role = tx.access().FindRole(user.role_id);
    return MayGive(context, role.value().grants, "role_id");
}

struct Fresh {
    std::string password = OneTimePassword();
    std::string hash;
};

base::Result<MadeUser> Insert(ports::Transaction& tx, const AccessContext& context,
                              const UserDraft& draft, const Fresh& fresh, const domain::Actor& by,
                              const std::string& peer) {
    domain::User user;
    user.name = draft.name;
    user.email = draft.email;
    user.full_name = draft.full_name;
    user.role_id = draft.role_id;
    user.language = draft.language;
    user.zone = draft.zone;
    user.must_change_password = true;
    user.created_at = context.clock.Now();
    if (auto checked = Check(tx, user); !checked) {
        return base::Fail(checked.error());
    }
    const auto role = tx.access().FindRole(user.role_id);
    if (auto may = MayGive(context, role.value().grants, "role_id"); !may) {
        return base::Fail(may.error());
    }
    if (tx.access().FindUserByName(user.name)) {
        return base::Fail(
            {base::ErrorCode::kConflict, "There is a user of this name.", {}, "name"});
    }
    ports::UserSecrets secrets;
    secrets.password_hash = fresh.hash;
    tx.access().InsertUser(user, secrets);
    Audit(tx, user.created_at, by, peer, {"user_made", SubjectOf(user), "", Shown(tx, user)});
    return MadeUser{user, fresh.password};
}

}  // namespace

base::Result<MadeUser> MakeUser(const AccessContext& context, const UserDraft& draft,
                                const domain::Actor& by, const std::string& peer) {
    Fresh fresh;
    fresh.hash = base::HashPassword(fresh.password, context.password_cost);
    base::Result<MadeUser> result = MadeUser{};
    context.database.Write(
        [&](ports::Transaction& tx) { result = Insert(tx, context, draft, fresh, by, peer); });
    return result;
}

base::Result<MadeUser> MakeFirstOwner(const AccessContext& context, const std::string& name,
                                      const std::string& email) {
    Fresh fresh;
    fresh.hash = base::HashPassword(fresh.password, context.password_cost);
    UserDraft draft;
    draft.name = name;
    draft.email = email;
    draft.full_name = name;
    draft.role_id = OwnerRole();
    base::Result<MadeUser> result = MadeUser{};
    context.database.Write([&](ports::Transaction& tx) {
        if (!tx.access().ListUsers().empty()) {
            result = base::Fail(base::Conflict("There are users already."));
            return;
        }
        result = Insert(tx, context, draft, fresh, {domain::ActorKind::kSystem, "setup"}, "");
    });
    return result;
}

base::Result<domain::User> ChangeUser(const AccessContext& context, domain::UserId id,
                                      const UserChange& change, std::int64_t expected_version,
                                      const domain::Actor& by, const std::string& peer) {
    base::Result<domain::User> result = domain::User{};
    context.database.Write([&](ports::Transaction& tx) {
        const auto before = tx.access().FindUser(id);
        if (!before) {
            result = base::Fail(base::NotFound("There is no such user."));
            return;
        }
        if (expected_version != 0 && expected_version != before->version) {
            result = base::Fail(base::Conflict("The user was changed by somebody else."));
            return;
        }
        domain::User user = *before;
        user.email = change.email.value_or(user.email);
        user.full_name = change.full_name.value_or(user.full_name);
        user.language = change.language.value_or(user.language);
        user.zone = change.zone.value_or(user.zone);
        user.role_id = change.role_id.value_or(user.role_id);
        user.is_active = change.is_active.value_or(user.is_active);
        if (auto checked = Check(tx, user); !checked) {
            result = base::Fail(checked.error());
            return;
        }
        if (auto may = MayChange(context, tx, *before, user); !may) {
            result = base::Fail(may.error());
            return;
        }
        const bool was_owner = before->is_active && before->role_id == OwnerRole();
        const bool is_owner = user.is_active && user.role_id == OwnerRole();
        if (was_owner && !is_owner && IsLastOwner(tx, id)) {
            result = base::Fail(base::NotAllowed("One active owner has to stay."));
            return;
        }
        tx.access().SaveUser(user);
        if (user.role_id != before->role_id || !user.is_active) {
            tx.access().EndSessionsOf(id, 0);
        }
        Audit(tx, context.clock.Now(), by, peer,
              {"user_changed", SubjectOf(user), Shown(tx, *before), ShownAfter(tx, *before, user)});
        result = std::move(user);
    });
    return result;
}

}  // namespace orderyard::actions
