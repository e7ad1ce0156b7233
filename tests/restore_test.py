#!/usr/bin/env python3
"""A backup is put back after the day has gone on: what Amazon was told meanwhile is not told again,
what came in meanwhile comes in again, no number is given out twice, and both sides agree at the
end. On SQLite by `orderyard backup` and `restore FILE`, on PostgreSQL by pg_dump, pg_restore and
`restore`."""

import decimal
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))

from yard import our_side, processing, results  # noqa: E402

STORE = "de"
SHIPPED_BEFORE = 12  # some of them are refunded right before the backup, some after it
QUEUED_SHIPMENTS = 6
QUEUED_CANCELS = 4
REFUNDS = 4
LATER = 8
BOOKS_SECONDS = 7 * 3600  # Amazon's books are read every six hours
LATER_TRACK = "003499999999"
NOT_NOW = {"operation": "confirmShipment", "kind": "429_with_retry_after", "seconds": 5}


def spec(n):
    return {"order_id": f"302-{6000000 + n:07}-{n:07}",
            "lines": [{"sku": "LAMP-1", "quantity": 2, "unit_price": "12.34", "shipping": "3.90"}]}


class Shop:
    """A store with its sandbox, and what has happened to its orders."""

    def __init__(self, folder, engine):
        self.folder = folder
        self.sandbox, self.yard = our_side.serve_lamp_shop(folder, engine, STORE)
        self.ids = {}

    def place(self, first, count):
        """Entity ids by number, of these orders only."""
        specs = [spec(n) for n in range(first, first + count)]
        numbers = [one["order_id"] for one in specs]
        for one in specs:
            self.sandbox.place(one)
        self.wait_for_orders(numbers)
        return {number: self.ids[number] for number in numbers}

    def wait_for_orders(self, numbers):
        for _ in range(10):
            self.yard.advance_both(self.sandbox, 190)
            self.yard.ask_for_sync(STORE)
            until = time.monotonic() + 10
            while time.monotonic() < until:
                self.ids = {order["ext_order_id"]: order["entity_id"]
                            for order in self.yard.commerce_orders().values()}
                if set(numbers) <= set(self.ids):
                    return
                time.sleep(0.2)
        raise AssertionError(f"not imported: {set(numbers) - set(self.ids)}")

    def post(self, number, what, body):
        path = f"/api/v1/orders/{self.ids[number]}/{what}"
        answer = self.yard.client().call("POST", path, body)
        assert answer.status in (200, 201), f"{what} of {number}: {answer.status} {answer.text()}"

    def ship(self, number):
        self.post(number, "shipments", {"packages": [
            {"tracks": [{"carrier_code": "dhl", "number": "00340" + number[-7:]}]}]})

    def cancel(self, number):
        self.post(number, "cancel", {"reason": "no_inventory"})

    def refund(self, number, **what):
        """All of it, or what is named."""
        self.post(number, "credit-memos", {"reason": "customer_return", **what})

    def change_track(self, number, track_number):
        shipment = self.order(number)["shipments"][0]
        track = shipment["packages"][0]["tracks"][0]
        self.yard.client().expect(
            200, "PUT", f"/api/v1/shipments/{shipment['id']}/tracks/{track['id']}",
            {"carrier_code": "dhl", "number": track_number})

    def order(self, number):
        return self.yard.client().get(f"/api/v1/orders/{self.ids[number]}")

    def settle(self):
        processing.let_follow_ups_end(self.yard, self.sandbox, STORE)

    def let_books_be_read(self):
        for _ in range(3):
            self.yard.advance_both(self.sandbox, BOOKS_SECONDS // 3)
            self.yard.ask_for_sync(STORE)
            time.sleep(2)
        self.settle()

    def numbers_given(self):
        """(kind, number) -> what carries it, for orders and documents."""
        given = {}
        for number in self.ids:
            order = self.order(number)
            given["order", order["increment_id"]] = number
            given["order id", order["id"]] = number
            for kind in ("invoices", "shipments", "credit_memos"):
                for document in order[kind]:
                    given[kind, document["increment_id"]] = number
                    given[kind + " id", document["id"]] = number
        return given

    def effects(self):
        """What Amazon's side holds of what we did: packages with their tracks, pieces, money."""
        return {number: {"status": truth["status"],
                         "packages": sorted((package["reference"], package["tracking"])
                                            for package in truth["packages"]),
                         "lines": [(line["shipped"], line["cancelled"],
                                    sum(decimal.Decimal(sum_) for sum_ in line["refunded"].values()))
                                   for line in truth["lines"]]}
                for number, truth in processing.truths(self.sandbox).items()}

    # -- backup and restore

    def back_up(self):
        self.copy = os.path.join(self.folder, "copy")
        if self.yard.database.engine == "sqlite":
            self.yard.cli("backup", self.copy)
        else:
            self.yard.database.dump(self.copy)

    def restore(self):
        ahead = round((self.yard.now() - our_side.real_now()).total_seconds())
        self.yard.stop()
        if self.yard.database.engine == "sqlite":
            told = self.yard.cli("restore", self.copy)
        else:
            self.yard.database.replace_by(self.copy)
            told = self.yard.cli("restore")
        self.yard.serve("--test-clock")
        self.yard.advance(ahead)
        return told


def play(engine, folder, _seed):
    shop = Shop(folder, engine)
    shipped = list(shop.place(0, SHIPPED_BEFORE))
    open_before = list(shop.place(100, QUEUED_SHIPMENTS + QUEUED_CANCELS + LATER))
    to_ship, rest = open_before[:QUEUED_SHIPMENTS], open_before[QUEUED_SHIPMENTS:]
    to_cancel, shipped_later = rest[:QUEUED_CANCELS], rest[QUEUED_CANCELS:]
    for number in shipped:
        shop.ship(number)
    shop.settle()

    # On its way when the copy is made: nothing of it has reached Amazon.
    shop.sandbox.add_faults(NOT_NOW)
    for number in shipped[:REFUNDS]:
        line = shop.order(number)["items"][0]["id"]
        shop.refund(number, lines=[{"order_item_id": line, "quantity": 1}])
    for number in to_cancel:
        shop.cancel(number)
    for number in to_ship:
        shop.ship(number)
    shop.back_up()

    # The day goes on.
    shop.sandbox.clear_faults()
    shop.settle()
    shop.change_track(to_ship[0], LATER_TRACK)
    for number in shipped[REFUNDS:2 * REFUNDS]:
        shop.refund(number)
    for number in shipped_later:
        shop.ship(number)
    new = list(shop.place(200, LATER))
    for number in new[:LATER // 2]:
        shop.ship(number)
    shop.settle()
    effects, given = shop.effects(), shop.numbers_given()
    assert not processing.follow_ups(shop.yard, STORE, "rejected", "parked")

    print("  " + shop.restore().replace("\n", "\n  "), flush=True)
    judge(shop, effects, given, new)
    shop.yard.stop()


def correct_by_hand(shop):
    """The one parcel whose number was changed after the backup: Amazon has the new one, we the old
    one, and only a person can tell. Everything else has been decided."""
    left = processing.follow_ups(shop.yard, STORE, "rejected", "parked", "unknown")
    assert len(left) == 1 and "other content" in left[0]["error"], left
    shop.change_track(left[0]["channel_number"], LATER_TRACK)
    shop.yard.client().expect(200, "POST", f"/api/v1/follow-ups/{left[0]['id']}/resolve",
                              {"reason": "the number is right again"})
    shop.settle()


def judge(shop, effects, given, new):
    shop.wait_for_orders(list(effects))
    shop.settle()
    shop.let_books_be_read()
    for number, effect in shop.effects().items():
        assert effect == effects[number], f"{number}: {effects[number]} before, now {effect}"
    assert not shop.sandbox.must("GET", "/harm")["harm"], shop.sandbox.must("GET", "/harm")
    correct_by_hand(shop)
    for what, number in shop.numbers_given().items():
        assert given.get(what, number) == number, f"{what} was given to {given[what]} already"
    for number in new[LATER // 2:]:
        shop.ship(number)
    shop.settle()
    found = processing.differences(shop.yard, shop.sandbox, shop.ids)
    assert not found, f"{len(found)} differences: " + "; ".join(found[:10])
    processing.assert_books_add_up(shop.yard)
    assert "Both sides agree" in shop.yard.cli("reconcile", "--store", STORE)


if __name__ == "__main__":
    sys.exit(results.run_on_engines("restore_test", "a backup put back", play, 400))
