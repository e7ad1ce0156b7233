// Mails in SQL: the queue and the log are one table. Whom a mail went to, its text and what the
// server said (which repeats the address) are sealed with the order's key and go with it.
#include "storage/mail_store.hpp"

#include <map>
#include <stdexcept>

#include "base/text.hpp"
#include "ports/personal_view.hpp"
#include "storage/orders/order_keys.hpp"
#include "storage/sql/assembly.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

using domain::OrderId;
using ports::Mail;
using ports::MailId;
using ports::MailState;

namespace {

constexpr const char* kColumns =
    "SELECT o.id, o.order_id, o.store_view_id, s.increment_id, o.kind, o.document_id, "
    "o.channel_id, o.channel_action, o.is_copy, "
    "o.state, o.attempts, o.reply_code, o.problem, o.asked_by, o.message_id, o.dedupe_key, "
    "o.created_at, o.not_before, o.tried_at, o.ended_at, o.sealed "
    "FROM mail o JOIN sales_order s ON s.id = o.order_id ";
constexpr const char* kInsert =
    "INSERT INTO mail(id, order_id, store_view_id, kind, document_id, channel_id, channel_action, "
    "is_copy, state, attempts, "
    "reply_code, problem, asked_by, message_id, dedupe_key, created_at, not_before, tried_at, "
    "ended_at, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', 0, 0, '', ?, '', ?, ?, ?, NULL, "
    "NULL, "
    "?) ON CONFLICT (dedupe_key) WHERE state IN ('queued', 'sending') DO NOTHING";
constexpr const char* kNextDue =
    "SELECT not_before FROM mail WHERE state = 'queued' AND channel_id = ? "
    "ORDER BY not_before, id LIMIT 1";
constexpr const char* kBegin =
    "UPDATE mail SET state = 'sending', attempts = attempts + 1, message_id = ?, tried_at = ?, "
    "problem = '', reply_code = 0, sealed = ? WHERE id = ? AND state = 'queued'";
constexpr const char* kEnd =
    "UPDATE mail SET state = ?, reply_code = ?, problem = ?, not_before = ?, ended_at = ?, "
    "sealed = ? WHERE id = ? AND attempts = ? AND state IN ('sending', 'doubtful')";
constexpr const char* kDoubt =
    "UPDATE mail SET state = 'doubtful', problem = 'interrupted', not_before = ? "
    "WHERE state = 'sending' AND channel_id = ?";
constexpr const char* kDecide =
    "UPDATE mail SET state = ?, problem = ?, not_before = ?, ended_at = ? "
    "WHERE id = ? AND state = ?";
constexpr const char* kPutFile =
    "INSERT INTO mail_file(mail_id, media_type, sealed) VALUES (?, ?, ?)";
constexpr const char* kFileOf = "SELECT media_type, sealed FROM mail_file WHERE mail_id = ?";
constexpr const char* kCounts = "SELECT state, count(*) FROM mail GROUP BY state";

sql::Value Word(MailState state) {
    return sql::Value(ToString(state));
}

SealedPlace Place(MailId id) {
    return {"mail", "sealed", id.value};
}

SealedPlace FilePlace(MailId id) {
    return {"mail_file", "sealed", id.value};
}

void AddPart(std::string& packed, std::string_view part) {
    packed += std::to_string(part.size()) + ":";
    packed += part;
}

// What AddPart wrote, from `at` on.
std::string TakePart(const std::string& packed, std::size_t& at) {
    const std::size_t colon = packed.find(':', at);
    const auto size = colon == std::string::npos
                          ? std::nullopt
                          : base::ParseInt(std::string_view(packed).substr(at, colon - at));
    if (!size || *size < 0 || packed.size() - colon - 1 < static_cast<std::size_t>(*size)) {
        throw std::runtime_error("mail.sealed holds something else");
    }
    at = colon + 1 + static_cast<std::size_t>(*size);
    return packed.substr(colon + 1, static_cast<std::size_t>(*size));
}

std::string Pack(const Mail& mail) {
    std::string packed;
    for (const std::string& part : {mail.recipient, base::Join(mail.blind_copies, ","), mail.note,
                                    mail.subject, mail.text, mail.answer}) {
        AddPart(packed, part);
    }
    return packed;
}

void Unpack(Mail& mail, const std::string& packed) {
    std::size_t at = 0;
    mail.recipient = TakePart(packed, at);
    const std::string copies = TakePart(packed, at);
    mail.blind_copies = copies.empty() ? std::vector<std::string>() : base::Split(copies, ',');
    mail.note = TakePart(packed, at);
    mail.subject = TakePart(packed, at);
    mail.text = TakePart(packed, at);
    mail.answer = TakePart(packed, at);
}

Mail ReadPlain(sql::RowReader& row) {
    Mail mail;
    mail.id = row.IdAt<MailId>();
    mail.order_id = row.IdAt<OrderId>();
    mail.store_view_id = row.IdAt<domain::StoreViewId>();
    mail.order_number = row.Text();
    mail.kind = row.Word(domain::MailKindFrom);
    mail.document = row.Int();
    mail.channel = row.IdAt<domain::StoreId>();
    mail.channel_action = row.Text();
    mail.is_copy = row.Bool();
    mail.state = row.Word(domain::MailStateFrom);
    mail.attempts = static_cast<int>(row.Int());
    mail.reply_code = static_cast<int>(row.Int());
    mail.problem = row.Text();
    mail.asked_by = row.Text();
    mail.message_id = row.Text();
    mail.dedupe_key = row.Text();
    mail.created_at = row.At();
    mail.not_before = row.At();
    mail.tried_at = row.OptionalAt();
    mail.ended_at = row.OptionalAt();
    return mail;
}

}  // namespace

std::vector<Mail> SqlMailStore::Read(sql::Rows rows) {
    std::vector<Mail> mails;
    std::vector<std::string> sealed;
    while (rows.Next()) {
        sql::RowReader row(rows);
        mails.push_back(ReadPlain(row));
        sealed.push_back(row.Text());
    }
    if (!ports::PersonalViewScope::IsOpen()) {
        return mails;
    }
    std::map<OrderId, std::optional<OrderKey>> keys;
    for (std::size_t i = 0; i < mails.size(); ++i) {
        const OrderId order = mails[i].order_id;
        if (!keys.contains(order)) {
            keys.emplace(order, LoadOrderKey(connection_, keys_, order));
            ports::PersonalViewScope::Note("order", order.value);
        }
        const auto& key = keys.at(order);
        try {
            mails[i].is_forgotten = !key;
            if (key) {
                Unpack(mails[i], key->Open(sealed[i], Place(mails[i].id)));
            }
        } catch (const std::runtime_error&) {
            // Sealed with a key that was destroyed; the order has been given a new one since.
            mails[i].is_forgotten = true;
        }
    }
    return mails;
}

bool SqlMailStore::Queue(Mail& mail) {
    mail.id = MailId(connection_.NewId("mail"));
    const std::string sealed =
        OrderKeyToSeal(connection_, keys_, mail.order_id).Seal(Pack(mail), Place(mail.id));
    return connection_.Exec(kInsert, mail.id, mail.order_id, mail.store_view_id,
                            ToString(mail.kind), mail.document, mail.channel, mail.channel_action,
                            mail.is_copy, mail.asked_by, mail.dedupe_key, mail.created_at,
                            mail.not_before, sql::Bytes{sealed}) == 1;
}

std::optional<Mail> SqlMailStore::Find(MailId id) {
    auto found = Read(connection_.Query(std::string(kColumns) + "WHERE o.id = ?", id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Mail> SqlMailStore::Due(domain::StoreId channel, base::Instant now, int limit) {
    return Read(connection_.Query(std::string(kColumns) +
                                      "WHERE o.state = 'queued' AND o.channel_id = ? "
                                      "AND o.not_before <= ? "
                                      "ORDER BY o.not_before, o.id LIMIT ?",
                                  channel, now, limit));
}

std::optional<base::Instant> SqlMailStore::NextDue(domain::StoreId channel) {
    const auto micros = connection_.QueryInt(kNextDue, channel);
    return micros ? std::optional(base::Instant::FromMicros(*micros)) : std::nullopt;
}

bool SqlMailStore::Begin(Mail& mail, base::Instant now) {
    const std::string sealed =
        OrderKeyToSeal(connection_, keys_, mail.order_id).Seal(Pack(mail), Place(mail.id));
    if (connection_.Exec(kBegin, mail.message_id, now, sql::Bytes{sealed}, mail.id) != 1) {
        return false;
    }
    mail.state = MailState::kSending;
    mail.attempts += 1;
    mail.tried_at = now;
    return true;
}

bool SqlMailStore::End(const Mail& mail) {
    const std::string sealed =
        OrderKeyToSeal(connection_, keys_, mail.order_id).Seal(Pack(mail), Place(mail.id));
    return connection_.Exec(kEnd, Word(mail.state), mail.reply_code, mail.problem, mail.not_before,
                            mail.ended_at, sql::Bytes{sealed}, mail.id, mail.attempts) == 1;
}

int SqlMailStore::DoubtSending(domain::StoreId channel, base::Instant now) {
    return static_cast<int>(connection_.Exec(kDoubt, now, channel));
}

bool SqlMailStore::Decide(const Mail& mail, MailState from) {
    return connection_.Exec(kDecide, Word(mail.state), mail.problem, mail.not_before, mail.ended_at,
                            mail.id, Word(from)) == 1;
}

void SqlMailStore::PutFile(const Mail& mail, const ports::MailAttachment& file) {
    std::string packed;
    AddPart(packed, file.file_name);
    AddPart(packed, file.bytes);
    const std::string sealed =
        OrderKeyToSeal(connection_, keys_, mail.order_id).Seal(packed, FilePlace(mail.id));
    connection_.Exec(kPutFile, mail.id, file.media_type, sql::Bytes{sealed});
}

std::optional<ports::MailAttachment> SqlMailStore::FileOf(const Mail& mail) {
    sql::Rows rows = connection_.Query(kFileOf, mail.id);
    const auto key = LoadOrderKey(connection_, keys_, mail.order_id);
    if (!key || !rows.Next()) {
        return std::nullopt;
    }
    ports::MailAttachment file;
    file.media_type = rows.Text(0);
    try {
        const std::string packed = key->Open(rows.Text(1), FilePlace(mail.id));
        std::size_t at = 0;
        file.file_name = TakePart(packed, at);
        file.bytes = TakePart(packed, at);
    } catch (const std::runtime_error&) {
        return std::nullopt;  // sealed with a key that was destroyed
    }
    return file;
}

ports::MailPage SqlMailStore::Search(const ports::MailQuery& query) {
    const auto add_conditions = [&](sql::Assembly& sql) {
        sql.Add("WHERE 1 = 1");
        if (query.state) {
            sql.Add(" AND o.state = ?", ToString(*query.state));
        }
        if (query.kind) {
            sql.Add(" AND o.kind = ?", ToString(*query.kind));
        }
        if (query.order_id) {
            sql.Add(" AND o.order_id = ?", *query.order_id);
        }
    };
    sql::Assembly count;
    count.Add("SELECT count(*) FROM mail o ");
    add_conditions(count);
    sql::Assembly rows;
    rows.Add(kColumns);
    add_conditions(rows);
    rows.Add(" ORDER BY o.id DESC LIMIT ? OFFSET ?", query.page_size,
             std::int64_t{query.page - 1} * query.page_size);
    ports::MailPage page;
    {
        sql::Rows total = count.Query(connection_);
        page.total_count = total.Next() ? total.Int(0) : 0;
    }
    page.mails = Read(rows.Query(connection_));
    return page;
}

std::vector<std::pair<MailState, std::int64_t>> SqlMailStore::Counts() {
    std::vector<std::pair<MailState, std::int64_t>> counts;
    sql::Rows rows = connection_.Query(kCounts);
    while (rows.Next()) {
        sql::RowReader row(rows);
        const MailState state = row.Word(domain::MailStateFrom);
        counts.emplace_back(state, row.Int());
    }
    return counts;
}

}  // namespace orderyard::storage
