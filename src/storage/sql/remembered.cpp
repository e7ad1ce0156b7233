// Answers by the text of their statement and its values.
#include "storage/sql/remembered.hpp"

namespace orderyard::storage::sql {

namespace {

constexpr std::size_t kAnswersMax = 200;

struct Counts {
    std::unordered_map<std::string, std::int64_t> of;
};

struct Ints {
    std::unordered_map<std::string, std::shared_ptr<const std::vector<std::int64_t>>> of;
};

std::vector<std::int64_t> AllInts(Rows rows, int column_count) {
    std::vector<std::int64_t> numbers;
    while (rows.Next()) {
        for (int column = 0; column < column_count; ++column) {
            numbers.push_back(rows.Int(column));
        }
    }
    return numbers;
}

// `make` gives the answer where it is not known.
template <class Answers, class Make>
auto Remembered(Connection& connection, const std::string& fingerprint, const Make& make) {
    Answers* answers = connection.WhileUnchanged<Answers>();
    if (answers == nullptr) {
        return make();
    }
    if (const auto known = answers->of.find(fingerprint); known != answers->of.end()) {
        return known->second;
    }
    if (answers->of.size() >= kAnswersMax) {
        answers->of.clear();
    }
    return answers->of.emplace(fingerprint, make()).first->second;
}

}  // namespace

std::int64_t RememberedCount(Connection& connection, const std::string& fingerprint,
                             const std::function<std::int64_t()>& count) {
    return Remembered<Counts>(connection, fingerprint, [&] { return count(); });
}

std::int64_t RememberedInt(Connection& connection, const Assembly& sql) {
    return RememberedCount(connection, sql.Fingerprint(), [&] { return sql.QueryInt(connection); });
}

std::shared_ptr<const std::vector<std::int64_t>> RememberedInts(Connection& connection,
                                                                const Assembly& sql,
                                                                int column_count) {
    return Remembered<Ints>(connection, sql.Fingerprint(), [&] {
        return std::make_shared<const std::vector<std::int64_t>>(
            AllInts(sql.Query(connection), column_count));
    });
}

}  // namespace orderyard::storage::sql
