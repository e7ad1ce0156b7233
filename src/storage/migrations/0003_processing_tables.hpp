// The tables of migration 3, for 0003_processing.cpp only, in the words of engine_words.hpp: what
// is written about an order while it is processed, what the channel is told of it, and the ledger.
//
// Lines of invoices and packages are kept beside the order line they are about (their key starts
// with it): an order's documents are read, added up and checked from its lines.
#pragma once

namespace orderyard::storage::processing_migration {

inline constexpr const char* kDocumentTables = R"sql(
CREATE TABLE invoice (
    id {id},
    order_id {int} NOT NULL REFERENCES sales_order(id),
    store_view_id {int} NOT NULL REFERENCES store_view(id),
    increment_id {text} NOT NULL CHECK (length(increment_id) > 0),
    state {text} NOT NULL CHECK (state IN ('open', 'paid', 'canceled')),
    currency {text} NOT NULL CHECK (length(currency) = 3 OR (length(currency) = 0 AND grand_total = 0)),
    quantity {int} NOT NULL CHECK (quantity >= 0),
    lines_total {int} NOT NULL,
    extras {int} NOT NULL,
    grand_total {int} NOT NULL CHECK (grand_total >= 0),
    transaction_id {text} NOT NULL,
    is_from_channel {int} NOT NULL CHECK (is_from_channel IN (0, 1)),
    is_mail_sent {int} NOT NULL CHECK (is_mail_sent IN (0, 1)),
    created_at {int} NOT NULL,
    updated_at {int} NOT NULL,
    CHECK (grand_total = lines_total + extras)
) {strict};
CREATE INDEX invoice_by_order ON invoice(order_id, id);
CREATE INDEX invoice_by_created ON invoice(created_at, id);
CREATE INDEX invoice_by_updated ON invoice(updated_at, id);
CREATE INDEX invoice_by_grand_total ON invoice({in blocks}grand_total, id);
CREATE UNIQUE INDEX invoice_by_increment ON invoice(lower(increment_id), store_view_id);

CREATE TABLE invoice_line (
    order_item_id {int} NOT NULL REFERENCES sales_order_item(id),
    piece_first {int} NOT NULL CHECK (piece_first >= 0),
    invoice_id {int} NOT NULL REFERENCES invoice(id),
    piece_count {int} NOT NULL CHECK (piece_count >= 0),
    position {int} NOT NULL CHECK (position >= 0),
    row_total {int} NOT NULL CHECK (row_total >= 0),
    row_tax {int} NOT NULL CHECK (row_tax >= 0),
    shipping {int} NOT NULL CHECK (shipping >= 0),
    shipping_tax {int} NOT NULL CHECK (shipping_tax >= 0),
    gift_wrap {int} NOT NULL CHECK (gift_wrap >= 0),
    gift_wrap_tax {int} NOT NULL CHECK (gift_wrap_tax >= 0),
    fee {int} NOT NULL CHECK (fee >= 0),
    fee_tax {int} NOT NULL CHECK (fee_tax >= 0),
    discount {int} NOT NULL CHECK (discount >= 0),
    shipping_discount {int} NOT NULL CHECK (shipping_discount >= 0 AND shipping_discount <= discount),
    tax {int} NOT NULL,
    rounding {int} NOT NULL,
    total {int} NOT NULL,
    PRIMARY KEY (order_item_id, piece_first, invoice_id),
    CHECK (total = row_total + shipping + gift_wrap + fee + tax - discount + rounding)
) {clustered};

CREATE TABLE shipment (
    id {id},
    order_id {int} NOT NULL REFERENCES sales_order(id),
    store_view_id {int} NOT NULL REFERENCES store_view(id),
    increment_id {text} NOT NULL CHECK (length(increment_id) > 0),
    quantity {int} NOT NULL CHECK (quantity >= 0),
    is_void {int} NOT NULL CHECK (is_void IN (0, 1)),
    is_from_channel {int} NOT NULL CHECK (is_from_channel IN (0, 1)),
    is_mail_sent {int} NOT NULL CHECK (is_mail_sent IN (0, 1)),
    shipped_at {int} NOT NULL,
    created_at {int} NOT NULL,
    updated_at {int} NOT NULL
) {strict};
CREATE INDEX shipment_by_order ON shipment(order_id, id);
CREATE INDEX shipment_by_created ON shipment(created_at, id);
CREATE INDEX shipment_by_updated ON shipment(updated_at, id);
CREATE UNIQUE INDEX shipment_by_increment ON shipment(lower(increment_id), store_view_id);

CREATE TABLE shipment_package (
    id {id},
    order_id {int} NOT NULL REFERENCES sales_order(id),
    shipment_id {int} NOT NULL REFERENCES shipment(id),
    position {int} NOT NULL CHECK (position >= 0),
    reference {int} NOT NULL CHECK (reference >= 0),
    channel_reference {text} NOT NULL,
    is_untracked {int} NOT NULL CHECK (is_untracked IN (0, 1))
) {strict};
CREATE INDEX shipment_package_by_order ON shipment_package(order_id, id);
CREATE UNIQUE INDEX shipment_package_by_reference ON shipment_package(order_id, reference) WHERE reference > 0;

CREATE TABLE package_line (
    order_item_id {int} NOT NULL REFERENCES sales_order_item(id),
    package_id {int} NOT NULL REFERENCES shipment_package(id),
    position {int} NOT NULL CHECK (position >= 0),
    quantity {int} NOT NULL CHECK (quantity > 0),
    from_stock {int} NOT NULL CHECK (from_stock >= 0 AND from_stock <= quantity),
    PRIMARY KEY (order_item_id, package_id, position)
) {clustered};

CREATE TABLE track (
    id {id},
    package_id {int} NOT NULL REFERENCES shipment_package(id),
    position {int} NOT NULL CHECK (position >= 0),
    carrier_code {text} NOT NULL,
    title {text} NOT NULL,
    number {text} NOT NULL,
    service {text} NOT NULL,
    created_at {int} NOT NULL
) {strict};
CREATE INDEX track_by_package ON track(package_id, position);
CREATE INDEX track_by_number ON track({in blocks}lower(number), package_id);
)sql";

inline constexpr const char* kCreditMemoTables = R"sql(
CREATE TABLE credit_memo (
    id {id},
    order_id {int} NOT NULL REFERENCES sales_order(id),
    store_view_id {int} NOT NULL REFERENCES store_view(id),
    invoice_id {int} REFERENCES invoice(id),
    increment_id {text} NOT NULL CHECK (length(increment_id) > 0),
    state {text} NOT NULL CHECK (state IN ('issued', 'rejected', 'void')),
    currency {text} NOT NULL CHECK (length(currency) = 3 OR (length(currency) = 0 AND grand_total = 0)),
    lines_total {int} NOT NULL CHECK (lines_total >= 0),
    extras {int} NOT NULL,
    adjustment_refund {int} NOT NULL CHECK (adjustment_refund >= 0),
    adjustment_fee {int} NOT NULL CHECK (adjustment_fee >= 0),
    grand_total {int} NOT NULL CHECK (grand_total >= 0),
    reason {text} NOT NULL,
    is_from_channel {int} NOT NULL CHECK (is_from_channel IN (0, 1)),
    is_mail_sent {int} NOT NULL CHECK (is_mail_sent IN (0, 1)),
    created_at {int} NOT NULL,
    updated_at {int} NOT NULL,
    CHECK (grand_total = lines_total + extras + adjustment_refund - adjustment_fee)
) {strict};
CREATE INDEX credit_memo_by_order ON credit_memo(order_id, id);
CREATE INDEX credit_memo_by_invoice ON credit_memo(invoice_id, id) WHERE invoice_id IS NOT NULL;
CREATE INDEX credit_memo_by_created ON credit_memo(created_at, id);
CREATE INDEX credit_memo_by_updated ON credit_memo(updated_at, id);
CREATE INDEX credit_memo_by_grand_total ON credit_memo(grand_total, id);
CREATE UNIQUE INDEX credit_memo_by_increment ON credit_memo(lower(increment_id), store_view_id);

CREATE TABLE credit_memo_line (
    id {id},
    credit_memo_id {int} NOT NULL REFERENCES credit_memo(id),
    order_item_id {int} NOT NULL REFERENCES sales_order_item(id),
    position {int} NOT NULL CHECK (position >= 0),
    shipped_quantity {int} NOT NULL CHECK (shipped_quantity >= 0),
    unshipped_quantity {int} NOT NULL CHECK (unshipped_quantity >= 0),
    returned_quantity {int} NOT NULL CHECK (returned_quantity >= 0
        AND returned_quantity <= shipped_quantity + unshipped_quantity),
    item {int} NOT NULL,
    item_tax {int} NOT NULL,
    shipping {int} NOT NULL CHECK (shipping >= 0),
    shipping_tax {int} NOT NULL CHECK (shipping_tax >= 0),
    gift_wrap {int} NOT NULL CHECK (gift_wrap >= 0),
    gift_wrap_tax {int} NOT NULL CHECK (gift_wrap_tax >= 0),
    fee {int} NOT NULL CHECK (fee >= 0),
    fee_tax {int} NOT NULL CHECK (fee_tax >= 0),
    total {int} NOT NULL CHECK (total >= 0),
    discount {int} NOT NULL CHECK (discount >= 0),
    CHECK (total = item + item_tax + shipping + shipping_tax + gift_wrap + gift_wrap_tax + fee + fee_tax)
) {strict};
CREATE INDEX credit_memo_line_by_memo ON credit_memo_line(credit_memo_id, position);
CREATE INDEX credit_memo_line_by_item ON credit_memo_line(order_item_id);

CREATE TABLE document_comment (
    id {id},
    order_id {int} NOT NULL REFERENCES sales_order(id),
    kind {text} NOT NULL CHECK (kind IN ('invoice', 'shipment', 'credit_memo')),
    document_id {int} NOT NULL,
    at {int} NOT NULL,
    actor_kind {text} NOT NULL CHECK (actor_kind IN ('system', 'channel', 'user', 'api')),
    actor {text} NOT NULL,
    comment {bytes},
    is_customer_notified {int} NOT NULL CHECK (is_customer_notified IN (0, 1)),
    is_visible_on_front {int} NOT NULL CHECK (is_visible_on_front IN (0, 1))
) {strict};
CREATE INDEX document_comment_by_document ON document_comment(order_id, kind, document_id, id);
)sql";

// The states of a follow-up that are open but not on their way are written out in the indexes, as
// they are in the queries: SQLite must see that they are the same.
inline constexpr const char* kFollowUpTables = R"sql(
CREATE TABLE follow_up (
    id {id},
    kind {text} NOT NULL CHECK (kind IN ('confirm_shipment', 'cancel_order', 'cancel_lines', 'refund',
        'upload_vat_invoice')),
    order_id {int} NOT NULL REFERENCES sales_order(id),
    store_id {int} NOT NULL REFERENCES store(id),
    channel_number {text} NOT NULL CHECK (length(channel_number) > 0),
    seq {int} NOT NULL CHECK (seq >= 1),
    package_id {int} REFERENCES shipment_package(id),
    credit_memo_id {int} REFERENCES credit_memo(id),
    invoice_id {int} REFERENCES invoice(id),
    reason {text} NOT NULL,
    dedupe_key {text} NOT NULL UNIQUE CHECK (length(dedupe_key) > 0),
    state {text} NOT NULL CHECK (state IN ('waiting', 'queued', 'sending', 'sent', 'accepted', 'seen', 'rejected',
        'unknown', 'parked', 'withdrawn')),
    attempts {int} NOT NULL CHECK (attempts >= 0),
    looks {int} NOT NULL CHECK (looks >= 0),
    created_at {int} NOT NULL,
    not_before {int} NOT NULL,
    due_at {int} NOT NULL,
    sent_at {int},
    ended_at {int},
    body {text} NOT NULL,
    http_status {int} NOT NULL CHECK (http_status >= 0),
    request_id {text} NOT NULL,
    feed_reference {text} NOT NULL,
    error {text} NOT NULL,
    next {text} NOT NULL,
    CHECK ((kind = 'confirm_shipment') = (package_id IS NOT NULL)),
    CHECK (kind <> 'refund' OR credit_memo_id IS NOT NULL),
    CHECK ((kind = 'upload_vat_invoice') = (invoice_id IS NOT NULL OR (credit_memo_id IS NOT NULL AND kind <> 'refund'))),
    CHECK (invoice_id IS NULL OR credit_memo_id IS NULL),
    UNIQUE (order_id, seq)
) {strict};
CREATE INDEX follow_up_due ON follow_up(store_id, due_at, id, not_before, order_id, seq)
    WHERE state IN ('queued', 'sent', 'accepted', 'unknown');
CREATE INDEX follow_up_next ON follow_up(store_id, not_before, order_id, seq)
    WHERE state IN ('queued', 'sent', 'accepted', 'unknown');
CREATE INDEX follow_up_parked ON follow_up(order_id) WHERE state = 'parked';
CREATE INDEX follow_up_waiting ON follow_up(order_id) WHERE state = 'waiting';
CREATE INDEX follow_up_by_state ON follow_up(store_id, state, id);
CREATE INDEX follow_up_by_store ON follow_up(store_id, id);
CREATE INDEX follow_up_refunds ON follow_up(store_id, state, ended_at) WHERE kind = 'refund';

CREATE TABLE follow_up_piece (
    follow_up_id {int} NOT NULL REFERENCES follow_up(id),
    position {int} NOT NULL CHECK (position >= 0),
    channel_item_number {text} NOT NULL CHECK (length(channel_item_number) > 0),
    quantity {int} NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (follow_up_id, position)
) {clustered};

CREATE TABLE feed_job (
    id {id},
    store_id {int} NOT NULL REFERENCES store(id),
    type {text} NOT NULL CHECK (length(type) > 0),
    marketplace_id {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('built', 'document_created', 'uploaded', 'submitting', 'submitted', 'done',
        'fatal', 'cancelled', 'parsed', 'unknown', 'parked')),
    document_id {text} NOT NULL,
    feed_id {text} NOT NULL,
    result_document_id {text} NOT NULL,
    content {bytes} NOT NULL,
    content_hash {text} NOT NULL CHECK (length(content_hash) = 64),
    messages {text} NOT NULL,
    attempts {int} NOT NULL CHECK (attempts >= 0),
    looks {int} NOT NULL CHECK (looks >= 0),
    created_at {int} NOT NULL,
    submitted_at {int},
    not_before {int} NOT NULL,
    error {text} NOT NULL,
    result {bytes} NOT NULL
) {strict};
CREATE INDEX feed_job_open ON feed_job(store_id, id) WHERE state NOT IN ('parsed', 'parked');
CREATE INDEX feed_job_by_type ON feed_job(store_id, type, submitted_at);
)sql";

inline constexpr const char* kBookTables = R"sql(
-- An event of a document is posted once, and balanced. Debits are positive, credits negative.
CREATE TABLE ledger_event (
    order_id {int} NOT NULL REFERENCES sales_order(id),
    kind {text} NOT NULL CHECK (kind IN ('invoice', 'invoice_paid', 'invoice_canceled', 'credit_memo',
        'credit_memo_void')),
    document {text} NOT NULL CHECK (length(document) > 0),
    at {int} NOT NULL,
    currency {text} NOT NULL,
    receivable {int} NOT NULL,
    clearing {int} NOT NULL,
    goods {int} NOT NULL,
    shipping {int} NOT NULL,
    gift_wrap {int} NOT NULL,
    fees {int} NOT NULL,
    tax {int} NOT NULL,
    tips {int} NOT NULL,
    adjustments {int} NOT NULL,
    rounding {int} NOT NULL,
    PRIMARY KEY (order_id, kind, document),
    CHECK (length(currency) = 3 OR (length(currency) = 0 AND receivable = 0 AND clearing = 0)),
    CHECK (receivable + clearing + goods + shipping + gift_wrap + fees + tax + tips + adjustments + rounding = 0)
) {clustered};

CREATE TABLE idempotency_key (
    caller {text} NOT NULL,
    request_key {text} NOT NULL CHECK (length(request_key) > 0),
    route {text} NOT NULL,
    body_hash {text} NOT NULL,
    status {int} NOT NULL CHECK (status BETWEEN 100 AND 599),
    body {bytes} NOT NULL,
    created_at {int} NOT NULL,
    expires_at {int} NOT NULL CHECK (expires_at > created_at),
    PRIMARY KEY (caller, request_key)
) {strict};
CREATE INDEX idempotency_key_by_expiry ON idempotency_key(expires_at);

CREATE TABLE bulk_job (
    id {id},
    verb {text} NOT NULL CHECK (length(verb) > 0),
    params {bytes} NOT NULL,
    actor_kind {text} NOT NULL CHECK (actor_kind IN ('system', 'channel', 'user', 'api')),
    actor {text} NOT NULL,
    created_at {int} NOT NULL,
    ended_at {int},
    total {int} NOT NULL CHECK (total >= 0),
    done {int} NOT NULL CHECK (done >= 0),
    failed {int} NOT NULL CHECK (failed >= 0),
    CHECK (done + failed <= total),
    CHECK ((ended_at IS NOT NULL) = (done + failed = total))
) {strict};
CREATE INDEX bulk_job_open ON bulk_job(id) WHERE ended_at IS NULL;

CREATE TABLE bulk_item (
    job_id {int} NOT NULL REFERENCES bulk_job(id),
    position {int} NOT NULL CHECK (position >= 1),
    order_id {int} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
    code {text} NOT NULL,
    message {text} NOT NULL,
    PRIMARY KEY (job_id, position),
    CHECK ((state = 'failed') = (code <> ''))
) {clustered};
CREATE INDEX bulk_item_by_state ON bulk_item(job_id, state, position);

CREATE TABLE later_bulk (
    id {own_id},
    uuid {text} NOT NULL UNIQUE,
    actor_kind {text} NOT NULL CHECK (actor_kind IN ('system', 'channel', 'user', 'api')),
    actor {text} NOT NULL,
    peer {text} NOT NULL,
    started_at {int} NOT NULL,
    operation_count {int} NOT NULL CHECK (operation_count >= 0)
) {strict};

CREATE TABLE later_operation (
    bulk_id {int} NOT NULL REFERENCES later_bulk(id),
    position {int} NOT NULL CHECK (position >= 0),
    method {text} NOT NULL,
    pattern {text} NOT NULL,
    target {text} NOT NULL,
    body {bytes} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('open', 'done', 'failed', 'rejected')),
    error_code {int} NOT NULL,
    message {text} NOT NULL,
    result {bytes},
    PRIMARY KEY (bulk_id, position)
) {clustered};
CREATE INDEX later_operation_open ON later_operation(bulk_id, position) WHERE state = 'open';

CREATE TABLE recon_difference (
    id {own_id},
    store_id {int} NOT NULL REFERENCES store(id),
    channel_number {text} NOT NULL CHECK (length(channel_number) > 0),
    kind {text} NOT NULL CHECK (kind IN ('missing_here', 'missing_there', 'behind', 'ahead', 'money', 'package',
        'refund_missing_here', 'refund_missing_there')),
    text {text} NOT NULL,
    text_hash {text} NOT NULL CHECK (length(text_hash) = 64),
    found_at {int} NOT NULL,
    ended_at {int},
    end_reason {text} NOT NULL,
    CHECK ((ended_at IS NULL) = (end_reason = ''))
) {strict};
CREATE UNIQUE INDEX recon_difference_open ON recon_difference(store_id, channel_number, kind, text_hash)
    WHERE ended_at IS NULL;
CREATE INDEX recon_difference_newest ON recon_difference(store_id, id) WHERE ended_at IS NULL;

CREATE TABLE channel_refund (
    store_id {int} NOT NULL REFERENCES store(id),
    transaction_id {text} NOT NULL CHECK (length(transaction_id) > 0),
    channel_number {text} NOT NULL,
    posted_at {int} NOT NULL,
    amount {int} NOT NULL CHECK (amount > 0),
    currency {text} NOT NULL CHECK (length(currency) = 3),
    status {text} NOT NULL,
    credit_memo_id {int} REFERENCES credit_memo(id),
    PRIMARY KEY (store_id, transaction_id)
) {strict};
CREATE INDEX channel_refund_by_order ON channel_refund(store_id, channel_number, posted_at);

CREATE TABLE channel_refund_mark (
    store_id {int} PRIMARY KEY REFERENCES store(id),
    read_until {int} NOT NULL
) {strict};
)sql";

}  // namespace orderyard::storage::processing_migration
