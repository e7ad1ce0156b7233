"""Processing orders over our API in tests, and the comparison of what came of it on both sides."""

import decimal
import time

OPEN_STATES = ("waiting", "queued", "sending", "sent", "accepted", "unknown")
STEP_SECONDS = 150


def place_and_import(yard, sandbox, store, specs):
    """Places these orders at Amazon and waits until each has a commerce order; entity id by
    Amazon's number."""
    numbers = [sandbox.place(spec) for spec in specs]
    yard.advance_both(sandbox, 190)
    yard.ask_for_sync(store)
    until = time.monotonic() + 60
    while yard.client().get("/rest/V1/orders", **{"searchCriteria[pageSize]": 1})[
            "total_count"] < len(numbers):
        assert time.monotonic() < until, "not every order was imported within 60 s"
        time.sleep(0.2)
    orders = {order["ext_order_id"]: order["entity_id"]
              for order in yard.commerce_orders().values()}
    return {number: orders[number] for number in numbers}


def follow_ups(yard, store, *states):
    """All follow-ups of a store in these states, newest first."""
    rows, before = [], None
    while True:
        query = {"page_size": 250}
        if states:
            query["state"] = list(states)
        if before:
            query["after"] = before
        page = yard.client().get(f"/api/v1/stores/{store}/follow-ups", **query)
        rows += page["items"]
        before = page.get("next")
        if not before:
            return rows


def _open_rows(yard, store):
    return [row for row in follow_ups(yard, store, *OPEN_STATES) if row["state"] != "waiting"]


def _wait_for_due_ones(yard, store):
    """Until nothing is due at the present time of the clocks; a jump in the middle of a run would
    end the lease it works under."""
    until = time.monotonic() + 8
    while time.monotonic() < until:
        now = yard.now().strftime("%Y-%m-%dT%H:%M:%S")
        rows = _open_rows(yard, store)
        if not any(row["state"] == "sending" and not row["feed"] or row["not_before"] <= now
                   for row in rows):
            return
        time.sleep(0.3)


def let_follow_ups_end(yard, sandbox, store, laps_max=150, each_lap=None):
    """Moves both clocks until nothing of ours is on its way to Amazon any more."""
    for lap in range(laps_max):
        if each_lap:
            each_lap(lap)
        _wait_for_due_ones(yard, store)
        rest = _open_rows(yard, store)
        if not rest:
            return
        yard.advance_both(sandbox, STEP_SECONDS)
        if lap % 4 == 0:
            yard.ask_for_sync(store)
    raise AssertionError(f"{len(rest)} follow-ups are still open, the first: {rest[0]}")


def truths(sandbox):
    """What Amazon's side holds, with packages and refunds, by order number."""
    orders, after = {}, -1
    while after is not None:
        page = sandbox.must("GET", f"/truth?limit=500&after={after}")
        orders.update({order["order_id"]: order for order in page["orders"]})
        after = page.get("next_after")
    return orders


def _refunded_here(order):
    """Per line of ours what credit memos that count gave back, all components together."""
    sums = {}
    for memo in order["credit_memos"]:
        if memo["state"] != "void":
            for line in memo["lines"]:
                total = decimal.Decimal(line["components"]["total"])
                sums[line["order_item_id"]] = sums.get(line["order_item_id"], 0) + total
    return sums


def differences(yard, sandbox, ids):
    """Every difference between both sides of these orders, in words. `ids`: entity ids by number."""
    found = []
    all_truths = truths(sandbox)
    for number, entity_id in ids.items():
        order = yard.client().get(f"/api/v1/orders/{entity_id}")
        truth = all_truths[number]
        refunded = _refunded_here(order)
        lines = {line["order_item_id"]: line for line in truth["lines"]}
        for item in order["items"]:
            line = lines[item["channel_item_number"]]
            ours = (item["quantity"]["shipped"], item["quantity"]["canceled"])
            theirs = (line["shipped"], line["cancelled"])
            if ours != theirs:
                found.append(f"{number} {item['sku']}: shipped, canceled {ours} here, {theirs} "
                             "at Amazon")
            back = sum(decimal.Decimal(amount) for amount in line["refunded"].values())
            if back != refunded.get(item["id"], 0):
                found.append(f"{number} {item['sku']}: {refunded.get(item['id'], 0)} given back "
                             f"here, {back} at Amazon")
    return found


def assert_books_add_up(yard):
    """Ledger, documents, counters and stock agree with each other."""
    yard.cli("verify-money")
    yard.cli("verify-stock")
