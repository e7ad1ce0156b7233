// Parts of a transaction are savepoints.
#include "storage/transaction.hpp"

namespace orderyard::storage {

void SqlTransaction::Part(const std::function<void()>& work) {
    connection_.BeginPart();
    try {
        work();
        connection_.CommitPart();
    } catch (...) {
        connection_.RollbackPart();
        throw;
    }
}

}  // namespace orderyard::storage
