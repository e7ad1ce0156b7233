// Tokens, and the two ways of storing them.
#include "storage/privacy/blind_index.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "storage/sql/remembered.hpp"

namespace orderyard::storage {

namespace {

constexpr std::size_t kSipKeyBytes = 16;
// 50 bits, ten characters of 5 bits: among a million different pairs a query meets a false one once
// in a billion.
constexpr int kTokenChars = 10;
constexpr char32_t kNone = 0;
constexpr std::string_view kOr = " OR ";
constexpr std::string_view kAnd = " AND ";

void AppendTokenText(std::string& text, std::uint64_t token) {
    constexpr std::string_view kAlphabet = "0123456789abcdefghijklmnopqrstuv";
    for (int i = 0; i < kTokenChars; ++i) {
        text.push_back(kAlphabet[token >> 5U * static_cast<unsigned>(i) & 31U]);
    }
}

std::string TokenText(const Tokens& tokens) {
    std::string text;
    text.reserve(tokens.size() * (kTokenChars + 1));
    for (const std::uint64_t token : tokens) {
        if (!text.empty()) {
            text.push_back(' ');
        }
        AppendTokenText(text, token);
    }
    return text;
}

// PostgreSQL's array literal.
template <class Number>
std::string ArrayText(const std::vector<Number>& numbers) {
    return sql::IdList(sql::Dialect::kPostgres, numbers);
}

std::string ArrayOfDifferent(Tokens tokens) {
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    return ArrayText(tokens);
}

// FTS5's words for "one of these phrases" or "all of them".
std::string MatchText(const std::vector<Tokens>& phrases, std::string_view separator) {
    std::string match;
    for (const Tokens& tokens : phrases) {
        match += match.empty() ? "" : separator;
        match += '"' + TokenText(tokens) + '"';
    }
    return match;
}

// The same over PostgreSQL's columns. The array finds the candidates, and all there is to know of a
// single token; the order of more is compared as text. (Not by LIKE: for its plan PostgreSQL
// compares the pattern with a hundred sampled phrases each time.)
void AddPhrasesPostgres(sql::Assembly& sql, const std::vector<Tokens>& phrases,
                        std::string_view separator) {
    const bool are_single = std::all_of(phrases.begin(), phrases.end(),
                                        [](const Tokens& tokens) { return tokens.size() == 1; });
    if (are_single && separator == kOr) {
        Tokens all;
        for (const Tokens& tokens : phrases) {
            all.push_back(tokens[0]);
        }
        sql.Add("tokens && CAST(? AS BIGINT[])", ArrayText(all));
        return;
    }
    std::string_view before = "(";
    for (const Tokens& tokens : phrases) {
        sql.Add(before).Add("(tokens @> CAST(? AS BIGINT[])", ArrayOfDifferent(tokens));
        if (tokens.size() > 1) {
            sql.Add(" AND strpos(phrase, ?) > 0", ' ' + TokenText(tokens) + ' ');
        }
        sql.Add(")");
        before = separator;
    }
    sql.Add(")");
}

// Neighbours so near that what lies between them costs less than another question.
constexpr std::int64_t kGapMax = 2'000;
// Rows passed over for each that is asked about, in PostgreSQL's table.
constexpr std::int64_t kPassedMax = 2;

std::vector<char32_t> FoldedCharacters(std::string_view text) {
    return base::CodePoints(base::FoldForSearch(text));
}

}  // namespace

BlindIndex::BlindIndex(const Keys& keys, std::string_view table)
    : key_(keys.search_index.substr(0, kSipKeyBytes)), table_(table) {
    const std::string name(table);
    insert_sqlite_ = "INSERT INTO " + name + "(rowid, tokens) VALUES (?, ?)";
    insert_postgres_ =
        "INSERT INTO " + name + "(id, tokens, phrase) VALUES (?, CAST(? AS BIGINT[]), ?)";
    delete_sqlite_ =
        "INSERT INTO " + name + "(" + name + ", rowid, tokens) VALUES ('delete', ?, ?)";
    delete_postgres_ = "DELETE FROM " + name + " WHERE id = ?";
    match_sqlite_ = " IN (SELECT rowid FROM " + name + " WHERE tokens MATCH ?)";
    match_postgres_ = " IN (SELECT id FROM " + name + " WHERE ";
    ids_sqlite_ = "SELECT rowid FROM " + name + " WHERE tokens MATCH ? LIMIT ?";
    ids_postgres_ = "SELECT id FROM " + name + " WHERE ";
    range_sqlite_ = "SELECT rowid FROM " + name +
                    " WHERE tokens MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid";
    range_back_sqlite_ = range_sqlite_ + " DESC";  // FTS5 begins at the end, half the way to it
    // OFFSET 0 keeps the planner from collecting all that have a token first.
    range_postgres_ = "SELECT id FROM (SELECT id, tokens, phrase FROM " + name +
                      " WHERE id BETWEEN (SELECT CAST(? AS BIGINT)) AND (SELECT CAST(? AS BIGINT)) "
                      "OFFSET 0) AS near WHERE ";
    newest_postgres_ = "SELECT count(*) FROM (SELECT tokens, phrase FROM " + name +
                       " ORDER BY id DESC LIMIT ? OFFSET 0) AS near WHERE ";
    among_postgres_ = "SELECT id FROM (SELECT id, tokens, phrase FROM " + name +
                      " WHERE id = ANY(CAST(? AS BIGINT[])) OFFSET 0) AS near WHERE ";
}

std::uint64_t BlindIndex::Token(IndexedText kind, char32_t first, char32_t second) const {
    std::array<char, 9> data{static_cast<char>(kind)};
    for (unsigned i = 0; i < 4; ++i) {
        data[1 + i] = static_cast<char>(first >> 8U * i & 0xFFU);
        data[5 + i] = static_cast<char>(second >> 8U * i & 0xFFU);
    }
    constexpr std::uint64_t kMask = (std::uint64_t{1} << 5U * kTokenChars) - 1;
    return base::SipHash(key_, std::string_view(data.data(), data.size())) & kMask;
}

void BlindIndex::AddWhole(Tokens& tokens, IndexedText kind, std::string_view text) const {
    constexpr std::size_t kPhoneDigitsMin = 6;
    constexpr std::size_t kPhoneDigits = 8;  // what country and trunk codes leave alone
    const bool is_phone = kind == IndexedText::kPhone;
    std::string whole;
    for (const char32_t character : FoldedCharacters(text)) {
        const bool is_digit = character >= U'0' && character <= U'9';
        const bool is_letter = character >= U'a' && character <= U'z';
        if (is_digit || (is_letter && !is_phone)) {
            whole += static_cast<char>(character);
        }
    }
    if (whole.size() < (is_phone ? kPhoneDigitsMin : 3)) {
        return;
    }
    if (is_phone && whole.size() > kPhoneDigits) {
        whole.erase(0, whole.size() - kPhoneDigits);
    }
    const std::uint64_t hash = base::SipHash(key_, whole);
    tokens.push_back(Token(kind, static_cast<char32_t>(hash), static_cast<char32_t>(hash >> 32U)));
}

void BlindIndex::AddText(Tokens& tokens, IndexedText kind, std::string_view text) const {
    std::vector<char32_t> characters = FoldedCharacters(text);
    if (characters.empty()) {
        return;
    }
    if (kind != IndexedText::kEmail) {
        std::vector<char32_t> different = characters;
        std::sort(different.begin(), different.end());
        different.erase(std::unique(different.begin(), different.end()), different.end());
        for (const char32_t character : different) {
            tokens.push_back(Token(kind, character, kNone));
        }
    }
    char32_t before = U' ';
    characters.push_back(U' ');
    for (const char32_t character : characters) {
        tokens.push_back(Token(kind, before, character));
        before = character;
    }
}

void BlindIndex::Insert(sql::Connection& connection, std::int64_t id, const Tokens& tokens) const {
    if (tokens.empty()) {
        return;
    }
    CountChange(connection);
    const std::string text = TokenText(tokens);
    if (connection.dialect() == sql::Dialect::kSqlite) {
        connection.ExecLater(insert_sqlite_, id, text);
    } else {
        connection.ExecLater(insert_postgres_, id, ArrayOfDifferent(tokens), ' ' + text + ' ');
    }
}

void BlindIndex::Delete(sql::Connection& connection, std::int64_t id, const Tokens& tokens) const {
    if (tokens.empty()) {
        return;
    }
    CountChange(connection);
    if (connection.dialect() == sql::Dialect::kSqlite) {
        connection.ExecLater(delete_sqlite_, id, TokenText(tokens));
    } else {
        connection.ExecLater(delete_postgres_, id);
    }
}

// Once in a transaction; one slot is seldom two connections'.
void BlindIndex::CountChange(sql::Connection& connection) const {
    if (counted_in_ == connection.memory_no()) {
        return;
    }
    counted_in_ = connection.memory_no();
    connection.ExecLater(
        connection.Pick("INSERT INTO blind_index_change(of_index, slot, changes) VALUES (?, 0, 1) "
                        "ON CONFLICT (of_index, slot) DO UPDATE SET changes = changes + 1",
                        "INSERT INTO blind_index_change AS c (of_index, slot, changes) "
                        "VALUES (?, pg_backend_pid() % 64, 1) "
                        "ON CONFLICT (of_index, slot) DO UPDATE SET changes = c.changes + 1"),
        table_);
}

std::string BlindIndex::State(sql::Connection& connection) const {
    const auto changes = connection.QueryInt(
        "SELECT CAST(coalesce(sum(changes), 0) AS BIGINT) FROM blind_index_change "
        "WHERE of_index = ?",
        table_);
    return table_ + ' ' + std::to_string(changes.value());
}

// Empty when this kind has no tokens for so short a text.
Tokens BlindIndex::PhraseOf(IndexedText kind, const std::vector<char32_t>& characters) const {
    Tokens tokens;
    if (characters.size() == 1 && kind != IndexedText::kEmail) {
        tokens.push_back(Token(kind, characters[0], kNone));
    }
    for (std::size_t i = 1; i < characters.size(); ++i) {
        tokens.push_back(Token(kind, characters[i - 1], characters[i]));
    }
    return tokens;
}

std::optional<BlindTerm> BlindIndex::TermOf(std::initializer_list<IndexedText> kinds,
                                            std::string_view text, bool begins, bool ends) const {
    std::vector<char32_t> characters = FoldedCharacters(text);
    if (characters.empty()) {
        return std::nullopt;
    }
    if (begins) {
        characters.insert(characters.begin(), U' ');
    }
    if (ends) {
        characters.push_back(U' ');
    }
    BlindTerm term;
    for (const IndexedText kind : kinds) {
        if (Tokens tokens = PhraseOf(kind, characters); !tokens.empty()) {
            term.phrases.push_back(std::move(tokens));
        }
    }
    return term.phrases.empty() ? std::nullopt : std::optional(std::move(term));
}

bool BlindIndex::AddCondition(sql::Assembly& condition, sql::Dialect dialect, std::string_view id,
                              std::initializer_list<IndexedText> kinds, std::string_view text,
                              bool begins, bool ends) const {
    const std::optional<BlindTerm> term = TermOf(kinds, text, begins, ends);
    if (term) {
        AddPhrases(condition, dialect, id, term->phrases, Join::kAny);
    }
    return term.has_value();
}

std::string BlindTerm::Fingerprint() const {
    return MatchText(phrases, kOr);
}

bool BlindTerm::IsShort() const {
    constexpr std::size_t kTokensMax = 2;
    return std::all_of(phrases.begin(), phrases.end(),
                       [](const Tokens& tokens) { return tokens.size() <= kTokensMax; });
}

sql::Numbers BlindIndex::IdsOf(sql::Connection& connection, const BlindTerm& term,
                               std::int64_t count_max) const {
    sql::Assembly sql;
    if (connection.dialect() == sql::Dialect::kSqlite) {
        sql.Add(ids_sqlite_, MatchText(term.phrases, kOr), count_max);
    } else {
        sql.Add(ids_postgres_);
        AddPhrasesPostgres(sql, term.phrases, kOr);
        sql.Add(" LIMIT ?", count_max);
    }
    return sql::RememberedIn(connection, State(connection), "ids " + sql.Fingerprint(),
                             [&] { return sql::FirstInts(sql.Query(connection)); });
}

std::int64_t BlindIndex::CountInNewest(sql::Connection& connection, const BlindTerm& term,
                                       std::int64_t row_count) const {
    sql::Assembly sql;
    sql.Add(newest_postgres_, row_count);
    AddPhrasesPostgres(sql, term.phrases, kOr);
    return sql::FirstInts(sql.Query(connection)).at(0);
}

std::vector<std::int64_t> BlindIndex::Among(sql::Connection& connection, const BlindTerm& term,
                                            std::vector<std::int64_t> ids, bool ends_newest) const {
    if (ids.empty()) {
        return ids;
    }
    std::sort(ids.begin(), ids.end());
    std::vector<std::int64_t> found;
    if (connection.dialect() == sql::Dialect::kSqlite) {
        const std::string match = MatchText(term.phrases, kOr);
        for (std::size_t begin = 0, end = 0; begin < ids.size(); begin = end) {
            for (++end; end < ids.size() && ids[end] - ids[end - 1] <= kGapMax;) {
                ++end;
            }
            const bool goes_back = ends_newest && end == ids.size();
            const auto near = sql::FirstInts(connection.Query(
                goes_back ? range_back_sqlite_ : range_sqlite_, match, ids[begin], ids[end - 1]));
            found.insert(found.end(), near.begin(), near.end());
        }
    } else {
        const auto count = static_cast<std::int64_t>(ids.size());
        sql::Assembly sql;
        if (ids.back() - ids.front() < count * (kPassedMax + 1)) {
            sql.Add(range_postgres_, ids.front(), ids.back());
        } else {
            sql.Add(among_postgres_, ArrayText(ids));
        }
        AddPhrasesPostgres(sql, term.phrases, kOr);
        found = sql::FirstInts(sql.Query(connection));
    }
    std::sort(found.begin(), found.end());
    std::vector<std::int64_t> both;
    std::set_intersection(ids.begin(), ids.end(), found.begin(), found.end(),
                          std::back_inserter(both));
    return both;
}

bool BlindIndex::AddWordsCondition(sql::Assembly& condition, sql::Dialect dialect,
                                   std::string_view id, IndexedText kind,
                                   std::string_view text) const {
    constexpr std::size_t kWordsMax = 8;
    std::vector<Tokens> phrases;
    std::vector<char32_t> word = {U' '};
    const auto end_word = [&] {
        if (word.size() > 1 && phrases.size() < kWordsMax) {
            phrases.push_back(PhraseOf(kind, word));
        }
        word = {U' '};
    };
    for (const char32_t character : FoldedCharacters(text)) {
        if (character == U' ' || character == U',') {
            end_word();
        } else {
            word.push_back(character);
        }
    }
    end_word();
    if (phrases.empty()) {
        return false;
    }
    AddPhrases(condition, dialect, id, phrases, Join::kAll);
    return true;
}

bool BlindIndex::AddWholeCondition(sql::Assembly& condition, sql::Dialect dialect,
                                   std::string_view id, IndexedText kind,
                                   std::string_view text) const {
    Tokens tokens;
    AddWhole(tokens, kind, text);
    if (tokens.empty()) {
        return false;
    }
    AddPhrases(condition, dialect, id, {tokens}, Join::kAny);
    return true;
}

void BlindIndex::AddPhrases(sql::Assembly& condition, sql::Dialect dialect, std::string_view id,
                            const std::vector<Tokens>& phrases, Join join) const {
    const std::string_view separator = join == Join::kAny ? kOr : kAnd;
    condition.Add(id);
    if (dialect == sql::Dialect::kSqlite) {
        condition.Add(match_sqlite_, MatchText(phrases, separator));
    } else {
        condition.Add(match_postgres_);
        AddPhrasesPostgres(condition, phrases, separator);
        condition.Add(")");
    }
}

std::int64_t BlindIndex::EmailHash(const Keys& keys, std::string_view email) {
    const std::string_view key = std::string_view(keys.email_index).substr(0, kSipKeyBytes);
    return static_cast<std::int64_t>(base::SipHash(key, base::FoldForSearch(email)));
}

}  // namespace orderyard::storage
