#!/usr/bin/env python3
"""What we tell Amazon arrives exactly once in effect: shipments, cancels and refunds, while three
answers of ten are ambiguous (done but not told, told but not done) and the server is killed over
and over."""

import decimal
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

from yard import processing, results  # noqa: E402
from yard.killed_server import STORE, Installation  # noqa: E402

SHIPMENTS = int(os.environ.get("ORDERYARD_SHIPMENTS", "500"))
CANCELS = SHIPMENTS * 2 // 5
REFUNDS = SHIPMENTS * 3 // 5
KILLS_PER_LAP = 0.7
AMBIGUOUS = [
    {"operation": "writes", "kind": "http_500", "applied": True, "probability": 0.10},
    {"operation": "writes", "kind": "reset_before_answer", "probability": 0.10},
    {"operation": "confirmShipment", "kind": "drop", "probability": 0.05},
    {"operation": "writes", "kind": "http_500", "applied": False, "probability": 0.05},
]


def spec(n):
    return {"order_id": f"302-{8000000 + n:07}-{n:07}",
            "lines": [{"sku": "LAMP-1", "quantity": 2, "unit_price": "12.34", "shipping": "3.90"}]}


def post(yard, entity_id, what, body):
    answer = yard.client().call("POST", f"/api/v1/orders/{entity_id}/{what}", body)
    assert answer.status in (200, 201), f"{what} of {entity_id}: {answer.status} {answer.text()}"


def check_packages(truth, at_most):
    """One package a shipment, nothing shipped twice, every repeat byte for byte the same."""
    assert len(truth["packages"]) <= at_most, truth
    for line in truth["lines"]:
        assert line["shipped"] <= line["ordered"], truth
    for package in truth["packages"]:
        bodies = {step["body"] for step in package["history"]}
        assert len(bodies) == 1 and package["edits"] == 0, package


def check_money(truth):
    """Never more given back than was charged."""
    for line in truth["lines"]:
        for component, amount in line["refunded"].items():
            charged = decimal.Decimal(line["charged"].get(component, "0"))
            assert decimal.Decimal(amount) <= charged, truth


def play(engine, folder, seed):
    chance = random.Random(seed)
    place = Installation(folder, engine, chance, KILLS_PER_LAP)
    yard, sandbox = place.yard, place.sandbox
    ids = processing.place_and_import(yard, sandbox, STORE,
                                      [spec(n) for n in range(SHIPMENTS + CANCELS)])
    numbers = list(ids)
    to_ship, to_cancel = numbers[:SHIPMENTS], numbers[SHIPMENTS:]
    sandbox.add_faults(*AMBIGUOUS)
    for n, number in enumerate(to_ship):
        post(yard, ids[number], "shipments",
             {"packages": [{"tracks": [{"carrier_code": "dhl", "number": f"003400{n:08}"}]}]})
    for number in to_cancel:
        post(yard, ids[number], "cancel", {"reason": "no_inventory"})
    processing.let_follow_ups_end(yard, sandbox, STORE, each_lap=place.kill_sometimes)
    for number in to_ship[:REFUNDS]:
        post(yard, ids[number], "credit-memos",
             {"reason": "customer_return",
              "lines": [{"order_item_id": yard.client().get(f"/api/v1/orders/{ids[number]}")
                         ["items"][0]["id"], "quantity": 1}]})
    processing.let_follow_ups_end(yard, sandbox, STORE, each_lap=place.kill_sometimes)
    sandbox.clear_faults()
    judge(yard, sandbox, ids, to_ship, to_cancel)
    print(f"  {SHIPMENTS} shipments, {CANCELS} cancels, {REFUNDS} refunds, {place.kills} kills",
          flush=True)
    yard.stop()


def judge(yard, sandbox, ids, to_ship, to_cancel):
    truths = processing.truths(sandbox)
    for number in to_ship:
        truth = sandbox.must("GET", f"/truth/{number}")
        check_packages(truth, 1)
        check_money(truth)
    assert not sandbox.must("GET", "/harm")["harm"], sandbox.must("GET", "/harm")
    shipped = sum(1 for number in to_ship if truths[number]["status"] == "SHIPPED")
    canceled = sum(1 for number in to_cancel if truths[number]["status"] == "CANCELLED")
    unsure = processing.follow_ups(yard, STORE, "parked", "rejected")
    assert all(row["kind"] == "refund" for row in unsure), unsure[0]
    assert shipped == SHIPMENTS, f"{SHIPMENTS - shipped} shipments never arrived"
    assert canceled == CANCELS, f"{CANCELS - canceled} cancels never arrived"
    # A refund that is in doubt waits for a person; every other one was paid exactly once.
    for _ in range(6):
        found = processing.differences(yard, sandbox, ids)
        doubtful = {row["channel_number"] for row in unsure}
        found = [text for text in found if text.split()[0] not in doubtful]
        if not found:
            break
        yard.advance_both(sandbox, 190)
        yard.ask_for_sync(STORE)
        time.sleep(1)
    assert not found, f"{len(found)} differences: " + "; ".join(found[:10])
    processing.assert_books_add_up(yard)
    print(f"  {len(unsure)} refunds in doubt were given to a person", flush=True)


if __name__ == "__main__":
    sys.exit(results.run_on_engines(
        "follow_ups_test", f"{SHIPMENTS} shipments, {CANCELS} cancels and {REFUNDS} refunds", play,
        900))
