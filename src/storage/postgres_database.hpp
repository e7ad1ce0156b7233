// The database on PostgreSQL: a pool of connections, one transaction for each Write, retries where
// they can help.
#pragma once

#include "storage/keys.hpp"
#include "storage/open_database.hpp"
#include "storage/sql/pool.hpp"
#include "storage/sql/postgres_connection.hpp"
#include "storage/transaction.hpp"

namespace orderyard::storage {

class PostgresDatabase final : public OpenedDatabase {
  public:
    static base::Result<std::unique_ptr<OpenedDatabase>> Open(const DatabaseOptions& options,
                                                              base::Instant now);

    void Write(const std::function<void(ports::Transaction&)>& work) override;
    void Read(const std::function<void(ports::Transaction&)>& work) const override;
    std::string EngineName() const override { return "postgresql"; }
    std::string EngineVersion() const override;
    SchemaState Schema() const override;
    std::int64_t SizeBytes() const override;
    std::vector<std::string> Diagnose() const override;
    base::Result<> BackUp(const std::string& file) override;
    void ContinueAfterCopy(std::int64_t keys_skipped) override;

  private:
    struct Session {
        Session(const std::string& url, const Keys& keys, std::shared_ptr<sql::Shared> shared)
            : connection(url, std::move(shared)), transaction(connection, keys) {}
        sql::PostgresConnection connection;
        SqlTransaction transaction;
    };
    using Sessions = sql::Pool<Session>;

    explicit PostgresDatabase(const DatabaseOptions& options);
    Sessions::Loan TakeSession() const;

    const std::string url_;
    const Keys keys_;
    const std::shared_ptr<sql::Shared> shared_ = std::make_shared<sql::Shared>();
    mutable Sessions sessions_;
};

}  // namespace orderyard::storage
