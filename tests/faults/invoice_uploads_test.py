#!/usr/bin/env python3
"""The file of an invoice reaches Amazon once or goes to a person: answers get lost after Amazon has
taken the feed, and the server is killed over and over."""

import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

from yard import processing, results  # noqa: E402
from yard.killed_server import STORE, Installation  # noqa: E402

INVOICES = int(os.environ.get("ORDERYARD_UPLOADS", "8"))
KILLS_PER_LAP = 0.4
AMBIGUOUS = [
    {"operation": "createFeed", "kind": "http_500", "applied": True, "probability": 0.25},
    {"operation": "createFeed", "kind": "reset_before_answer", "probability": 0.25},
    {"operation": "createFeed", "kind": "http_500", "applied": False, "probability": 0.10},
    {"operation": "uploadFeedDocument", "kind": "http_500", "probability": 0.10},
]


def spec(n):
    return {"order_id": f"302-{7000000 + n:07}-{n:07}",
            "lines": [{"sku": "LAMP-1", "quantity": 1, "unit_price": "12.34"}]}


def must(yard, method, path, body):
    answer = yard.client().call(method, path, body)
    assert answer.status in (200, 201), f"{method} {path}: {answer.status} {answer.text()}"
    return answer.json()


def ship_and_upload(yard, sandbox, ids):
    """Automatic: each shipment with its invoice queues the file."""
    must(yard, "PUT", f"/api/v1/stores/{STORE}", {"settings": {"invoice_upload": "automatic"}})
    for n, entity_id in enumerate(ids.values()):
        must(yard, "POST", f"/api/v1/orders/{entity_id}/shipments",
             {"packages": [{"tracks": [{"carrier_code": "dhl", "number": f"003400{n:08}"}]}],
              "invoice_too": True})
    sandbox.add_faults(*AMBIGUOUS)


def judge(yard, sandbox, ids):
    rows = [row for row in processing.follow_ups(yard, STORE)
            if row["kind"] == "upload_vat_invoice"]
    assert len(rows) == INVOICES, f"{len(rows)} uploads"
    assert not sandbox.must("GET", "/harm")["harm"], sandbox.must("GET", "/harm")
    ends = {}
    for row in rows:
        held = sandbox.must("GET", f"/truth/{row['channel_number']}")["invoices"]
        assert len(held) <= 1, held
        assert row["state"] in ("seen", "parked"), row
        assert row["state"] != "seen" or len(held) == 1, f"said to be there, and is not: {row}"
        ends[row["state"]] = ends.get(row["state"], 0) + 1
    assert len(ids) == INVOICES
    return ends


def play(engine, folder, seed):
    chance = random.Random(seed)
    place = Installation(folder, engine, chance, KILLS_PER_LAP)
    yard, sandbox = place.yard, place.sandbox
    ids = processing.place_and_import(yard, sandbox, STORE, [spec(n) for n in range(INVOICES)])
    ship_and_upload(yard, sandbox, ids)
    processing.let_follow_ups_end(yard, sandbox, STORE, laps_max=400,
                                  each_lap=place.kill_sometimes)
    sandbox.clear_faults()
    ends = judge(yard, sandbox, ids)
    print(f"  {INVOICES} invoices: {ends}, {place.kills} kills", flush=True)
    yard.stop()


if __name__ == "__main__":
    sys.exit(results.run_on_engines("invoice_uploads_test", f"{INVOICES} files of invoices", play,
                                    600))
