// The next item is looked for in the transaction that works on it, so an order is done once however
// often the work is begun.
#include "actions/run_bulk.hpp"

#include "base/log.hpp"
#include "base/text.hpp"

namespace orderyard::actions {
namespace {

constexpr std::size_t kLoggedErrorBytesMax = 500;

enum class ItemEnd { kDecided, kNothingLeft, kNotMine };

// The reason of a refusal is more telling than its code.
std::string CodeOf(const base::Error& error) {
    for (const auto& [name, value] : error.params) {
        if (name == "reason") {
            return value;
        }
    }
    return std::string(ToString(error.code));
}

void Fail(ports::BulkItem& item, std::string code, std::string message) {
    item.state = ports::BulkItemState::kFailed;
    item.code = std::move(code);
    item.message = std::move(message);
}

class JobRunner {
  public:
    JobRunner(ports::Database& database, const ports::Clock& clock, const BulkHelp& help,
              ports::BulkJob job)
        : database_(database),
          clock_(clock),
          help_(help),
          job_(std::move(job)),
          verb_(help.read_verb(job_)) {}

    ItemEnd DoNext() {
        try {
            return Transact([&](const Step& step, ports::BulkItem& item) { Apply(step, item); });
        } catch (const ports::DatabaseUnavailable&) {
            throw;
        } catch (const std::exception& error) {
            // One order that cannot be worked on must not hold up the others.
            base::LogError("bulk_item_failed",
                           {{"job", job_.id.value},
                            {"what", base::TruncateUtf8(error.what(), kLoggedErrorBytesMax)}});
        }
        return Transact([](const Step&, ports::BulkItem& item) {
            Fail(item, "failed", "The server could not do this; its log says more. Try again.");
        });
    }

  private:
    template <class Work>
    ItemEnd Transact(Work work) {
        ItemEnd end = ItemEnd::kDecided;
        std::int64_t position = 0;
        database_.Write([&](ports::Transaction& tx) {
            if (!help_.is_mine(tx)) {
                end = ItemEnd::kNotMine;
                return;
            }
            const auto open = tx.bulk().Items(job_.id, after_, ports::BulkItemState::kPending, 1);
            if (open.empty()) {
                end = ItemEnd::kNothingLeft;
                return;
            }
            end = ItemEnd::kDecided;
            ports::BulkItem item = open.front();
            OrderTrail trail;
            const Step step{tx, job_.actor, clock_.Now(), std::nullopt, &trail};
            work(step, item);
            tx.bulk().Record(job_.id, item, step.now);
            AuditStep(step, "bulk job " + std::to_string(job_.id.value) + " " + job_.verb);
            position = item.position;
        });
        after_ = end == ItemEnd::kDecided ? position : after_;
        return end;
    }

    void Apply(const Step& step, ports::BulkItem& item) {
        const Processed done =
            verb_ ? (*verb_)(step, item.order_id) : Processed(base::Fail(verb_.error()));
        if (done) {
            item.state = ports::BulkItemState::kDone;
        } else {
            Fail(item, CodeOf(done.error()), done.error().Text());
        }
    }

    ports::Database& database_;
    const ports::Clock& clock_;
    const BulkHelp& help_;
    const ports::BulkJob job_;
    const base::Result<BulkVerb> verb_;
    std::int64_t after_ = 0;  // all before is decided, as far as this runner knows
};

std::optional<ports::BulkJob> NextJob(ports::Database& database) {
    std::optional<ports::BulkJob> job;
    database.Read([&](ports::Transaction& tx) {
        const auto id = tx.bulk().NextOpen();
        job = id ? tx.bulk().Find(*id) : std::nullopt;
    });
    return job;
}

}  // namespace

std::int64_t RunBulk(ports::Database& database, const ports::Clock& clock, const BulkHelp& help) {
    std::int64_t decided = 0;
    while (!help.should_stop()) {
        auto job = NextJob(database);
        if (!job) {
            return decided;
        }
        JobRunner runner(database, clock, help, std::move(*job));
        ItemEnd end = ItemEnd::kDecided;
        while (end == ItemEnd::kDecided && !help.should_stop()) {
            end = runner.DoNext();
            decided += end == ItemEnd::kDecided ? 1 : 0;
        }
        if (end == ItemEnd::kNotMine) {
            return decided;
        }
    }
    return decided;
}

}  // namespace orderyard::actions
