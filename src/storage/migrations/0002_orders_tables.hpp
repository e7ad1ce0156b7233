// The tables of migration 2, for 0002_orders.cpp only, in the words of engine_words.hpp.
// Enumerations, quantities and sums are CHECKed here, so that a wrong state cannot be stored
// whatever the code above does.
//
// Every text column is plain on purpose: what names or reaches a person is in {bytes} columns,
// sealed; see storage/privacy/. Texts compare by bytes on both engines.
#pragma once

namespace orderyard::storage::orders_migration {

inline constexpr const char* kProductTables = R"sql(
CREATE TABLE product (
    id {id},
    sku {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    price {int},
    price_currency {text} CHECK (length(price_currency) = 3),
    is_enabled {int} NOT NULL CHECK (is_enabled IN (0, 1)),
    is_stock_managed {int} NOT NULL CHECK (is_stock_managed IN (0, 1)),
    on_hand {int} NOT NULL CHECK (on_hand >= 0),
    reserved {int} NOT NULL CHECK (reserved >= 0 AND reserved <= on_hand),
    version {int} NOT NULL CHECK (version >= 1),
    bin {text} NOT NULL DEFAULT '',
    CHECK ((price IS NULL) = (price_currency IS NULL))
) {strict};

CREATE INDEX product_by_folded_sku ON product(lower(sku), id);

CREATE TABLE listing (
    store_id {int} NOT NULL REFERENCES store(id),
    channel_sku {text} NOT NULL,
    channel_product_number {text} NOT NULL,
    product_id {int} NOT NULL REFERENCES product(id),
    units {int} NOT NULL CHECK (units >= 1)
) {strict};
CREATE INDEX listing_by_product_number ON listing(store_id, channel_product_number);
CREATE UNIQUE INDEX listing_by_sku ON listing(store_id, channel_sku);
CREATE INDEX listing_by_product ON listing(product_id, store_id, channel_sku);
)sql";

inline constexpr const char* kChannelTables = R"sql(
CREATE TABLE channel_order (
    id {id},
    store_id {int} NOT NULL REFERENCES store(id),
    number {text} NOT NULL CHECK (length(number) > 0),
    created_at {int} NOT NULL,
    updated_at {int} NOT NULL,
    is_foreign {int} NOT NULL CHECK (is_foreign IN (0, 1)),
    marketplace_id {text} NOT NULL,
    marketplace_name {text} NOT NULL,
    status {text} NOT NULL CHECK (status IN ('unknown', 'pending_availability', 'pending', 'unshipped',
        'partially_shipped', 'shipped', 'canceled', 'unfulfillable')),
    status_text {text} NOT NULL,
    fulfilled_by {text} NOT NULL CHECK (fulfilled_by IN ('unknown', 'merchant', 'channel')),
    ship_by_latest {int},
    currency {text} NOT NULL CHECK (length(currency) IN (0, 3)),
    grand_total {int},
    grand_total_currency {text} CHECK (length(grand_total_currency) = 3 OR grand_total = 0),
    quantity_ordered {int} NOT NULL,
    quantity_shipped {int} NOT NULL,
    content_hash {bytes} NOT NULL CHECK (length(content_hash) = 32),
    verdict_kind {text} NOT NULL CHECK (verdict_kind IN ('imported', 'not_yet', 'not_wanted', 'blocked')),
    verdict_rule {text} NOT NULL,
    verdict_text {text} NOT NULL,
    verdict_inputs {text} NOT NULL,
    next_look {int},
    assumed_delivery {int},
    marks {int} NOT NULL DEFAULT 0 CHECK (marks >= 0),
    details {text} NOT NULL,
    CHECK ((grand_total IS NULL) = (grand_total_currency IS NULL))
) {strict};
CREATE INDEX channel_order_by_created ON channel_order(store_id, created_at, id);
CREATE INDEX channel_order_by_updated ON channel_order(store_id, {in blocks}updated_at, id);
CREATE INDEX channel_order_by_status ON channel_order(store_id, status, created_at, id);
CREATE INDEX channel_order_by_verdict ON channel_order(store_id, verdict_kind, created_at, id);
CREATE INDEX channel_order_by_total
    ON channel_order(store_id, {in blocks}coalesce(grand_total, -1000000000000000000), id);
CREATE INDEX channel_order_by_ship_by ON channel_order(store_id, coalesce(ship_by_latest, 9000000000000000000), id);
CREATE INDEX channel_order_by_next_look ON channel_order(store_id, next_look, id) WHERE next_look IS NOT NULL;
-- By weeks of 604,800,000,000 microseconds: those of a week lie in the order they came in.
CREATE INDEX channel_order_to_purge ON channel_order((assumed_delivery / 604800000000), id)
    WHERE assumed_delivery IS NOT NULL;
CREATE UNIQUE INDEX channel_order_by_number ON channel_order(store_id, number);

CREATE TABLE channel_order_item (
    id {id},
    channel_order_id {int} NOT NULL REFERENCES channel_order(id) ON DELETE CASCADE,
    position {int} NOT NULL CHECK (position >= 0),
    number {text} NOT NULL,
    sku {text} NOT NULL,
    product_number {text} NOT NULL,
    quantity_ordered {int} NOT NULL,
    quantity_fulfilled {int} NOT NULL,
    quantity_unfulfilled {int} NOT NULL,
    details {text} NOT NULL,
    UNIQUE (channel_order_id, number)
) {strict};
CREATE INDEX channel_order_item_by_product
    ON channel_order_item({in channel blocks}product_number, channel_order_id);

CREATE TABLE channel_order_event (
    id {own_id},
    channel_order_id {int} NOT NULL REFERENCES channel_order(id) ON DELETE CASCADE,
    at {int} NOT NULL,
    event {text} NOT NULL CHECK (length(event) > 0),
    before {text} NOT NULL,
    after {text} NOT NULL
) {strict};
CREATE INDEX channel_order_event_by_order ON channel_order_event(channel_order_id, id);

CREATE TABLE channel_order_personal (
    channel_order_id {int} PRIMARY KEY REFERENCES channel_order(id) ON DELETE CASCADE,
    wrapped_key {bytes} NOT NULL,
    personal {bytes} NOT NULL,
    payload {bytes} NOT NULL
) {strict};
)sql";

inline constexpr const char* kOrderTable = R"sql(
CREATE TABLE sales_order (
    id {id},
    store_view_id {int} NOT NULL REFERENCES store_view(id),
    increment_id {text} NOT NULL CHECK (length(increment_id) > 0),
    version {int} NOT NULL CHECK (version >= 1),
    state {text} NOT NULL CHECK (state IN ('new', 'pending_payment', 'payment_review', 'processing', 'complete',
        'closed', 'canceled', 'holded')),
    status {text} NOT NULL CHECK (status = lower(status)),
    hold_before_state {text} CHECK (hold_before_state IN ('new', 'pending_payment', 'payment_review', 'processing',
        'complete', 'closed', 'canceled')),
    hold_before_status {text},
    hold_reason {text},
    hold_until {int},
    pending_cancel_reason {text},
    pending_cancel_actor {text},
    pending_cancel_asked_at {int},
    reordered_from {int} REFERENCES sales_order(id),
    package_reference_last {int} NOT NULL CHECK (package_reference_last >= 0),
    customer_id {int} REFERENCES customer(id),
    currency {text} NOT NULL CHECK (length(currency) = 3 OR (length(currency) = 0 AND grand_total = 0 AND paid = 0)),
    subtotal {int} NOT NULL CHECK (subtotal >= 0),
    subtotal_incl_tax {int} NOT NULL CHECK (subtotal_incl_tax >= subtotal),
    shipping {int} NOT NULL CHECK (shipping >= 0),
    shipping_tax {int} NOT NULL CHECK (shipping_tax >= 0),
    shipping_discount {int} NOT NULL CHECK (shipping_discount >= 0),
    gift_wrap {int} NOT NULL CHECK (gift_wrap >= 0),
    gift_wrap_tax {int} NOT NULL CHECK (gift_wrap_tax >= 0),
    fee {int} NOT NULL CHECK (fee >= 0),
    fee_tax {int} NOT NULL CHECK (fee_tax >= 0),
    tip {int} NOT NULL CHECK (tip >= 0),
    discount {int} NOT NULL CHECK (discount >= 0),
    tax {int} NOT NULL,
    rounding {int} NOT NULL,
    grand_total {int} NOT NULL,
    paid {int} NOT NULL CHECK (paid >= 0),
    invoiced {int} NOT NULL CHECK (invoiced >= 0),
    refunded {int} NOT NULL CHECK (refunded >= 0 AND refunded <= paid),
    canceled {int} NOT NULL CHECK (canceled >= 0),
    due {int} NOT NULL CHECK (due >= 0),
    quantity_ordered {int} NOT NULL CHECK (quantity_ordered >= 0),
    item_count {int} NOT NULL CHECK (item_count >= 0),
    shipping_method {text} NOT NULL,
    shipping_description {text} NOT NULL,
    channel_store_id {int} REFERENCES store(id),
    channel_order_id {int} UNIQUE REFERENCES channel_order(id),
    channel_number {text},
    marketplace_id {text},
    fulfilled_by {text} CHECK (fulfilled_by IN ('unknown', 'merchant', 'channel')),
    ship_by_earliest {int},
    ship_by_latest {int},
    deliver_by_earliest {int},
    deliver_by_latest {int},
    placed_at {int} NOT NULL,
    created_at {int} NOT NULL,
    updated_at {int} NOT NULL,
    -- What lists ask for, kept with the row: pieces we still have to ship (0 while that is not ours
    -- or not due: held, unpaid, shipped by the channel), exceptions, where it goes, and the bits of
    -- domain::OrderMarks.
    pieces_to_ship {int} NOT NULL DEFAULT 0 CHECK (pieces_to_ship >= 0),
    exception_count {int} NOT NULL DEFAULT 0 CHECK (exception_count >= 0),
    ship_country {text} NOT NULL DEFAULT '',
    marks {int} NOT NULL DEFAULT 0 CHECK (marks >= 0),
    CHECK ((state = 'holded') = (hold_before_state IS NOT NULL)),
    CHECK ((hold_before_state IS NULL) = (hold_before_status IS NULL)),
    CHECK ((hold_before_state IS NULL) = (hold_reason IS NULL)),
    CHECK (hold_until IS NULL OR hold_before_state IS NOT NULL),
    CHECK ((pending_cancel_reason IS NULL) = (pending_cancel_asked_at IS NULL)),
    CHECK ((pending_cancel_actor IS NULL) = (pending_cancel_asked_at IS NULL)),
    CHECK (reordered_from <> id),
    CHECK ((channel_store_id IS NULL) = (channel_order_id IS NULL)),
    CHECK ((channel_store_id IS NULL) = (channel_number IS NULL)),
    CHECK ((channel_store_id IS NULL) = (fulfilled_by IS NULL)),
    CHECK (grand_total = subtotal + shipping + gift_wrap + fee + tip + tax - discount + rounding)
) {strict};
-- State, status and store view ride along so that counting by them reads the index only.
CREATE INDEX sales_order_by_created ON sales_order(created_at, id, status, state, store_view_id);
CREATE INDEX sales_order_by_updated ON sales_order(updated_at, id, status, state, store_view_id);
CREATE INDEX sales_order_by_status ON sales_order(status, id);
CREATE INDEX sales_order_by_status_created ON sales_order(status, created_at, id);
CREATE INDEX sales_order_by_state ON sales_order(state, id);
CREATE INDEX sales_order_by_increment ON sales_order(lower(increment_id), id);
CREATE INDEX sales_order_by_channel_number ON sales_order({in blocks}lower(channel_number), id);
CREATE INDEX sales_order_by_grand_total ON sales_order({in blocks}grand_total, id);
-- What can be filtered by but leaves many rows rides along here: whatever is asked for together,
-- only this index is walked.
CREATE INDEX sales_order_by_placed ON sales_order(placed_at, id, channel_store_id, state, status, fulfilled_by,
    marketplace_id, ship_country);
CREATE INDEX sales_order_by_country ON sales_order({in blocks}lower(ship_country), id);
CREATE INDEX sales_order_by_ship_by ON sales_order(coalesce(ship_by_latest, 9000000000000000000), id);
CREATE INDEX sales_order_to_ship ON sales_order(coalesce(ship_by_latest, 9000000000000000000), id, channel_store_id)
    WHERE pieces_to_ship > 0;
CREATE INDEX sales_order_attention ON sales_order(placed_at, id) WHERE exception_count > 0;
CREATE INDEX sales_order_cancel_asked ON sales_order(placed_at, id) WHERE pending_cancel_asked_at IS NOT NULL;
CREATE INDEX sales_order_refunded ON sales_order(placed_at, id) WHERE refunded > 0;
CREATE INDEX sales_order_prime ON sales_order(placed_at, id) WHERE (marks & 1) > 0;
CREATE INDEX sales_order_premium ON sales_order(placed_at, id) WHERE (marks & 2) > 0;
CREATE INDEX sales_order_business ON sales_order(placed_at, id) WHERE (marks & 4) > 0;
CREATE INDEX sales_order_gift ON sales_order(placed_at, id) WHERE (marks & 8) > 0;
CREATE INDEX sales_order_by_reordered ON sales_order(reordered_from) WHERE reordered_from IS NOT NULL;
CREATE INDEX sales_order_by_customer ON sales_order(customer_id, id) WHERE customer_id IS NOT NULL;
CREATE UNIQUE INDEX sales_order_by_number ON sales_order(store_view_id, increment_id);
)sql";

inline constexpr const char* kOrderChildTables = R"sql(
CREATE TABLE sales_order_item (
    id {id},
    order_id {int} NOT NULL REFERENCES sales_order(id) ON DELETE CASCADE,
    position {int} NOT NULL CHECK (position >= 0),
    channel_item_number {text} NOT NULL,
    product_id {int} REFERENCES product(id),
    sku {text} NOT NULL,
    name {text} NOT NULL,
    is_stock_managed {int} NOT NULL CHECK (is_stock_managed IN (0, 1)),
    units_per_piece {int} NOT NULL CHECK (units_per_piece >= 1),
    ordered {int} NOT NULL CHECK (ordered >= 0),
    invoiced {int} NOT NULL CHECK (invoiced >= 0 AND invoiced <= ordered),
    shipped {int} NOT NULL CHECK (shipped >= 0),
    refunded_shipped {int} NOT NULL CHECK (refunded_shipped >= 0 AND refunded_shipped <= shipped),
    refunded_unshipped {int} NOT NULL CHECK (refunded_unshipped >= 0),
    canceled {int} NOT NULL CHECK (canceled >= 0),
    backordered {int} NOT NULL CHECK (backordered >= 0 AND backordered <= ordered),
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
    tax {int} NOT NULL CHECK (tax <= row_tax + shipping_tax + gift_wrap_tax + fee_tax),
    rounding {int} NOT NULL,
    total {int} NOT NULL,
    unit_price {int} NOT NULL,
    unit_price_incl_tax {int} NOT NULL,
    CHECK (shipped + refunded_unshipped + canceled <= ordered),
    CHECK (total = row_total + shipping + gift_wrap + fee + tax - discount + rounding)
) {strict};
CREATE INDEX sales_order_item_by_order ON sales_order_item(order_id, position);
CREATE INDEX sales_order_item_by_sku ON sales_order_item({in order blocks}lower(sku), order_id);
CREATE UNIQUE INDEX sales_order_item_by_number ON sales_order_item(order_id, channel_item_number)
    WHERE channel_item_number <> '';

CREATE TABLE stock_reservation (
    order_item_id {int} PRIMARY KEY REFERENCES sales_order_item(id) ON DELETE CASCADE,
    product_id {int} NOT NULL REFERENCES product(id),
    quantity {int} NOT NULL CHECK (quantity > 0)
) {strict};
CREATE INDEX stock_reservation_by_product ON stock_reservation(product_id);

CREATE TABLE stock_movement (
    id {own_id},
    product_id {int} NOT NULL REFERENCES product(id),
    at {int} NOT NULL,
    on_hand {int} NOT NULL,
    reserved {int} NOT NULL,
    reason {text} NOT NULL CHECK (reason IN ('import', 'reserve', 'release', 'ship', 'return', 'correct')),
    order_id {int} REFERENCES sales_order(id),
    order_item_key {text} NOT NULL,
    note {text} NOT NULL,
    CHECK (on_hand <> 0 OR reserved <> 0)
) {strict};
CREATE INDEX stock_movement_by_product ON stock_movement(product_id, id);

CREATE TABLE sales_order_address (
    order_id {int} NOT NULL REFERENCES sales_order(id) ON DELETE CASCADE,
    kind {text} NOT NULL CHECK (kind IN ('shipping', 'billing')),
    city {text} NOT NULL,
    district {text} NOT NULL,
    municipality {text} NOT NULL,
    region {text} NOT NULL,
    country_code {text} NOT NULL,
    address_kind {text} NOT NULL,
    PRIMARY KEY (order_id, kind)
) {strict};

CREATE INDEX sales_order_address_by_city ON sales_order_address({in order blocks}lower(city), order_id)
    WHERE kind = 'shipping' AND city <> '';

CREATE TABLE sales_order_payment (
    order_id {int} PRIMARY KEY REFERENCES sales_order(id) ON DELETE CASCADE,
    method {text} NOT NULL,
    method_title {text} NOT NULL,
    amount_ordered {int} NOT NULL CHECK (amount_ordered >= 0),
    amount_paid {int} NOT NULL CHECK (amount_paid >= 0),
    currency {text} NOT NULL CHECK (length(currency) = 3
        OR (length(currency) = 0 AND amount_ordered = 0 AND amount_paid = 0)),
    details {text} NOT NULL
) {strict};

CREATE TABLE sales_order_exception (
    order_id {int} NOT NULL REFERENCES sales_order(id) ON DELETE CASCADE,
    position {int} NOT NULL CHECK (position >= 0),
    code {text} NOT NULL CHECK (length(code) > 0),
    item_sku {text} NOT NULL,
    text {text} NOT NULL,
    raised_at {int} NOT NULL,
    PRIMARY KEY (order_id, position)
) {strict};
CREATE INDEX sales_order_exception_code ON sales_order_exception(code, order_id);
CREATE INDEX sales_order_exception_sku ON sales_order_exception(item_sku);

CREATE TABLE sales_order_history (
    id {own_id},
    order_id {int} NOT NULL REFERENCES sales_order(id) ON DELETE CASCADE,
    at {int} NOT NULL,
    actor_kind {text} NOT NULL CHECK (actor_kind IN ('system', 'channel', 'user', 'api')),
    actor {text} NOT NULL,
    event {text} NOT NULL CHECK (length(event) > 0),
    comment {bytes},
    status {text} NOT NULL,
    before {text} NOT NULL,
    after {text} NOT NULL,
    is_customer_notified {int} NOT NULL CHECK (is_customer_notified IN (0, 1)),
    is_visible_on_front {int} NOT NULL CHECK (is_visible_on_front IN (0, 1)),
    order_version {int} NOT NULL CHECK (order_version >= 0)
) {strict};
CREATE INDEX sales_order_history_by_order ON sales_order_history(order_id, id);

CREATE TABLE sales_order_personal (
    order_id {int} PRIMARY KEY REFERENCES sales_order(id) ON DELETE CASCADE,
    wrapped_key {bytes} NOT NULL,
    personal {bytes} NOT NULL,
    email_hash {int}
) {strict};
CREATE INDEX sales_order_personal_by_email ON sales_order_personal({in order blocks}email_hash)
    WHERE email_hash IS NOT NULL;
)sql";

}  // namespace orderyard::storage::orders_migration
