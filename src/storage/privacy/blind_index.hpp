// Search over sealed names and e-mail addresses without storing them. A folded text becomes tokens:
// a keyed hash for each of its characters and for each pair of neighbours, in order. A text is a
// part of another exactly when its pairs are a phrase of the other's pairs; single characters are
// found by their own tokens. The index leaks frequencies and nothing else, and lives in
// `<table>_search`, as contentless FTS5 on SQLite and as GIN-indexed array on PostgreSQL.
//
// Texts are indexed with a blank at both ends, so a blank in a phrase is the edge of a word or of
// the text.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/keys.hpp"
#include "storage/sql/answers.hpp"
#include "storage/sql/assembly.hpp"

namespace orderyard::storage {

// What is indexed. The same characters have other tokens under another kind. Stored: never
// renumber.
enum class IndexedText : char {
    kName = 'n',
    kRecipient = 'r',
    kEmail = 'e',
    kPhone = 'p',     // as a whole: its last eight digits
    kPostcode = 'z',  // as a whole
};

using Tokens = std::vector<std::uint64_t>;

// A text that is looked for: found where any of the phrases is. Never empty.
struct BlindTerm {
    std::vector<Tokens> phrases;

    std::string Fingerprint() const;  // the same for no other term of this key
    bool IsShort() const;             // three characters at most: many may have it
};

class BlindIndex {
  public:
    // `table` is a constant: "channel_order_search" or "sales_order_search".
    BlindIndex(const Keys& keys, std::string_view table);

    // Adds the tokens of a text; an e-mail gets none for its single characters.
    void AddText(Tokens& tokens, IndexedText kind, std::string_view text) const;
    // One token for all of a text that is looked for as a whole, without its punctuation.
    void AddWhole(Tokens& tokens, IndexedText kind, std::string_view text) const;
    void Insert(sql::Connection& connection, std::int64_t id, const Tokens& tokens) const;
    // `tokens` must be those given to Insert: a contentless index cannot look them up.
    void Delete(sql::Connection& connection, std::int64_t id, const Tokens& tokens) const;

    // A name for what the index holds, in this transaction's eyes: the same as long as nothing has
    // been inserted or deleted.
    std::string State(sql::Connection& connection) const;

    // "id IN (those with this text inside)", over a column named `id`: inside a text of any of
    // `kinds`. `begins`/`ends` tie it to the edge of a word. False when the text has nothing to
    // look for, or is too short for its kind; then nothing is added.
    bool AddCondition(sql::Assembly& condition, sql::Dialect dialect, std::string_view id,
                      std::initializer_list<IndexedText> kinds, std::string_view text,
                      bool begins = false, bool ends = false) const;

    // The same for questions that are asked apart. nullopt where AddCondition says false.
    std::optional<BlindTerm> TermOf(std::initializer_list<IndexedText> kinds, std::string_view text,
                                    bool begins = false, bool ends = false) const;
    // The ids that have the term, in no order; `count_max` of them when there are more. On
    // PostgreSQL an expensive question for a term that a tenth of all rows has. Remembered.
    sql::Numbers IdsOf(sql::Connection& connection, const BlindTerm& term,
                       std::int64_t count_max) const;
    // How many of the newest rows have the term. PostgreSQL only.
    std::int64_t CountInNewest(sql::Connection& connection, const BlindTerm& term,
                               std::int64_t row_count) const;
    // Those of `ids` that have the term, sorted. Takes as long as the ids lie far apart; less when
    // it is told that the last of them are among the newest.
    std::vector<std::int64_t> Among(sql::Connection& connection, const BlindTerm& term,
                                    std::vector<std::int64_t> ids, bool ends_newest = false) const;

    // "id IN (those with all these words)": each begins a word of one and the same kind of text, in
    // whatever order, so that "okafor pris" finds Priscilla Okafor. False when there is no word.
    bool AddWordsCondition(sql::Assembly& condition, sql::Dialect dialect, std::string_view id,
                           IndexedText kind, std::string_view text) const;

    // Likewise for a text indexed as a whole. False when it is too short.
    bool AddWholeCondition(sql::Assembly& condition, sql::Dialect dialect, std::string_view id,
                           IndexedText kind, std::string_view text) const;

    // A keyed hash of a whole e-mail address, folded.
    static std::int64_t EmailHash(const Keys& keys, std::string_view email);

  private:
    enum class Join { kAny, kAll };
    void AddPhrases(sql::Assembly& condition, sql::Dialect dialect, std::string_view id,
                    const std::vector<Tokens>& phrases, Join join) const;
    void CountChange(sql::Connection& connection) const;
    Tokens PhraseOf(IndexedText kind, const std::vector<char32_t>& characters) const;
    std::uint64_t Token(IndexedText kind, char32_t first, char32_t second) const;

    std::string key_;  // 16 bytes
    std::string table_;
    mutable std::uint64_t counted_in_ = 0;  // the memory_no of the transaction
    std::string insert_sqlite_, insert_postgres_, delete_sqlite_, delete_postgres_;
    std::string match_sqlite_, match_postgres_;
    std::string ids_sqlite_, ids_postgres_, range_sqlite_, range_back_sqlite_, range_postgres_,
        among_postgres_, newest_postgres_;
};

}  // namespace orderyard::storage
