// Tokens, and the two ways of storing them.
#include "storage/privacy/blind_index.hpp"

#include <algorithm>
#include <array>

#include "base/crypto.hpp"
#include "base/text.hpp"

namespace orderyard::storage {

namespace {

constexpr std::size_t kSipKeyBytes = 16;
// 50 bits, ten characters of 5 bits: among a million different pairs a query meets a false one once
// in a billion.
constexpr int kTokenChars = 10;
constexpr char32_t kNone = 0;

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

// PostgreSQL's array literal of the different tokens.
std::string ArrayText(Tokens tokens) {
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    std::string text = "{";
    for (const std::uint64_t token : tokens) {
        if (text.size() > 1) {
            text.push_back(',');
        }
        text += std::to_string(token);
    }
    return text + "}";
}

std::vector<char32_t> FoldedCharacters(std::string_view text) {
    return base::CodePoints(base::FoldForSearch(text));
}

}  // namespace

BlindIndex::BlindIndex(const Keys& keys, std::string_view table)
    : key_(keys.search_index.substr(0, kSipKeyBytes)) {
    const std::string name(table);
    insert_sqlite_ = "INSERT INTO " + name + "(rowid, tokens) VALUES (?, ?)";
    insert_postgres_ =
        "INSERT INTO " + name + "(id, tokens, phrase) VALUES (?, CAST(? AS BIGINT[]), ?)";
    delete_sqlite_ =
        "INSERT INTO " + name + "(" + name + ", rowid, tokens) VALUES ('delete', ?, ?)";
    delete_postgres_ = "DELETE FROM " + name + " WHERE id = ?";
    match_sqlite_ = " IN (SELECT rowid FROM " + name + " WHERE tokens MATCH ?)";
    // The array finds the candidates; the order of the tokens is then compared as text.
    match_postgres_ = " IN (SELECT id FROM " + name + " WHERE ";
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
    const std::string text = TokenText(tokens);
    if (connection.dialect() == sql::Dialect::kSqlite) {
        connection.ExecLater(insert_sqlite_, id, text);
    } else {
        connection.ExecLater(insert_postgres_, id, ArrayText(tokens), ' ' + text + ' ');
    }
}

void BlindIndex::Delete(sql::Connection& connection, std::int64_t id, const Tokens& tokens) const {
    if (tokens.empty()) {
        return;
    }
    if (connection.dialect() == sql::Dialect::kSqlite) {
        connection.ExecLater(delete_sqlite_, id, TokenText(tokens));
    } else {
        connection.ExecLater(delete_postgres_, id);
    }
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

bool BlindIndex::AddCondition(sql::Assembly& condition, sql::Dialect dialect, std::string_view id,
                              std::initializer_list<IndexedText> kinds, std::string_view text,
                              bool begins, bool ends) const {
    std::vector<char32_t> characters = FoldedCharacters(text);
    if (characters.empty()) {
        return false;
    }
    if (begins) {
        characters.insert(characters.begin(), U' ');
    }
    if (ends) {
        characters.push_back(U' ');
    }
    std::vector<Tokens> phrases;
    for (const IndexedText kind : kinds) {
        if (Tokens tokens = PhraseOf(kind, characters); !tokens.empty()) {
            phrases.push_back(std::move(tokens));
        }
    }
    if (phrases.empty()) {
        return false;
    }
    AddPhrases(condition, dialect, id, phrases, Join::kAny);
    return true;
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
    const std::string word = join == Join::kAny ? " OR " : " AND ";
    std::string match;  // of FTS5
    sql::Assembly alternatives;
    for (const Tokens& tokens : phrases) {
        const std::string phrase = TokenText(tokens);
        match += (match.empty() ? "" : word) + '"' + phrase + '"';
        alternatives.Add(alternatives.IsEmpty() ? "" : word);
        alternatives.Add("(tokens @> CAST(? AS BIGINT[]) AND phrase LIKE ?)", ArrayText(tokens),
                         "% " + phrase + " %");
    }
    condition.Add(id);
    if (dialect == sql::Dialect::kSqlite) {
        condition.Add(match_sqlite_, match);
    } else {
        condition.Add(match_postgres_).Append(alternatives).Add(")");
    }
}

std::int64_t BlindIndex::EmailHash(const Keys& keys, std::string_view email) {
    const std::string_view key = std::string_view(keys.email_index).substr(0, kSipKeyBytes);
    return static_cast<std::int64_t>(base::SipHash(key, base::FoldForSearch(email)));
}

}  // namespace orderyard::storage
