#!/usr/bin/env python3
"""kill -9 at random moments while the server does what Magento clients left to be done later
(/rest/async/bulk): after the restarts each operation that was taken over has been done exactly once,
those that cannot be done have failed with their reason, and what was never taken over has left no
trace.

    later_test.py [sqlite|postgres]      both when none is named

Environment: ORDERYARD_LATER_KILLS, kills an engine (default 20); ORDERYARD_SEED replays a run.
"""

import collections
import http.client
import os
import random
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
# pylint: disable=wrong-import-position
from yard import amazon_side, http_calls, our_side, processes, processing, results

STORE = "de"
KILLS = int(os.environ.get("ORDERYARD_LATER_KILLS", "20"))
ORDERS = 12
BULKS_A_LIFE = 12
OPERATIONS_MAX = 30  # of a bulk
SHARE_UNKNOWN = 0.1
KILL_AFTER_MILLIS = (0, 250)
DONE, FAILED, REJECTED = 1, 3, 5
NO_ORDER = 99999999


class Wanted:
    """What was asked for: by bulk the comments in their order, and whether it was taken over."""

    def __init__(self, chance, entity_ids):
        self.chance, self.entity_ids = chance, entity_ids
        self.taken, self.doubtful = {}, []
        self.number = 0

    def make(self):
        """A body of some operations, each with a comment of its own."""
        operations = []
        for _ in range(self.chance.randint(1, OPERATIONS_MAX)):
            self.number += 1
            is_unknown = self.chance.random() < SHARE_UNKNOWN
            entity_id = NO_ORDER if is_unknown else self.chance.choice(self.entity_ids)
            operations.append({"id": entity_id,
                               "statusHistory": {"comment": f"later {self.number}"}})
        operations.append({"statusHistory": {"comment": "names no order"}})
        return operations


def leave_bulks(yard, wanted):
    """Leaves bulks until the server is killed or has enough."""
    client = http_calls.Client(yard.url, {"Authorization": "Bearer " + yard.token()})
    for _ in range(BULKS_A_LIFE):
        operations = wanted.make()
        try:
            answer = client.call("POST", "/rest/async/bulk/V1/orders/byId/comments", operations)
        except (OSError, http.client.HTTPException):
            wanted.doubtful.append(operations)
            return
        assert answer.status == 202, answer.text()[:500]
        items = answer.json()["request_items"]
        assert [item["status"] for item in items] == \
            ["accepted"] * (len(operations) - 1) + ["rejected"], answer.text()[:500]
        wanted.taken[answer.json()["bulk_uuid"]] = operations


def kill_cycles(yard, wanted):
    """Some of the kills hit a client that is leaving bulks, the others a server that does them."""
    counts = collections.Counter()
    for kill in range(KILLS):
        if yard.database.engine == "postgres":
            yard.let_time_pass()  # the lease of the killed server
        yard.serve("--test-clock")
        server = yard.server
        if kill % 2 == 0:
            leave_bulks(yard, wanted)
            time.sleep(wanted.chance.randint(*KILL_AFTER_MILLIS) / 1000)
            server.kill()
        else:
            killer = kill_later(server, wanted.chance.randint(*KILL_AFTER_MILLIS) / 1000)
            leave_bulks(yard, wanted)
            killer.join()
        open_now = yard.database.rows("SELECT count(*) FROM later_operation WHERE state = 'open'")
        counts["with_open"] += int(open_now[0][0]) > 0
    return counts


def kill_later(server, seconds):
    def kill():
        time.sleep(seconds)
        server.kill()

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def statuses_of(yard, uuid):
    bulk = yard.client().get(f"/rest/V1/bulk/{uuid}/status")
    return [(each["status"], each["error_code"]) for each in bulk["operations_list"]]


def check_statuses(yard, wanted):
    total = 0
    for uuid, operations in wanted.taken.items():
        right = [(FAILED, 404) if each.get("id") == NO_ORDER else (DONE, None)
                 for each in operations[:-1]]
        found = statuses_of(yard, uuid)
        assert found[:-1] == right, f"bulk {uuid}: {found} instead of {right}"
        assert found[-1][0] == REJECTED, found[-1]
        total += len(right)
    return total


def comments_of(yard, wanted):
    """How often each of our comments stands in the histories."""
    found = collections.Counter()
    for entity_id in wanted.entity_ids:
        for entry in yard.client().get(f"/api/v1/orders/{entity_id}")["history"]:
            if (entry["comment"] or "").startswith("later "):
                found[(entity_id, entry["comment"])] += 1
    return found


def keys_of(operations):
    return [(each["id"], each["statusHistory"]["comment"]) for each in operations[:-1]
            if each["id"] != NO_ORDER]


def check_effects(yard, wanted):
    found = comments_of(yard, wanted)
    twice = {key: count for key, count in found.items() if count != 1}
    assert not twice, f"done more than once: {list(twice.items())[:5]}"
    for operations in wanted.taken.values():
        missing = [key for key in keys_of(operations) if key not in found]
        assert not missing, f"taken over and not done: {missing[:5]}"
    kept = 0
    for operations in wanted.doubtful:  # the answer was lost: all of it, or nothing
        done = sum(key in found for key in keys_of(operations))
        assert done in (0, len(keys_of(operations))), f"{done} of {len(operations)} done"
        kept += done > 0
    known = {key for operations in [*wanted.taken.values(), *wanted.doubtful]
             for key in keys_of(operations)}
    assert set(found) <= known, "comments that nobody wrote"
    return kept


def play(engine, folder, seed):
    sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--marketplaces", "DE")
    yard = our_side.Yard(folder, engine)
    try:
        yard.cli("migrate")
        yard.add_store(STORE, sandbox)
        yard.serve("--test-clock")
        ids = processing.place_and_import(
            yard, sandbox, STORE,
            [{"order_id": f"302-{7000000 + n:07}-{n:07}",
              "lines": [{"sku": "LAMP-1", "quantity": 1}]} for n in range(ORDERS)])
        yard.server.kill()
        wanted = Wanted(random.Random(seed), list(ids.values()))
        counts = kill_cycles(yard, wanted)
        yard.let_time_pass()
        yard.serve("--test-clock")
        processes.wait_until(
            lambda: yard.database.rows(
                "SELECT count(*) FROM later_operation WHERE state = 'open'")[0][0] in (0, "0"),
            60, "what was left to be done is not done")
        total = check_statuses(yard, wanted)
        kept = check_effects(yard, wanted)
        print(f"  {KILLS} kills, {counts['with_open']} with operations open; {total} operations in"
              f" {len(wanted.taken)} bulks; {len(wanted.doubtful)} answers lost, {kept} of those"
              " bulks taken over", flush=True)
        assert counts["with_open"] >= KILLS / 4, "too few kills hit open operations"
        yard.stop()
    finally:
        processes.stop_all()
        yard.database.drop()


if __name__ == "__main__":
    sys.exit(results.run_on_engines("later_test", f"{KILLS} kills", play, 200))
