#!/usr/bin/env python3
"""Programs that others wrote judge our two readings of Amazon's model: Amazon's own SDK and another
drive the sandbox, and a validating proxy with Amazon's model stands between our sync and the
sandbox.

Environment: ORDERYARD_SHARED, the folder with amazon/models/ (default: ../shared beside the work
tree). The packages come from package-lock.json (`npm ci`, done by scripts/test); without them, or
without the model, cases are skipped.
"""

import json
import os
import shutil
import socket
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
# pylint: disable=wrong-import-position
from yard import (amazon_side, comparison, http_calls, our_side, processes, processing,
                  results)
from yard.living_world import LivingWorld
from yard.splitter import Splitter

FINANCES = ("amazon", "models", "finances_2024-06-19.json")
MODEL = ("amazon", "models", "orders_2026-01-01.json")
PRISM = os.path.join(HERE, "node_modules", "@stoplight", "prism-cli", "dist", "index.js")
ORDERS = 300
STORE = "proxied"
PROXY_SECONDS = 40


def need_packages():
    if shutil.which("node") is None or not os.path.exists(PRISM):
        raise results.Skip("node or its packages are not here (npm ci in tests/contract)")


def start_world(folder, seed):
    return amazon_side.Sandbox(folder, "--orders", str(ORDERS), "--history-days", "6",
                               "--seed", str(seed))


def drive_with_sdk(folder, script, seed):
    need_packages()
    sandbox = start_world(folder, seed)
    # Searches end two minutes ago.
    sandbox.advance(300)
    done = subprocess.run(
        ["node", script], cwd=HERE, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=90, check=False,
        env={**os.environ, "SANDBOX_URL": sandbox.url, "LWA_CLIENT_ID": amazon_side.CLIENT_ID,
             "LWA_CLIENT_SECRET": amazon_side.CLIENT_SECRET,
             "LWA_REFRESH_TOKEN": amazon_side.REFRESH_TOKEN})
    assert done.returncode == 0, (f"{script} ended with {done.returncode}\n{done.stdout[-1500:]}\n"
                                  f"{done.stderr[-3000:]}\nsandbox: {sandbox.state()}")
    read = json.loads(done.stdout.splitlines()[-1])
    compare_with_truth({order["number"]: order for order in read["orders"]}, sandbox.truth())
    operations = sandbox.state()["operations"]
    assert operations["token"]["calls"] >= 1, "the SDK did not log in at the sandbox"
    assert read["pages"] > 2 and read["looks"] > 10, read
    print(f"  {len(read['orders'])} orders on {read['pages']} pages, {read['looks']} single reads")


def compare_with_truth(read, truth):
    found = [f"{number}: not read" for number in sorted(truth.keys() - read.keys())]
    found += [f"{number}: read, but not there" for number in sorted(read.keys() - truth.keys())]
    for number in read.keys() & truth.keys():
        mine, theirs = read[number], truth[number]
        is_hidden = mine["total"] is None and theirs["status"] in (
            "PENDING", "PENDING_AVAILABILITY", "CANCELLED")
        has_money = any(line["amount"] is not None for line in theirs["lines"])
        total = f"{theirs['total']} {theirs['currency']}" if has_money and not is_hidden else None
        found += comparison.differences(
            {"status": theirs["status"], "total": total,
             "lines": [[line["order_item_id"], line["sku"] or None, line["ordered"],
                        line["fulfilled"]] for line in theirs["lines"]]},
            {"status": mine["status"], "total": mine["total"],
             "lines": [[line["id"], line.get("sku"), line["ordered"], line["fulfilled"]]
                       for line in mine["lines"]]}, number)
    assert not found, comparison.shown(found)


# -- the validating proxy

def start_proxy(folder, sandbox, model_path=MODEL):
    """Prism with one of Amazon's models in front of the sandbox; its address."""
    need_packages()
    model = processes.find_shared(*model_path)
    if model is None:
        raise results.Skip("Amazon's model is not here (set ORDERYARD_SHARED)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = processes.Program(
        "prism-" + model_path[-1], ["node", PRISM, "proxy", "--errors", model, sandbox.url, "-h", "127.0.0.1",
                  "--port", str(port)], os.path.join(folder, f"prism-{model_path[-1]}.log"), cwd=HERE)
    program.wait_for("listening on", PROXY_SECONDS)
    return f"http://127.0.0.1:{port}"


def sync_through_proxy(folder, seed):
    sandbox = start_world(folder, seed)
    splitter = Splitter({"/orders/2026-01-01/": start_proxy(folder, sandbox),
                         "/finances/": start_proxy(folder, sandbox, FINANCES),
                         "/": sandbox.url})
    yard = our_side.Yard(folder)
    yard.cli("migrate")
    yard.add_store(STORE, sandbox, "--import-from", "2000-01-01", "--backfill",
                   LivingWorld(sandbox, None).days_ago(9), api_url=splitter.url)
    # Orders of a hand-written kind: nothing happens to them by itself, they stay open.
    for number in range(5):
        sandbox.place({"lines": [{"sku": f"PROXY-{number}", "quantity": 2, "shipping": "3.50"}]})
    sandbox.advance(300)
    report = json.loads(yard.cli("--json", "sync", "--store", STORE, "--once").splitlines()[-1])
    assert not report["error"] and report["is_caught_up"], report
    yard.serve("--test-clock")
    found = comparison.all_differences(yard, sandbox, STORE)
    assert not found, comparison.shown(found) + "\n" + comparison.sync_text(yard, STORE)
    # The sweep asks one by one for what is open and older than its two days.
    yard.advance_both(sandbox, 50 * 3_600)
    processes.wait_until(lambda: sandbox.calls_of("getOrder") >= 5, 40,
                         lambda: f"no sweep: {sandbox.state()}")
    problems = yard.sync_state(STORE)["problems"]
    assert not problems, f"refused by the proxy: {problems}"
    print(f"  {len(sandbox.truth())} orders through the proxy without a violation:"
          f" {sandbox.calls_of('searchOrders')} searches,"
          f" {sandbox.calls_of('getOrder')} single reads,"
          f" {splitter.counts['/finances/']} of the books")
    assert splitter.counts["/finances/"] > 0, splitter.counts
    yard.stop()


def process_through_proxies(folder, seed):
    """A shipment, a cancel, a refund and an invoice: each call passes the model it belongs to."""
    sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--seed", str(seed),
                                  "--marketplaces", "DE")
    splitter = Splitter({
        "/orders/2026-01-01/": start_proxy(folder, sandbox),
        "/orders/v0/": start_proxy(folder, sandbox, ("amazon", "models", "ordersV0.json")),
        "/feeds/": start_proxy(folder, sandbox, ("amazon", "models", "feeds_2021-06-30.json")),
        "/tokens/": start_proxy(folder, sandbox, ("amazon", "models", "tokens_2021-03-01.json")),
        "/": sandbox.url})
    yard = our_side.Yard(folder)
    yard.cli("migrate")
    yard.add_store(STORE, sandbox, api_url=splitter.url)
    yard.serve("--test-clock")
    specs = [{"lines": [{"sku": f"PROXY-{n}", "quantity": 2, "unit_price": "9.99",
                         "shipping": "3.50"}]} for n in range(6)]
    ids = processing.place_and_import(yard, sandbox, STORE, specs)
    for n, entity_id in enumerate(ids.values()):
        what, body = ("cancel", {"reason": "no_inventory"}) if n % 3 == 2 else (
            "shipments", {"packages": [{"tracks": [{"carrier_code": "ups", "number": f"1Z{n}"}]}]})
        yard.client().call("POST", f"/api/v1/orders/{entity_id}/{what}", body)
    processing.let_follow_ups_end(yard, sandbox, STORE)
    yard.client().call("POST", f"/api/v1/orders/{list(ids.values())[0]}/credit-memos",
                       {"reason": "customer_return"})
    processing.let_follow_ups_end(yard, sandbox, STORE)
    upload_invoice(yard, list(ids.values())[1])
    processing.let_follow_ups_end(yard, sandbox, STORE)
    ends = [row["state"] for row in processing.follow_ups(yard, STORE)]
    assert len(ends) == 8 and set(ends) == {"seen"}, processing.follow_ups(yard, STORE)
    ask_for_token(splitter.url, sandbox, list(ids)[0])
    assert min(splitter.counts[part] for part in splitter.counts if part != "/") > 0, \
        splitter.counts
    print(f"  calls through the proxies: {splitter.counts}")
    yard.stop()
    splitter.stop()


def upload_invoice(yard, entity_id):
    """createFeed with the options of an invoice, through Amazon's model of feeds."""
    client = yard.client()
    answer = client.call("PUT", f"/api/v1/stores/{STORE}",
                         {"settings": {"invoice_upload": "on_request"}})
    assert answer.status == 200, answer.text()
    order = client.get(f"/api/v1/orders/{entity_id}")
    if not order["invoices"]:
        made = client.call("POST", f"/api/v1/orders/{entity_id}/invoices", {})
        assert made.status == 201, made.text()
        order = client.get(f"/api/v1/orders/{entity_id}")
    answer = client.call("POST", f"/api/v1/invoices/{order['invoices'][0]['id']}/upload", {})
    assert answer.status == 200, answer.text()


def ask_for_token(url, sandbox, number):
    """Restricted data tokens are for older APIs; the sandbox has them all the same."""
    answer = http_calls.Client(url).call(
        "POST", "/tokens/2021-03-01/restrictedDataToken",
        {"restrictedResources": [{"method": "GET", "path": f"/orders/v0/orders/{number}/address"}]},
        {"x-amz-access-token": sandbox.access_token(), "user-agent": "yard-tests/1"})
    assert answer.status == 200 and answer.json()["restrictedDataToken"], answer.text()


def proxy_sees_violations(folder, seed):
    """Without this the case above would prove nothing."""
    sandbox = start_world(folder, seed)
    proxy = http_calls.Client(start_proxy(folder, sandbox))
    headers = {"x-amz-access-token": sandbox.access_token(), "user-agent": "yard-tests/1"}
    search = "/orders/2026-01-01/orders?createdAfter=2000-01-01T00:00:00Z"
    answer = proxy.call("GET", search, headers=headers)
    assert answer.status == 200, answer.text()
    answer = proxy.call("GET", search + "&includedData=SHOE_SIZE", headers=headers)
    assert answer.status == 422, f"a wrong request passed: {answer.status}"
    sandbox.add_faults({"operation": "searchOrders", "kind": "malformed_order"})
    answer = proxy.call("GET", search, headers=headers)
    assert answer.status == 500 and "violation" in answer.text().lower(), \
        f"a wrong answer passed: {answer.status}"


def main():
    cases = results.Cases("contract_test")
    seed = results.seed()
    print(f"seed {seed} (replay: ORDERYARD_SEED={seed})", flush=True)
    for name, case in (
            ("Amazon's SDK reads the sandbox",
             lambda folder: drive_with_sdk(folder, "amazon_sdk.mjs", seed)),
            ("@sp-api-sdk reads the sandbox",
             lambda folder: drive_with_sdk(folder, "bizon_sdk.mjs", seed)),
            ("our sync and the sandbox keep to Amazon's model",
             lambda folder: sync_through_proxy(folder, seed)),
            ("what we tell Amazon keeps to its models of orders v0, feeds and tokens",
             lambda folder: process_through_proxies(folder, seed)),
            ("the proxy refuses what breaks the model",
             lambda folder: proxy_sees_violations(folder, seed))):
        cases.run(name, case, 150)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
