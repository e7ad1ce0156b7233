#!/usr/bin/env python3
"""Two clerks at once: one ships an order while the other cancels it. Every pair ends in one legal
state, and whoever comes second is told why."""

import os
import random
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))

from yard import amazon_side, http_calls, our_side, processing, results  # noqa: E402

STORE = "de"
PAIRS = int(os.environ.get("ORDERYARD_PAIRS", "2000"))
CLERKS = 4  # pairs at the same time
SHIP = {"packages": [{"tracks": [{"carrier_code": "dhl", "number": "0034000001"}]}]}
CANCEL = {"reason": "no_inventory"}
REASONS = {"shipments": {"cancel_at_channel", "canceled"},
           "cancel": {"shipping_at_channel", "complete", "nothing_to_cancel"}}


def spec(n):
    return {"order_id": f"302-{6000000 + n:07}-{n:07}",
            "lines": [{"sku": "LAMP-1", "quantity": 1, "unit_price": "5.00"}]}


class Pairs:
    """Hands out orders to threads and collects what went wrong."""

    def __init__(self, url, token, entity_ids, seed):
        self.entity_ids = list(entity_ids)
        self.lock = threading.Lock()
        self.problems = []
        self.wins = {"shipments": 0, "cancel": 0}
        self.url, self.token, self.seed = url, token, seed

    def client(self):
        return http_calls.Client(self.url, {"Authorization": "Bearer " + self.token})

    def run(self, thread):
        chance = random.Random(self.seed + thread)
        clients = {"shipments": self.client(), "cancel": self.client()}
        while True:
            with self.lock:
                if not self.entity_ids:
                    return
                entity_id = self.entity_ids.pop()
            self.play(entity_id, clients, chance.random() < 0.5)

    def play(self, entity_id, clients, ships_first):
        answers = {}

        def ask(what, body):
            answers[what] = clients[what].call("POST", f"/api/v1/orders/{entity_id}/{what}", body)

        asks = [threading.Thread(target=ask, args=("shipments", SHIP)),
                threading.Thread(target=ask, args=("cancel", CANCEL))]
        for one in asks if ships_first else reversed(asks):
            one.start()
        for one in asks:
            one.join()
        winners = [what for what, answer in answers.items() if answer.status in (200, 201)]
        losers = [what for what in answers if what not in winners]
        with self.lock:
            if len(winners) != 1:
                self.problems.append(f"order {entity_id}: {len(winners)} of two succeeded")
                return
            self.wins[winners[0]] += 1
            lost = answers[losers[0]]
            reason = lost.json().get("params", {}).get("reason")
            if lost.status != 409 or reason not in REASONS[losers[0]]:
                self.problems.append(f"order {entity_id}: {lost.status} {lost.text()[:300]}")


def check_orders(yard, ids):
    """Shipped or about to be canceled, never both, and one follow-up that says so."""
    for entity_id in ids.values():
        order = yard.client().get(f"/api/v1/orders/{entity_id}")
        is_shipped = order["items"][0]["quantity"]["shipped"] == 1
        is_cancelled = order["pending_cancel"] is not None
        assert is_shipped != is_cancelled, f"order {entity_id} is in no legal state"
        assert len(order["follow_ups"]) == 1, order["follow_ups"]


def play(engine, folder, seed):
    sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--marketplaces", "DE")
    yard = our_side.Yard(folder, engine)
    yard.cli("migrate")
    yard.import_products([["LAMP-1", "Lamp", str(PAIRS), "yes"]],
                         ["sku", "name", "quantity", "manage_stock"])
    yard.add_store(STORE, sandbox)
    yard.serve("--test-clock")
    ids = processing.place_and_import(yard, sandbox, STORE, [spec(n) for n in range(PAIRS)])
    sandbox.add_faults({"operation": "writes", "kind": "http_500", "applied": False})
    pairs = Pairs(yard.url, yard.token(), ids.values(), seed)
    threads = [threading.Thread(target=pairs.run, args=(n,)) for n in range(CLERKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not pairs.problems, f"{len(pairs.problems)} problems: " + "; ".join(pairs.problems[:5])
    check_orders(yard, ids)
    processing.assert_books_add_up(yard)
    print(f"  shipped {pairs.wins['shipments']}, canceled {pairs.wins['cancel']}", flush=True)
    yard.stop()


if __name__ == "__main__":
    sys.exit(results.run_on_engines("race_test", f"{PAIRS} pairs of ship and cancel", play, 400))
