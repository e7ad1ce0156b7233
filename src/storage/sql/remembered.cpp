// On PostgreSQL the connections of a database share what they remember, by the name of the state of
// the data; on SQLite, where no connection can tell another's state, each has its own.
#include "storage/sql/remembered.hpp"

namespace orderyard::storage::sql {

namespace {

constexpr std::size_t kOwnBytesMax = 4U << 20U;

struct OwnAnswers {
    Answers answers{kOwnBytesMax};
};

}  // namespace

Numbers Remembered(Connection& connection, const std::string& question,
                   const std::function<std::vector<std::int64_t>()>& ask) {
    const std::string* state = connection.State();
    if (state == nullptr) {
        return std::make_shared<const std::vector<std::int64_t>>(ask());
    }
    if (Answers* shared = connection.shared_answers()) {
        return shared->Get(*state + ' ' + question, ask);
    }
    return connection.WhileUnchanged<OwnAnswers>()->answers.Get(question, ask);
}

Numbers RememberedInts(Connection& connection, const Assembly& sql, int column_count) {
    return Remembered(connection, std::to_string(column_count) + sql.Fingerprint(), [&] {
        std::vector<std::int64_t> numbers;
        Rows rows = sql.Query(connection);
        while (rows.Next()) {
            for (int column = 0; column < column_count; ++column) {
                numbers.push_back(rows.Int(column));
            }
        }
        return numbers;
    });
}

std::int64_t RememberedInt(Connection& connection, const Assembly& sql) {
    const Numbers numbers = RememberedInts(connection, sql, 1);
    return numbers->empty() ? 0 : numbers->front();
}

}  // namespace orderyard::storage::sql
