#!/usr/bin/env python3
"""Every kind of fault the sandbox can play, once each, while a store is synced. However the answers
were harmed: when the faults are over and the server has caught up, our side equals Amazon's.

    fault_scripts_test.py [sqlite|postgres] [KIND...]
"""

import dataclasses
import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
# pylint: disable=wrong-import-position
from yard import amazon_side, comparison, databases, our_side, processes, results
from yard.living_world import LivingWorld

STORE = "faulty"
ORDERS = 350  # four pages
STEP_SECONDS = 200
FAULTY_SECONDS = 25  # real time for the faults to strike
CATCH_UP_SECONDS = 60
# The first sweep comes half an hour after the server's start.
SWEEP_SECONDS = 1_900


@dataclasses.dataclass
class Fault:
    """One script. `strikes`: it must have fired so often. `needs_sweep`: what it hid is found by
    the sweep, not by the next scan. `in_sweep`: it is about getOrder, which the sweep uses."""
    name: str
    rule: dict
    strikes: int = 2
    needs_sweep: bool = False
    in_sweep: bool = False
    check: object = None  # while the faults are on
    settled: object = comparison.is_settled
    after: object = None  # when our side equals Amazon's again


def search(kind, **rule):
    return {"operation": "searchOrders", "kind": kind, **rule}


def good_orders_arrive(yard, _sandbox):
    """One bad order never blocks the others (quality bar R13), and is shown with its reason."""
    state = yard.sync_state(STORE)["sync"]["inbox"]
    waiting = state["waiting"] + state["poison"]
    assert waiting > 0, f"no order was put aside: {state}"
    here = len(yard.channel_rows(STORE))
    assert here + waiting >= ORDERS, f"{here} orders here, {state}"


def bad_orders_end_in_quarantine(yard, sandbox):
    """After its last try a text that cannot be read waits for a person, with the reason; a person
    can skip it or try again."""
    for _ in range(20):
        yard.advance_both(sandbox, 3_600)
        yard.ask_for_sync(STORE)
        time.sleep(0.4)
        state = yard.sync_state(STORE)
        if state["sync"]["inbox"]["waiting"] == 0:
            break
    rows = state["poison"]
    assert rows and state["sync"]["inbox"]["waiting"] == 0, state["sync"]["inbox"]
    assert all(row["error"] and row["attempts"] <= 6 for row in rows), rows
    inbox = f"/api/v1/stores/{STORE}/inbox"
    yard.client().expect(400, "POST", f"{inbox}/{rows[0]['row']}/skip", {"reason": ""})
    yard.client().expect(200, "POST", f"{inbox}/{rows[0]['row']}/skip", {"reason": "seen to it"})
    yard.client().expect(404, "POST", f"{inbox}/{rows[0]['row']}/retry")
    if len(rows) > 1:
        yard.client().expect(200, "POST", f"{inbox}/{rows[1]['row']}/retry")
    left = {row["row"] for row in yard.sync_state(STORE)["poison"]}
    assert left == {row["row"] for row in rows[2:]}, left


def held_orders_are_shown(yard, _sandbox):
    """An unknown word is shown and held, never guessed."""
    answer = yard.client().get(f"/api/v1/stores/{STORE}/amazon-orders", verdict="blocked")
    rules = {row["verdict"]["rule"] for row in answer["items"]}
    assert "unknown_value" in rules, f"nothing is held: {rules}"
    assert all(row["order"] is None for row in answer["items"]), "held, but with an order"


FAULTS = (
    Fault("http_400", search("http_400", every=3, count=6)),
    Fault("http_403", search("http_403", every=3, count=4)),
    Fault("http_500", search("http_500", every=2, count=8)),
    Fault("http_500 after the work", search("http_500", every=2, count=6, applied=True)),
    Fault("http_503_html", search("http_503_html", every=2, count=8)),
    Fault("429_with_retry_after", search("429_with_retry_after", every=3, seconds=1, count=4)),
    Fault("expired_token_400", search("expired_token_400", every=3, count=4)),
    Fault("empty_200", search("empty_200", every=2, count=6)),
    Fault("html_200", search("html_200", every=2, count=6)),
    Fault("errors_body_200", search("errors_body_200", every=2, count=6)),
    Fault("truncated_json", search("truncated_json", every=2, count=6)),
    Fault("reset_before_answer", search("reset_before_answer", every=2, count=6)),
    Fault("reset_mid_body", search("reset_mid_body", every=2, count=6)),
    Fault("slow_body", search("slow_body", nth=2, bytes_per_second=500), strikes=1),
    Fault("delay", search("delay", every=2, delay_millis=700, count=4)),
    Fault("repeat_page", search("repeat_page", every=1, count=6)),
    Fault("reorder_page", search("reorder_page", every=1, count=8)),
    Fault("duplicate_orders", search("duplicate_orders", every=1, count=8)),
    Fault("omit_order", search("omit_order", every=1, percent=10), needs_sweep=True),
    Fault("malformed_order", search("malformed_order", every=1, percent=5),
          needs_sweep=True, check=good_orders_arrive, settled=comparison.is_settled_but_inbox,
          after=bad_orders_end_in_quarantine),
    Fault("unknown_enum", search("unknown_enum", every=1, percent=5), needs_sweep=True,
          check=held_orders_are_shown),
    Fault("extra_fields", search("extra_fields", every=1), needs_sweep=True),
    Fault("clock_skew +90 s", search("clock_skew_seconds", every=1, seconds=90)),
    Fault("clock_skew -3600 s", search("clock_skew_seconds", every=1, seconds=-3600)),
    Fault("clock_skew, one answer", search("clock_skew_seconds", nth=3, seconds=86_400), strikes=1),
    Fault("token: http_500", {"operation": "token", "kind": "http_500", "count": 2}),
    Fault("token: html_200", {"operation": "token", "kind": "html_200", "count": 1}, strikes=1),
    Fault("getOrder: wrong_order", {"operation": "getOrder", "kind": "wrong_order", "every": 2,
                                    "count": 10}, strikes=1, in_sweep=True),
    Fault("getOrder: http_500", {"operation": "getOrder", "kind": "http_500", "every": 1,
                                 "count": 6}, strikes=1, in_sweep=True),
    Fault("everything at once, by chance",
          {"rules": [search(kind, probability=0.15, percent=10, count=4, delay_millis=300,
                            seconds=1)
                     for kind in ("http_500", "truncated_json", "reset_mid_body", "html_200",
                                  "repeat_page", "reorder_page", "duplicate_orders", "delay",
                                  "429_with_retry_after", "expired_token_400")]}),
)


def run_fault(engine, folder, fault, seed):
    # A day of orders, so that the sweep of the last two days reaches all of them.
    sandbox = amazon_side.Sandbox(folder, "--orders", str(ORDERS), "--history-days", "1",
                                  "--seed", str(seed), "--speed", "0")
    world = LivingWorld(sandbox, random.Random(seed))
    yard = our_side.Yard(folder, engine)
    try:
        yard.cli("migrate")
        yard.add_store(STORE, sandbox, "--import-from", "2000-01-01")
        world.stock_products(yard, unknown_share=0.1)
        yard.serve("--test-clock")
        if fault.in_sweep:
            comparison.wait_until_equal(yard, sandbox, STORE, 40, catch_up(yard, sandbox))
        sandbox.add_faults(*fault.rule.get("rules", [fault.rule]))
        play(yard, sandbox, world, fault)
        if fault.check:
            processes.wait_until(lambda: comparison.is_settled_but_inbox(yard, STORE), 20,
                                 lambda: comparison.sync_text(yard, STORE))
            fault.check(yard, sandbox)
        fired = sandbox.fired()
        sandbox.clear_faults()
        assert fired >= fault.strikes, f"the fault fired {fired} times only"
        if fault.needs_sweep:
            yard.advance_both(sandbox, SWEEP_SECONDS)
        comparison.wait_until_equal(yard, sandbox, STORE, CATCH_UP_SECONDS,
                                    catch_up(yard, sandbox), fault.settled)
        if fault.after:
            fault.after(yard, sandbox)
        yard.stop()
    finally:
        processes.stop_all()
        yard.database.drop()


def play(yard, sandbox, world, fault):
    """Lets the world live and the server sync until the fault has struck often enough."""
    until = time.monotonic() + FAULTY_SECONDS
    rounds = 0
    while time.monotonic() < until and (rounds < 3 or sandbox.fired() < fault.strikes):
        if not fault.in_sweep:
            world.change(20)
        yard.advance_both(sandbox, SWEEP_SECONDS if fault.in_sweep else STEP_SECONDS)
        yard.ask_for_sync(STORE)
        calls = sandbox.state()["operations"]
        pause_until = time.monotonic() + 2
        while time.monotonic() < pause_until and sandbox.state()["operations"] == calls:
            time.sleep(0.05)
        time.sleep(0.3)
        rounds += 1


def catch_up(yard, sandbox):
    """A step: three minutes on, and sync now."""
    def step():
        yard.advance_both(sandbox, STEP_SECONDS)
        yard.ask_for_sync(STORE)
        time.sleep(0.5)
    return step


def main():
    words = sys.argv[1:]
    engine = words.pop(0) if words and words[0] in databases.ENGINES else "sqlite"
    cases = results.Cases("fault_scripts_test_" + engine)
    seed = results.seed()
    print(f"seed {seed} (replay: ORDERYARD_SEED={seed})", flush=True)
    for fault in FAULTS:
        if not words or any(word in fault.name for word in words):
            cases.run(fault.name,
                      lambda folder, fault=fault: run_fault(engine, folder, fault, seed),
                      seconds_max=150)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
