#!/usr/bin/env python3
"""Two server processes on one PostgreSQL with the same keys: no order is imported twice, whichever
of them syncs, and when the one that syncs is killed, the other takes over."""

import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
# pylint: disable=wrong-import-position
from yard import amazon_side, comparison, our_side, processes, results
from yard.living_world import LivingWorld

STORE = "shared"
ORDERS = 600
STEP_SECONDS = 200
# A killed server's lease lasts a minute (sync-protocol.md section 8); R10 allows 90 s.
TAKEOVER_SECONDS_MAX = 90


class Pair:
    """The sandbox, the database and two installations that share it."""

    def __init__(self, folder, seed):
        self.sandbox = amazon_side.Sandbox(folder, "--orders", str(ORDERS), "--history-days", "1",
                                           "--seed", str(seed), "--speed", "0")
        self.world = LivingWorld(self.sandbox, random.Random(seed))
        self.first = our_side.Yard(folder, "postgres", "first")
        self.first.cli("migrate")
        self.second = our_side.Yard(folder, name="second", database=self.first.database,
                                    keys_of=self.first)
        self.first.add_store(STORE, self.sandbox, "--import-from", "2000-01-01")
        self.world.stock_products(self.first, unknown_share=0.1)

    def serve_both(self):
        for yard in (self.first, self.second):
            yard.serve("--test-clock")

    def advance(self, *yards):
        self.sandbox.advance(STEP_SECONDS)
        for yard in yards:
            yard.advance(STEP_SECONDS)
            yard.ask_for_sync(STORE)

    def runs_of(self, yard):
        return yard.server.output().count("sync_run")

    def close(self):
        processes.stop_all()
        self.first.database.drop()


def work_side_by_side(folder, seed):
    pair = Pair(folder, seed)
    try:
        pair.serve_both()
        for turn in range(12):
            pair.world.change(40)
            # Who is asked first usually gets the lease: they take turns.
            pair.advance(*((pair.first, pair.second) if turn % 2 else (pair.second, pair.first)))
            time.sleep(0.5)
        equal_on(pair, pair.first)
        equal_on(pair, pair.second)
        runs = [pair.runs_of(yard) for yard in (pair.first, pair.second)]
        assert all(runs), f"only one of them has synced: {runs}"
        pair.first.stop()
        pair.second.stop()
    finally:
        pair.close()


def take_over(folder, seed):
    """The holder of the sync's lease is killed in the middle of a run."""
    pair = Pair(folder, seed)
    try:
        pair.serve_both()
        equal_on(pair, pair.first)
        pair.world.change(200)
        pair.sandbox.add_faults({"operation": "searchOrders", "kind": "delay", "every": 1,
                                 "delay_millis": 3_000})
        pair.advance(pair.first, pair.second)
        holder = processes.wait_until(lambda: holder_of_sync(pair), 20, "nobody syncs")
        other = pair.second if holder is pair.first else pair.first
        holder.server.kill()
        killed_at = time.monotonic()
        pair.sandbox.clear_faults()
        runs = pair.runs_of(other)
        processes.wait_until(lambda: pair.runs_of(other) > runs, TAKEOVER_SECONDS_MAX,
                             lambda: "the other does not take over\n"
                             + comparison.sync_text(other, STORE), pause=0.5)
        print(f"  taken over after {time.monotonic() - killed_at:.1f} s")
        equal_on(pair, other)
        other.stop()
    finally:
        pair.close()


def holder_of_sync(pair):
    """The installation whose process holds the lease of the sync just now, or None."""
    rows = pair.first.database.rows(
        "SELECT owner FROM lease WHERE name LIKE 'sync:%'"
        " AND until_at > extract(epoch FROM clock_timestamp()) * 1000000")
    for yard in (pair.first, pair.second):
        if rows and f"-{yard.server.pid}-" in rows[0][0]:
            return yard
    return None


def equal_on(pair, yard):
    running = [each for each in (pair.first, pair.second) if each.server.is_running()]

    def step():
        pair.advance(*running)
        time.sleep(0.5)

    comparison.wait_until_equal(yard, pair.sandbox, STORE, 60, step)


def main():
    cases = results.Cases("two_servers_test")
    seed = results.seed()
    print(f"seed {seed} (replay: ORDERYARD_SEED={seed})", flush=True)
    cases.run("both sync, nothing is imported twice", lambda f: work_side_by_side(f, seed), 180)
    cases.run("one is killed, the other takes over", lambda f: take_over(f, seed), 300)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
