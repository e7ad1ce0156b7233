// A question is kept with the state of the data it was asked in.
#include "storage/sql/remembered.hpp"

namespace orderyard::storage::sql {

using Ask = std::function<std::vector<std::int64_t>()>;

Numbers Remembered(Connection& connection, const std::string& question, const Ask& ask) {
    const std::string* state = connection.State();
    return state == nullptr ? std::make_shared<const std::vector<std::int64_t>>(ask())
                            : connection.answers().Get(*state + ' ' + question, ask);
}

Numbers RememberedIn(Connection& connection, const std::string& state, const std::string& question,
                     const Ask& ask) {
    return connection.State() == nullptr
               ? std::make_shared<const std::vector<std::int64_t>>(ask())
               : connection.answers().Get(state + '@' + connection.Source() + ' ' + question, ask);
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
