#!/usr/bin/env python3
"""Double submits: 200 keys, each sent by 50 threads at the same moment, have 200 effects; all of them
get the answer of the first. A key with another body or path is refused, and after kill -9 the
answers are still there. A bulk job that is killed goes on where it stopped, and nothing is done twice.

    idempotency_test.py [sqlite|postgres]
"""

import os
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
# pylint: disable=wrong-import-position
from yard import amazon_side, databases, http_calls, our_side, processes, results

KEYS = int(os.environ.get("ORDERYARD_KEYS", "200"))
THREADS = 50
ORDER = "302-0000001-0000001"
BULK_ORDERS = 300
# On PostgreSQL the lease of a killed server holds the next one up for a minute.
KILLS_AT = {"sqlite": (0.1, 0.4, 0.7), "postgres": (0.4,)}
LEASE_SECONDS_MAX = 90


class Shop:
    """A server with one imported order."""

    def __init__(self, folder, engine, others=0):
        self.sandbox = amazon_side.Sandbox(folder, "--orders", str(others), "--history-days", "1",
                                           "--marketplaces", "DE", "--speed", "0")
        self.yard = our_side.Yard(folder, engine)
        self.yard.cli("migrate")
        self.yard.add_store("de", self.sandbox, "--import-from", "2000-01-01")
        self.sandbox.client.expect(201, "POST", "/control/orders", {
            "order_id": ORDER, "lines": [{"sku": "LAMP-1", "quantity": 3}]})
        self.yard.serve("--test-clock")
        self.yard.advance_both(self.sandbox, 190)
        processes.wait_until(self.has_order, 60, "the order does not come in", pause=0.5)

    def has_order(self):
        client = self.yard.client()
        return (client.call("POST", "/api/v1/stores/de/sync").status == 202
                and client.call("GET", f"/api/v1/orders/{ORDER}").status == 200)

    def order(self):
        return self.yard.client().get(f"/api/v1/orders/{ORDER}")

    def comments(self):
        return [entry["comment"] for entry in self.order()["history"]
                if (entry["comment"] or "").startswith("note ")]

    def new_client(self):
        return http_calls.Client(self.yard.url, {"Authorization": "Bearer " + self.yard.token()})

    def comment(self, client, number, text=None):
        return client.call("POST", f"/api/v1/orders/{ORDER}/comments",
                           {"comment": text or f"note {number}"}, {"Idempotency-Key": f"key-{number}"})

    def close(self):
        processes.stop_all()
        self.yard.database.drop()


def submit_all(shop):
    """Every key by every thread, all threads at one key at a time; the answers by key."""
    answers = [[None] * THREADS for _ in range(KEYS)]
    barrier = threading.Barrier(THREADS)

    def work(thread):
        client = shop.new_client()
        for number in range(KEYS):
            barrier.wait(timeout=120)
            answers[number][thread] = shop.comment(client, number)
        client.close()

    threads = [threading.Thread(target=work, args=(thread,)) for thread in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def check_answers(answers):
    for number, of_key in enumerate(answers):
        assert all(of_key), f"key {number}: a thread got no answer"
        statuses = sorted({answer.status for answer in of_key})
        assert statuses == [200], f"key {number}: {statuses}: " + next(
            answer.text() for answer in of_key if answer.status != 200)
        assert len({answer.body for answer in of_key}) == 1, f"key {number}: answers differ"
        fresh = [answer for answer in of_key if "idempotency-replayed" not in answer.headers]
        assert len(fresh) == 1, f"key {number}: {len(fresh)} answers are not replays"


def play(folder, engine):
    shop = Shop(folder, engine)
    try:
        before = shop.order()["version"]
        answers = submit_all(shop)
        check_answers(answers)
        assert sorted(shop.comments()) == sorted(f"note {number}" for number in range(KEYS))
        assert shop.order()["version"] == before + KEYS

        other = shop.comment(shop.new_client(), 0, "another text")
        assert other.status == 422 and other.json()["field"] == "Idempotency-Key", other.text()
        path = shop.new_client().call("POST", f"/api/v1/orders/{ORDER}/hold", {"reason": "x"},
                                      {"Idempotency-Key": "key-0"})
        assert path.status == 422, path.text()

        shop.yard.server.kill()
        shop.yard.serve("--test-clock")
        client = shop.new_client()
        for number in range(KEYS):
            again = shop.comment(client, number)
            assert again.body == answers[number][0].body, f"key {number}: {again.text()}"
            assert again.headers.get("idempotency-replayed") == "true"
        assert len(shop.comments()) == KEYS
        shop.yard.cli("verify-money")
        shop.yard.stop()
    finally:
        shop.close()


def kill_bulk(folder, engine):
    shop = Shop(folder, engine, BULK_ORDERS)
    try:
        client = shop.yard.client()
        total = client.get("/api/v1/orders")["total_count"]
        assert total > BULK_ORDERS / 3, total
        job = client.expect(202, "POST", "/api/v1/bulk", {
            "verb": "comment", "filter": {}, "params": {"comment": "counted"}})
        path = f"/api/v1/bulk/{job['id']}"
        kills = 0
        for share in KILLS_AT[engine]:
            processes.wait_until(lambda: shop.yard.client().get(path)["done"] >= total * share,
                                 LEASE_SECONDS_MAX, "the bulk job stands still", pause=0.005)
            kills += shop.yard.client().get(path)["done"] < job["total"]
            shop.yard.server.kill()
            shop.yard.serve("--test-clock")
        print(f"  {job['total']} orders, killed {kills} times while it ran")
        processes.wait_until(lambda: shop.yard.client().get(path)["state"] == "ended",
                             LEASE_SECONDS_MAX, lambda: f"it does not end: {shop.yard.client().get(path)}")
        ended = shop.yard.client().get(path)
        assert (ended["done"], ended["failed"]) == (job["total"], 0), ended
        rows = shop.yard.database.rows("SELECT order_id, count(*) FROM sales_order_history"
                                       " WHERE event = 'comment' GROUP BY order_id")
        assert len(rows) == job["total"] and {row[1] for row in rows} == {"1"}, rows
        shop.yard.stop()
    finally:
        shop.close()


def main():
    engine = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    assert engine in databases.ENGINES, engine
    cases = results.Cases("idempotency_" + engine)
    cases.run(f"{KEYS} keys, each by {THREADS} threads, have {KEYS} effects",
              lambda folder: play(folder, engine), 300)
    cases.run("a bulk job goes on after kill -9, each order once",
              lambda folder: kill_bulk(folder, engine), 200)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
