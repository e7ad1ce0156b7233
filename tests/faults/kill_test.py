#!/usr/bin/env python3
"""kill -9 at random moments while the server syncs a living world (quality bar R1): afterwards our
side must equal Amazon's, order by order and line by line, with no order imported twice, no gap in
the order numbers, and books and a stock ledger that add up; `orderyard reconcile` says so, too.

    kill_test.py [sqlite|postgres]      both when none is named

Environment: ORDERYARD_KILLS, kills an engine (default 200); ORDERYARD_SEED replays a run.
"""

import collections
import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
# pylint: disable=wrong-import-position
from yard import amazon_side, comparison, databases, our_side, processes, processing, results
from yard.living_world import LivingWorld

KILLS = int(os.environ.get("ORDERYARD_KILLS", "200"))
ORDERS = 2_000
CHANGES_A_CYCLE = 50
KILL_AFTER_MILLIS = (5, 800)
# Half of the kills wait for the first stored page, to hit the middle of a run.
KILL_AFTER_PAGE_MILLIS = (0, 12)
STORE = "kills"
# Between two lives of the server; what changed more than two minutes ago is listed by Amazon.
CLOCK_STEP_SECONDS = 200


def kill_and_compare(engine, folder, seed):
    chance = random.Random(seed)
    sandbox = amazon_side.Sandbox(folder, "--orders", str(ORDERS), "--history-days", "3",
                                  "--seed", str(seed), "--speed", "0")
    world = LivingWorld(sandbox, chance)
    yard = our_side.Yard(folder, engine)
    try:
        yard.cli("migrate")
        yard.add_store(STORE, sandbox, "--interval", "1", "--import-from", "2000-01-01",
                       "--backfill", world.days_ago(5))
        world.stock_products(yard, unknown_share=0.1)
        counts = kill_cycles(yard, sandbox, world, chance)
        print("  {kills} kills, {mid_run} in the middle of a run, {while_calling} with calls to"
              " Amazon, {before_listening} before the server listened; {changes} orders changed,"
              " {placed} placed".format_map(counts), flush=True)
        catch_up_and_compare(yard, sandbox)
        assert counts["mid_run"] >= counts["kills"] / 10, \
            f"too few kills hit a sync to prove anything: {dict(counts)}"
    finally:
        processes.stop_all()
        yard.database.drop()


def kill_cycles(yard, sandbox, world, chance):
    counts = collections.Counter()
    for _ in range(KILLS):
        counts.update(world.change(CHANGES_A_CYCLE))
        sandbox.advance(CLOCK_STEP_SECONDS)
        yard.let_time_pass()
        calls_before = sandbox.calls_of("searchOrders")
        yard.start()
        wait_for_the_moment(yard.server, chance)
        assert yard.server.is_running(), ("the server ended by itself:\n"
                                          + "\n".join(yard.server.tail()))
        yard.server.kill()
        output = yard.server.output()
        counts["kills"] += 1
        counts["before_listening"] += "listening on" not in output
        counts["mid_run"] += "page_stored" in output and "sync_run" not in output
        counts["while_calling"] += sandbox.calls_of("searchOrders") > calls_before
    return counts


def wait_for_the_moment(server, chance):
    """Sleeps until the server shall be killed."""
    if chance.random() < 0.5:
        time.sleep(chance.randint(*KILL_AFTER_MILLIS) / 1000)
        return
    until = time.monotonic() + KILL_AFTER_MILLIS[1] / 1000
    while "page_stored" not in server.output() and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(chance.randint(*KILL_AFTER_PAGE_MILLIS) / 1000)


def catch_up_and_compare(yard, sandbox):
    """Well within the half hour after which a sweep would hide what the scan has lost."""
    begun = time.monotonic()
    sandbox.advance(600)
    yard.let_time_pass()
    yard.serve("--test-clock")
    steps = iter(range(4))

    def go_on():
        if next(steps, None) is not None:
            yard.advance_both(sandbox, CLOCK_STEP_SECONDS)
            yard.ask_for_sync(STORE)
        time.sleep(1)

    comparison.wait_until_equal(yard, sandbox, STORE, seconds=90, step=go_on)
    inbox = yard.sync_state(STORE)["sync"]["inbox"]
    assert inbox["poison"] == 0, inbox
    processing.assert_books_add_up(yard)
    print(f"  equal {time.monotonic() - begun:.1f} s after the last start", flush=True)
    yard.stop()
    yard.let_time_pass()
    comparison.assert_certified(yard, STORE)


def main():
    wanted = sys.argv[1:] or databases.ENGINES
    cases = results.Cases("kill_test_" + "_".join(wanted))
    seed = results.seed()
    print(f"seed {seed} (replay: ORDERYARD_SEED={seed})", flush=True)
    for engine in wanted:
        cases.run(f"{KILLS} kills on {engine}",
                  lambda folder, engine=engine: kill_and_compare(engine, folder, seed),
                  seconds_max=180 + 3 * KILLS)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
