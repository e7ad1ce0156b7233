#!/usr/bin/env python3
"""A seller's day: 300 orders are shipped in parts and whole, canceled by either side, refunded,
held and let go on. At the end Amazon's side and ours agree line by line, and the money adds up."""

import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))

from yard import amazon_side, our_side, processing, results  # noqa: E402

STORE = "de"
ORDERS = int(os.environ.get("ORDERYARD_DAY_ORDERS", "300"))


def order_spec(chance, n):
    lines = [{"sku": f"SKU-{chance.randint(1, 5)}", "quantity": chance.randint(1, 3),
              "unit_price": f"{chance.randint(1, 90)}.{chance.randint(0, 99):02}",
              "shipping": chance.choice(["0.00", "3.90", "4.99"])}
             for _ in range(chance.choice([1, 1, 2]))]
    return {"order_id": f"302-{7000000 + n:07}-{n:07}", "lines": lines}


class Day:
    """What the seller and the buyers do to one order after the other."""

    def __init__(self, yard, sandbox, chance, ids):
        self.yard, self.sandbox, self.chance, self.ids = yard, sandbox, chance, ids
        self.counts = {}
        self.refundable = []

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def post(self, entity_id, what, body=None, status=201):
        answer = self.yard.client().call("POST", f"/api/v1/orders/{entity_id}/{what}", body or {})
        assert answer.status in (status, 200), f"{what}: {answer.status} {answer.text()}"
        return answer.json()

    def parcel(self, lines=None):
        parcel = {"tracks": [{"carrier_code": self.chance.choice(["dhl", "ups", "dpd"]),
                              "number": f"00{self.chance.randint(10 ** 9, 10 ** 10)}"}]}
        if lines:
            parcel["lines"] = lines
        return {"packages": [parcel]}

    def ship_whole(self, number, entity_id):
        self.post(entity_id, "shipments", self.parcel())
        self.refundable.append((number, entity_id))

    def ship_in_parts(self, _number, entity_id):
        items = self.yard.client().get(f"/api/v1/orders/{entity_id}")["items"]
        self.post(entity_id, "shipments",
                  self.parcel([{"order_item_id": items[0]["id"], "quantity": 1}]))
        rest = self.yard.client().get(f"/api/v1/orders/{entity_id}")["items"]
        if any(item["quantity"]["to_ship"] > 0 for item in rest):
            self.post(entity_id, "shipments", self.parcel())

    def cancel(self, _number, entity_id):
        self.post(entity_id, "cancel", {"reason": "no_inventory"})

    def buyer_cancels(self, number, _entity_id):
        assert self.sandbox.change(number, "buyer-cancel")

    def ship_in_seller_central(self, number, _entity_id):
        assert self.sandbox.change(number, "ship")

    def hold_and_ship(self, number, entity_id):
        self.post(entity_id, "hold", {"reason": "check the address"})
        refused = self.yard.client().call("POST", f"/api/v1/orders/{entity_id}/shipments", {})
        assert refused.json()["params"]["reason"] == "on_hold", refused.text()
        self.post(entity_id, "unhold")
        self.ship_whole(number, entity_id)

    def comment(self, _number, entity_id):
        self.post(entity_id, "comments", {"comment": "nothing to do yet"})

    def work(self):
        verbs = [self.ship_whole] * 5 + [self.ship_in_parts] * 2 + [
            self.cancel, self.buyer_cancels, self.ship_in_seller_central, self.hold_and_ship,
            self.comment]
        for number, entity_id in self.ids.items():
            verb = self.chance.choice(verbs)
            verb(number, entity_id)
            self.count(verb.__name__)

    def refund(self):
        for _number, entity_id in self.refundable[::3]:
            left = self.yard.client().get(f"/api/v1/orders/{entity_id}/refundable")["lines"]
            body = {"reason": "customer_return", "return_to_stock": self.chance.random() < 0.5}
            if self.chance.random() < 0.6:
                body["lines"] = [{"order_item_id": left[0]["order_item_id"], "quantity": 1}]
                body["shipping"] = "0"
            self.post(entity_id, "credit-memos", body)
            self.count("refund")


def play(engine, folder, seed):
    chance = random.Random(seed)
    sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--marketplaces", "DE")
    yard = our_side.Yard(folder, engine)
    yard.cli("migrate")
    yard.import_products([[f"SKU-{n}", f"Article {n}", "1000", "yes"] for n in range(1, 6)],
                         ["sku", "name", "quantity", "manage_stock"])
    yard.add_store(STORE, sandbox)
    yard.serve("--test-clock")
    ids = processing.place_and_import(yard, sandbox, STORE,
                                      [order_spec(chance, n) for n in range(ORDERS)])
    day = Day(yard, sandbox, chance, ids)
    day.work()
    processing.let_follow_ups_end(yard, sandbox, STORE)
    day.refund()
    processing.let_follow_ups_end(yard, sandbox, STORE)
    yard.advance_both(sandbox, 190)
    yard.ask_for_sync(STORE)
    yard.client().get(f"/api/v1/stores/{STORE}/sync")

    bad = processing.follow_ups(yard, STORE, "rejected", "parked")
    assert not bad, f"{len(bad)} follow-ups did not arrive, the first: {bad[0]}"
    wait_until_equal(yard, sandbox, ids)
    assert not sandbox.must("GET", "/harm")["harm"], sandbox.must("GET", "/harm")
    processing.assert_books_add_up(yard)
    certificate = yard.cli("reconcile", "--store", STORE)
    assert "Both sides agree" in certificate, certificate
    print(f"  {dict(sorted(day.counts.items()))}", flush=True)
    yard.stop()


def wait_until_equal(yard, sandbox, ids):
    """The last news from Amazon may still be on their way."""
    for _ in range(8):
        found = processing.differences(yard, sandbox, ids)
        if not found:
            return
        yard.advance_both(sandbox, 190)
        yard.ask_for_sync(STORE)
        time.sleep(1)
    raise AssertionError(f"{len(found)} differences: " + "; ".join(found[:10]))


if __name__ == "__main__":
    sys.exit(results.run_on_engines("sellers_day_test", f"a seller's day of {ORDERS} orders", play, 400))
