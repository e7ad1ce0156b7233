// Migration 3: invoices, shipments, credit memos, what the channel is told, the ledger, and the
// tables around them. Here is what each engine has of its own: triggers for what a CHECK of one row
// cannot see.
#include <string>

#include "storage/migrations/0003_processing_tables.hpp"
#include "storage/migrations/engine_words.hpp"
#include "storage/migrations/migrations.hpp"

namespace orderyard::storage {

namespace {

// No trigger on the insert of what an import writes (invoices, shipments, ledger): before a
// statement with triggers, SQLite writes out what FTS5 has gathered.
constexpr const char* kSqliteOnly = R"sql(
CREATE TRIGGER follow_up_kept BEFORE DELETE ON follow_up BEGIN
    SELECT RAISE(ABORT, 'follow-ups are never deleted');
END;
CREATE TRIGGER ledger_event_kept BEFORE DELETE ON ledger_event BEGIN
    SELECT RAISE(ABORT, 'ledger events are never deleted');
END;
CREATE TRIGGER ledger_event_fixed BEFORE UPDATE ON ledger_event BEGIN
    SELECT RAISE(ABORT, 'ledger events are never changed');
END;

CREATE TRIGGER credit_memo_within_paid AFTER INSERT ON credit_memo
WHEN (SELECT coalesce(sum(grand_total), 0) FROM credit_memo WHERE order_id = new.order_id AND state <> 'void')
    > (SELECT coalesce(sum(grand_total), 0) FROM invoice WHERE order_id = new.order_id AND state = 'paid') BEGIN
    SELECT RAISE(ABORT, 'more would be given back than was paid');
END;
CREATE TRIGGER credit_memo_still_within_paid AFTER UPDATE OF order_id, state, grand_total ON credit_memo
WHEN (SELECT coalesce(sum(grand_total), 0) FROM credit_memo WHERE order_id = new.order_id AND state <> 'void')
    > (SELECT coalesce(sum(grand_total), 0) FROM invoice WHERE order_id = new.order_id AND state = 'paid') BEGIN
    SELECT RAISE(ABORT, 'more would be given back than was paid');
END;
CREATE TRIGGER credit_memo_line_within_paid AFTER INSERT ON credit_memo_line
WHEN EXISTS (SELECT 1 FROM
    (SELECT sum(l.total) AS total, sum(l.shipping) AS shipping, sum(l.shipping_tax) AS shipping_tax,
            sum(l.gift_wrap) AS gift_wrap, sum(l.gift_wrap_tax) AS gift_wrap_tax, sum(l.fee) AS fee,
            sum(l.fee_tax) AS fee_tax
        FROM credit_memo_line l JOIN credit_memo m ON m.id = l.credit_memo_id
        WHERE l.order_item_id = new.order_item_id AND m.state <> 'void') AS back,
    (SELECT coalesce(sum(l.total), 0) AS total, coalesce(sum(l.shipping), 0) AS shipping,
            coalesce(sum(l.shipping_tax), 0) AS shipping_tax, coalesce(sum(l.gift_wrap), 0) AS gift_wrap,
            coalesce(sum(l.gift_wrap_tax), 0) AS gift_wrap_tax, coalesce(sum(l.fee), 0) AS fee,
            coalesce(sum(l.fee_tax), 0) AS fee_tax
        FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
        WHERE l.order_item_id = new.order_item_id AND i.state = 'paid') AS paid
    WHERE back.total > paid.total OR back.shipping > paid.shipping OR back.shipping_tax > paid.shipping_tax
        OR back.gift_wrap > paid.gift_wrap OR back.gift_wrap_tax > paid.gift_wrap_tax OR back.fee > paid.fee
        OR back.fee_tax > paid.fee_tax) BEGIN
    SELECT RAISE(ABORT, 'more of a line would be given back than was paid');
END;
)sql";

// Two transactions do not see each other's rows: the triggers lock the order first. (NO KEY: both
// may have locked its key already, by the reference of the row they inserted.)
constexpr const char* kPostgresOnly = R"sql(
CREATE SEQUENCE invoice_id INCREMENT BY 32;
CREATE SEQUENCE shipment_id INCREMENT BY 32;
CREATE SEQUENCE shipment_package_id INCREMENT BY 32;
CREATE SEQUENCE track_id INCREMENT BY 32;
CREATE SEQUENCE credit_memo_id INCREMENT BY 32;
CREATE SEQUENCE credit_memo_line_id INCREMENT BY 32;
CREATE SEQUENCE document_comment_id INCREMENT BY 32;
CREATE SEQUENCE follow_up_id INCREMENT BY 32;
CREATE SEQUENCE feed_job_id INCREMENT BY 32;
CREATE SEQUENCE bulk_job_id INCREMENT BY 32;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are kept as they are', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER follow_up_kept BEFORE DELETE ON follow_up FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_event_kept BEFORE DELETE OR UPDATE ON ledger_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION check_memo_within_paid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM sales_order WHERE id = NEW.order_id FOR NO KEY UPDATE;
    IF (SELECT coalesce(sum(grand_total), 0) FROM credit_memo WHERE order_id = NEW.order_id AND state <> 'void')
        > (SELECT coalesce(sum(grand_total), 0) FROM invoice WHERE order_id = NEW.order_id AND state = 'paid') THEN
        RAISE EXCEPTION 'more would be given back than was paid' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER credit_memo_within_paid AFTER INSERT OR UPDATE OF order_id, state, grand_total ON credit_memo
    FOR EACH ROW EXECUTE FUNCTION check_memo_within_paid();

CREATE FUNCTION check_memo_line_within_paid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM sales_order o JOIN credit_memo m ON m.order_id = o.id WHERE m.id = NEW.credit_memo_id
        FOR NO KEY UPDATE OF o;
    IF EXISTS (SELECT 1 FROM
        (SELECT sum(l.total) AS total, sum(l.shipping) AS shipping, sum(l.shipping_tax) AS shipping_tax,
                sum(l.gift_wrap) AS gift_wrap, sum(l.gift_wrap_tax) AS gift_wrap_tax, sum(l.fee) AS fee,
                sum(l.fee_tax) AS fee_tax
            FROM credit_memo_line l JOIN credit_memo m ON m.id = l.credit_memo_id
            WHERE l.order_item_id = NEW.order_item_id AND m.state <> 'void') AS back,
        (SELECT coalesce(sum(l.total), 0) AS total, coalesce(sum(l.shipping), 0) AS shipping,
                coalesce(sum(l.shipping_tax), 0) AS shipping_tax, coalesce(sum(l.gift_wrap), 0) AS gift_wrap,
                coalesce(sum(l.gift_wrap_tax), 0) AS gift_wrap_tax, coalesce(sum(l.fee), 0) AS fee,
                coalesce(sum(l.fee_tax), 0) AS fee_tax
            FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
            WHERE l.order_item_id = NEW.order_item_id AND i.state = 'paid') AS paid
        WHERE back.total > paid.total OR back.shipping > paid.shipping OR back.shipping_tax > paid.shipping_tax
            OR back.gift_wrap > paid.gift_wrap OR back.gift_wrap_tax > paid.gift_wrap_tax OR back.fee > paid.fee
            OR back.fee_tax > paid.fee_tax) THEN
        RAISE EXCEPTION 'more of a line would be given back than was paid' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER credit_memo_line_within_paid AFTER INSERT ON credit_memo_line
    FOR EACH ROW EXECUTE FUNCTION check_memo_line_within_paid();
)sql";

std::string Script(const EngineWords& words, const char* engine_only) {
    using namespace processing_migration;
    return EngineScript(words, {kDocumentTables, kCreditMemoTables, kFollowUpTables, kBookTables},
                        engine_only);
}

const std::string kSqliteScript = Script(kSqliteWords, kSqliteOnly);
const std::string kPostgresScript = Script(kPostgresWords, kPostgresOnly);

}  // namespace

const Migration kMigrationProcessing{3, "processing", kSqliteScript.c_str(),
                                     kPostgresScript.c_str()};

}  // namespace orderyard::storage
