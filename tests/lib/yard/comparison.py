"""Order by order, line by line: what a client of Amazon sees, and what our side holds. Both are
brought to the same plain form; every difference is told with its path. Money is compared as
decimal numbers, never as floats."""

import datetime
import decimal

from yard import processes

DIFFERENCES_SHOWN = 15
LISTED_AFTER_SECONDS = 125  # sync-protocol.md section 3: two minutes, and a little


# -- channel orders

def plain_from_amazon(order):
    """An order of Orders 2026-01-01, with all its sections."""
    fulfillment = order.get("fulfillment", {})
    address = order.get("recipient", {}).get("deliveryAddress", {})
    buyer = order.get("buyer", {})
    return {
        "number": order["orderId"],
        "purchased_at": order["createdTime"][:19],
        "updated_at": order["lastUpdatedTime"][:19],
        "status": fulfillment["fulfillmentStatus"],
        "fulfilled_by": fulfillment.get("fulfilledBy"),
        "marketplace_id": order["salesChannel"].get("marketplaceId"),
        "total": _amazon_money(order.get("proceeds", {}).get("grandTotal")),
        "amounts": _amazon_amounts(order.get("proceeds", {})),
        "buyer_name": buyer.get("buyerName"),
        "buyer_email": buyer.get("buyerEmail"),
        "ship_to": {
            "name": address.get("name"), "postal_code": address.get("postalCode"),
            "city": address.get("city"), "region": address.get("stateOrRegion"),
            "country_code": address.get("countryCode"),
            "lines": [address[f"addressLine{n}"] for n in (1, 2, 3)
                      if address.get(f"addressLine{n}")]},
        "lines": {item["orderItemId"]: _plain_line(item) for item in order["orderItems"]},
        "packages": {
            package["packageReferenceId"]: {
                "tracking": package.get("trackingNumber"),
                "status": package.get("packageStatus", {}).get("status"),
                "lines": {item["orderItemId"]: item["quantity"]
                          for item in package.get("packageItems", [])}}
            for package in order.get("packages", [])},
    }


def _plain_line(item):
    product, fulfillment = item["product"], item.get("fulfillment", {})
    proceeds = item.get("proceeds", {})
    return {
        "sku": product.get("sellerSku"), "asin": product.get("asin"),
        "title": product.get("title"),
        "ordered": item["quantityOrdered"],
        "fulfilled": fulfillment.get("quantityFulfilled"),
        "unfulfilled": fulfillment.get("quantityUnfulfilled"),
        "unit_price": _amazon_money(product.get("price", {}).get("unitPrice")),
        "total": _amazon_money(proceeds.get("proceedsTotal")),
        "amounts": _amazon_amounts(proceeds),
        "gift_message": (fulfillment.get("packing", {}).get("giftOption", {})
                         .get("giftMessage")),
    }


def plain_from_ours(answer):
    """An answer of GET /api/v1/stores/{store}/amazon-orders/{number}."""
    details = answer["details"]
    ship_to = details["ship_to"]
    return {
        "number": details["number"],
        "purchased_at": details["purchased_at"][:19],
        "updated_at": details["updated_at"][:19],
        "status": details["status_text"],
        "fulfilled_by": {"merchant": "MERCHANT", "channel": "AMAZON"}.get(details["fulfilled_by"]),
        "marketplace_id": details["marketplace_id"] or None,
        "total": _our_money(details["total"]),
        "amounts": _our_amounts(details["amounts"]),
        "buyer_name": details["buyer"]["name"],
        "buyer_email": details["buyer"]["email"],
        "ship_to": {name: ship_to[name] for name in
                    ("name", "postal_code", "city", "region", "country_code", "lines")},
        "lines": {item["number"]: {
            "sku": item["sku"], "asin": item["product_number"], "title": item["title"] or None,
            "ordered": item["quantity_ordered"], "fulfilled": item["quantity_shipped"],
            "unfulfilled": item["quantity_unshipped"],
            "unit_price": _our_money(item["unit_price"]), "total": _our_money(item["total"]),
            "amounts": _our_amounts(item["amounts"]),
            "gift_message": item.get("gift_message")} for item in answer["items"]},
        "packages": {package["reference"]: {
            "tracking": package["tracking_number"], "status": package["status"] or None,
            "lines": {item["item_number"]: item["quantity"] for item in package["items"]}}
            for package in answer["packages"]},
    }


def _amazon_money(money):
    return (decimal.Decimal(money["amount"]), money["currencyCode"]) if money else None


def _our_money(money):
    return (decimal.Decimal(money["amount"]), money["currency"]) if money else None


def _amazon_amounts(proceeds):
    found = []
    for breakdown in proceeds.get("breakdowns", []):
        kind = breakdown["type"].replace("DELIVERY_", "").lower()
        found.append((kind, "", *_amazon_money(breakdown["subtotal"])))
        for detail in breakdown.get("detailedBreakdowns", []):
            found.append((kind, detail["subtype"].lower(), *_amazon_money(detail["value"])))
    return sorted(found)


def _our_amounts(amounts):
    return sorted((amount["kind"], amount["part"] or "", *_our_money(amount["value"]))
                  for amount in amounts)


def differences(theirs, ours, path=""):
    """The places where two plain values differ, as texts."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        found = []
        for key in sorted(theirs.keys() | ours.keys()):
            if key not in ours:
                found.append(f"{path}/{key}: missing here")
            elif key not in theirs:
                found.append(f"{path}/{key}: only here")
            else:
                found += differences(theirs[key], ours[key], f"{path}/{key}")
        return found
    return [] if theirs == ours else [f"{path}: Amazon {theirs}, here {ours}"]


def settled_at_amazon(sandbox):
    """The truth and what clients see, by number, of all orders whose last change Amazon's lists
    show by now: a change is listed after two minutes, so nobody can know the others."""
    now = datetime.datetime.fromisoformat(sandbox.state()["now"][:19])
    listed = (now - datetime.timedelta(seconds=LISTED_AFTER_SECONDS)).isoformat()
    truth, seen = sandbox.truth(), sandbox.as_seen_by_clients()
    fresh = {number for number, order in truth.items() if order["last_updated"][:19] > listed}
    assert len(fresh) <= max(20, len(truth) // 5), f"{len(fresh)} of {len(truth)} just changed"
    return ({number: order for number, order in truth.items() if number not in fresh},
            {number: order for number, order in seen.items() if number not in fresh}, fresh)


def channel_differences(yard, sandbox, store):
    """All channel orders against Amazon's side, and the answers of our API by number."""
    truth, seen, fresh = settled_at_amazon(sandbox)
    found = [f"{number}: not shown to clients" for number in sorted(truth.keys() - seen.keys())]
    rows = yard.channel_rows(store)
    found += [f"{number}: missing here" for number in sorted(truth.keys() - rows.keys())]
    found += [f"{number}: only here" for number in sorted(rows.keys() - truth.keys() - fresh)]
    for number in sorted(rows.keys() & truth.keys()):
        found += differences([truth[number]["status"], truth[number]["last_updated"][:19]],
                             [rows[number]["status_text"], rows[number]["updated_at"][:19]], number)
    if found:
        return found, {}  # no need to look closer yet
    answers = {}
    for number in sorted(seen):
        answers[number] = yard.channel_order(store, number)
        found += differences(plain_from_amazon(seen[number]), plain_from_ours(answers[number]),
                             number)
        found += _truth_differences(truth[number], answers[number])
    return found, answers


def _truth_differences(truth, answer):
    """The quantities and statuses once more, against what Amazon's side keeps behind its API."""
    ours = {"status": answer["details"]["status_text"],
            "lines": {item["number"]: [item["quantity_ordered"], item["quantity_shipped"],
                                       item["quantity_unshipped"]] for item in answer["items"]}}
    theirs = {"status": truth["status"],
              "lines": {line["order_item_id"]: [line["ordered"], line["fulfilled"],
                                                line["unfulfilled"]] for line in truth["lines"]}}
    return differences(theirs, ours, truth["order_id"] + " (truth)")


# -- commerce orders

MUST_HAVE_ORDER = {("MERCHANT", "UNSHIPPED"), ("MERCHANT", "PARTIALLY_SHIPPED"),
                   ("MERCHANT", "SHIPPED"), ("AMAZON", "SHIPPED")}


def commerce_differences(yard, answers, is_all=True):
    """Every channel order has one commerce order that agrees with it, or a verdict that says why
    not. `is_all`: the answers are those of all channel orders."""
    commerce = yard.commerce_orders()
    found, linked = [], {}
    for number, answer in answers.items():
        plain = plain_from_ours(answer)
        verdict, orders = answer["verdict"], answer["orders"]
        if not verdict or not verdict["rule"] or not verdict["text"]:
            found.append(f"{number}: no verdict")
            continue
        if (verdict["kind"] == "imported") != (len(orders) == 1):
            found.append(f"{number}: verdict {verdict['kind']}, {len(orders)} commerce orders")
        is_due = (plain["fulfilled_by"], plain["status"]) in MUST_HAVE_ORDER
        is_foreign = verdict["rule"] == "foreign_channel"
        if is_due and not orders and not is_foreign:
            found.append(f"{number}: {plain['status']}, but {verdict['rule']}: {verdict['text']}")
        for order in orders:
            if order["id"] in linked or order["id"] not in commerce:
                found.append(f"{number}: commerce order {order['id']} twice or not listed")
                continue
            linked[order["id"]] = number
            found += _commerce_order_differences(number, plain, commerce[order["id"]])
            found += _money_left_differences(yard, number, plain, commerce[order["id"]])
    if is_all:
        found += [f"commerce order {id_} belongs to no channel order" for id_ in
                  sorted(commerce.keys() - linked.keys())]
    return found


def _commerce_order_differences(number, plain, order):
    found = []
    lines = {item["ext_order_item_id"]: item for item in order["items"]}
    is_canceled = plain["status"] == "CANCELLED"
    for item_number, line in plain["lines"].items():
        item = lines.get(item_number)
        if item is None:
            found.append(f"{number}/{item_number}: no line in the commerce order")
            continue
        fulfilled, unfulfilled = line["fulfilled"] or 0, line["unfulfilled"] or 0
        shipped = fulfilled + (unfulfilled if plain["status"] == "SHIPPED" else 0)
        alive = fulfilled + (0 if is_canceled else unfulfilled)
        ours = {"shipped": item["qty_shipped"], "alive": item["qty_ordered"] - item["qty_canceled"]}
        found += differences({"shipped": shipped, "alive": alive}, ours,
                             f"{number}/{item_number} (commerce)")
    state = order["state"]
    allowed = {"SHIPPED": {"complete", "closed"}, "CANCELLED": {"canceled", "closed"},
               "UNSHIPPED": {"new", "processing", "holded"},
               "PARTIALLY_SHIPPED": {"processing", "holded"},
               "PENDING": {"pending_payment"}}.get(plain["status"], set())
    if state not in allowed:
        found.append(f"{number}: {plain['status']} at Amazon, commerce order is {state}")
    if plain["total"] and order["order_currency_code"] != plain["total"][1]:
        found.append(f"{number}: currency {order['order_currency_code']}")
    return found


def _money_left_differences(yard, number, plain, order):
    """What is not canceled costs what Amazon says. Where pieces of the line were billed before and
    Amazon rounds the rest otherwise, a person has to be told."""
    if not plain["total"] or plain["status"] == "CANCELLED":
        return []
    canceled = decimal.Decimal(order.get("total_canceled", 0))
    if decimal.Decimal(order["grand_total"]) - canceled == plain["total"][0]:
        return []
    details = yard.client().get(f"/api/v1/orders/{order['entity_id']}")
    if any(each["code"] == "money_changed" for each in details["exceptions"]):
        return []
    return [f"{number}: total {plain['total']}, commerce order {order['grand_total']} with"
            f" {canceled} canceled"]


# -- what the database itself must satisfy

def database_differences(database):
    """No order twice, increment ids without gaps, the stock ledger adds up, nothing in limbo."""
    found = []
    for sql, text in (
            ("SELECT store_id, number FROM channel_order GROUP BY store_id, number"
             " HAVING count(*) > 1", "channel order stored twice"),
            ("SELECT channel_order_id, count(*) FROM sales_order WHERE channel_order_id IS NOT NULL"
             " GROUP BY channel_order_id HAVING count(*) > 1", "imported twice"),
            ("SELECT p.sku, p.on_hand, coalesce(m.on_hand, 0) FROM product p LEFT JOIN"
             " (SELECT product_id, sum(on_hand) AS on_hand FROM stock_movement GROUP BY product_id)"
             " m ON m.product_id = p.id WHERE p.on_hand <> coalesce(m.on_hand, 0)",
             "on hand is not the sum of the moves"),
            ("SELECT p.sku, p.reserved, coalesce(m.reserved, 0) FROM product p LEFT JOIN"
             " (SELECT product_id, sum(reserved) AS reserved FROM stock_movement"
             " GROUP BY product_id) m ON m.product_id = p.id"
             " WHERE p.reserved <> coalesce(m.reserved, 0)",
             "reserved is not the sum of the moves"),
            ("SELECT p.sku, p.reserved, coalesce(r.quantity, 0) FROM product p LEFT JOIN"
             " (SELECT product_id, sum(quantity) AS quantity FROM stock_reservation"
             " GROUP BY product_id) r ON r.product_id = p.id"
             " WHERE p.reserved <> coalesce(r.quantity, 0)",
             "reserved is not the sum of the open reservations"),
            ("SELECT i.order_id, i.sku FROM sales_order_item i LEFT JOIN stock_reservation r"
             " ON r.order_item_id = i.id WHERE i.is_stock_managed = 1 AND (i.ordered - i.shipped"
             " - i.refunded_unshipped - i.canceled - i.backordered > 0)"
             " <> (r.quantity IS NOT NULL)",
             "open pieces without a reservation, or a reservation without open pieces")):
        found += [f"{text}: {row}" for row in database.rows(sql)]
    found += _numbering_gaps(database)
    return found


def _numbering_gaps(database):
    found, numbers = [], {}
    for view, number in database.rows("SELECT store_view_id, increment_id FROM sales_order"):
        digits = number if view == "1" else number[len(view):]
        numbers.setdefault(view, []).append(int(digits))
    for view, values in numbers.items():
        if sorted(values) != list(range(1, len(values) + 1)):
            missing = sorted(set(range(1, max(values) + 1)) - set(values))
            found.append(f"store view {view}: {len(values)} orders, highest number {max(values)},"
                         f" missing {missing[:10]}")
    return found


# -- the whole of it

def all_differences(yard, sandbox, store):
    found, answers = channel_differences(yard, sandbox, store)
    if found:
        return found
    is_all = len(answers) == len(yard.channel_rows(store))
    return commerce_differences(yard, answers, is_all) + database_differences(yard.database)


def assert_certified(yard, store):
    """`orderyard reconcile` finds both sides equal, but for money that a person is told of."""
    told = {number for (number,) in yard.database.rows(
        "SELECT o.channel_number FROM sales_order o JOIN sales_order_exception e"
        " ON e.order_id = o.id WHERE e.code = 'money_changed'")}
    done = yard.run("reconcile", "--store", store)
    open_lines = [line for line in done.stdout.splitlines() if line.startswith("! ")]
    found = [line for line in open_lines
             if line.split()[1] not in told or not line.split()[2].startswith("money")]
    assert not found and (open_lines or "Both sides agree" in done.stdout), (
        f"exit status {done.returncode}\n{done.stdout}{done.stderr[-2000:]}")


def shown(found):
    """The first differences as one text."""
    more = len(found) - DIFFERENCES_SHOWN
    return "\n".join([f"{len(found)} differences:", *found[:DIFFERENCES_SHOWN]]
                     + ([f"... and {more} more"] if more > 0 else []))


def is_settled(yard, store):
    """The sync has nothing left to do just now."""
    state = yard.sync_state(store)["sync"]
    return (state["last_success_at"] is not None and not state["error"]
            and not state["is_catching_up"] and state["inbox"]["waiting"] == 0)


def is_settled_but_inbox(yard, store):
    """Like is_settled, but orders may wait in the inbox because they cannot be read."""
    state = yard.sync_state(store)["sync"]
    return state["last_success_at"] is not None and not state["error"] \
        and not state["is_catching_up"]


def wait_until_equal(yard, sandbox, store, seconds=60, step=None, settled=is_settled):
    """Until our side equals Amazon's. `step` runs before each look (move clocks, ask for a sync);
    a failure tells the differences."""
    last = []

    def is_equal():
        if step:
            step()
        last[:] = ["the sync is not settled"]
        if not settled(yard, store):
            return False
        last[:] = all_differences(yard, sandbox, store)
        return not last

    processes.wait_until(is_equal, seconds, lambda: shown(last) + "\n" + sync_text(yard, store),
                         pause=0.3)


def sync_text(yard, store):
    """How the sync stands, for messages."""
    state = yard.sync_state(store)
    problems = [f"{p['operation']} {p['http_status']} {p['code']}: {p['text']}"
                for p in state["problems"][:5]]
    poison = [f"poison {p['order_number']}: {p['error']}" for p in state["poison"][:5]]
    waiting = [f"waits {row}" for row in yard.database.rows(
        "SELECT order_number, attempts, next_try_at, error FROM inbox WHERE state = 'new' LIMIT 5")]
    return "\n".join([f"sync: {state['sync']}", *problems, *poison, *waiting])
