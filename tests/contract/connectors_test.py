#!/usr/bin/env python3
"""Clients for Magento that others wrote play a seller's day against the real server, with the
sandbox as Amazon: two OAuth digests, Adobe's own client, a bearer token.

The packages come from package-lock.json (`npm ci`, done by scripts/test); without them the cases
are skipped.
"""

import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
# pylint: disable=wrong-import-position
from yard import amazon_side, our_side, processing, results

STORE = "de"
SKU = "LAMP-1"
# Program, environment, and the package that carries its calls.
CLIENTS = (
    ("magento_api_rest.mjs", {"DIGEST": "1"}, "magento-api-rest"),
    ("magento_api_rest.mjs", {"DIGEST": "256"}, "magento-api-rest"),
    ("adobe_client.mjs", {}, "@adobe/aio-commerce-lib-api"),
    ("bearer_client.mjs", {}, None),
    ("catalog_client.mjs", {}, "magento2-rest-client"),
)


def open_shop(folder, seed):
    """A server with a product and two orders a client."""
    sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--seed", str(seed),
                                  "--marketplaces", "DE")
    yard = our_side.Yard(folder)
    yard.cli("migrate")
    yard.add_store(STORE, sandbox)
    yard.import_products([[SKU, "Lamp", 100, "yes"]],
                         ["sku", "name", "quantity", "manage_stock"])
    yard.serve("--test-clock")
    specs = [{"lines": [{"sku": SKU, "quantity": 2, "unit_price": "7.00", "shipping": "3.50"}]}
             for _ in range(2 * len(CLIENTS))]
    numbers = list(processing.place_and_import(yard, sandbox, STORE, specs))
    return yard, sandbox, numbers


def play(yard, numbers, script, environment):
    # An integration of its own for each, as an administrator would make them.
    made = json.loads(yard.cli("--json", "integration", "add",
                               script + environment.get("DIGEST", ""),
                               "--resources", "Magento_Backend::all"))
    done = subprocess.run(
        ["node", script], cwd=HERE, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=60, check=False,
        env={**os.environ, **environment, "YARD_URL": yard.url, "SKU": SKU,
             "ORDERS": ",".join(numbers),
             **{name.upper(): made[name] for name in ("consumer_key", "consumer_secret",
                                                      "access_token", "access_token_secret")}})
    assert done.returncode == 0, (f"{script} ended with {done.returncode}\n{done.stdout[-1500:]}\n"
                                  f"{done.stderr[-3000:]}")
    print("  " + done.stdout.splitlines()[-1])


def need_packages():
    packages = [package for _, _, package in CLIENTS if package]
    if shutil.which("node") is None or not all(
            os.path.isdir(os.path.join(HERE, "node_modules", package)) for package in packages):
        raise results.Skip("node or its packages are not here (npm ci in tests/contract)")


def is_too_new(package):
    """Adobe's client wants a Node.js that Debian 12 does not have."""
    version = subprocess.run(["node", "--version"], capture_output=True, text=True,
                             check=True).stdout
    return (package or "").startswith("@adobe/") and int(version[1:].split(".")[0]) < 20


def play_all(folder, seed):
    need_packages()
    yard, sandbox, numbers = open_shop(folder, seed)
    for index, (script, environment, package) in enumerate(CLIENTS):
        if is_too_new(package):
            print(f"  {script} is left out: it wants Node.js 20")
            continue
        play(yard, numbers[2 * index:2 * index + 2], script, environment)
    processing.let_follow_ups_end(yard, sandbox, STORE)
    orders = {order["ext_order_id"]: order for order in yard.commerce_orders().values()}
    for index, (script, _, package) in enumerate(CLIENTS):
        if script == "catalog_client.mjs" or is_too_new(package):
            continue
        assert orders[numbers[2 * index]]["items"][0]["qty_shipped"] == 2, numbers[2 * index]
        assert orders[numbers[2 * index + 1]]["state"] == "canceled", numbers[2 * index + 1]
    ids = {number: order["entity_id"] for number, order in orders.items()}
    found = processing.differences(yard, sandbox, ids)
    assert not found, "\n".join(found)
    processing.assert_books_add_up(yard)
    yard.stop()


def wrong_secrets_are_refused(folder, seed):
    """Without this the case above might pass with signatures unread."""
    need_packages()
    yard, _, numbers = open_shop(folder, seed)
    made = json.loads(yard.cli("--json", "integration", "add", "wrong", "--resources",
                               "Magento_Backend::all"))
    done = subprocess.run(
        ["node", "magento_api_rest.mjs"], cwd=HERE, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=60, check=False,
        env={**os.environ, "YARD_URL": yard.url, "SKU": SKU, "ORDERS": ",".join(numbers[:2]),
             "CONSUMER_KEY": made["consumer_key"], "CONSUMER_SECRET": made["consumer_secret"],
             "ACCESS_TOKEN": made["access_token"], "ACCESS_TOKEN_SECRET": "x" * 32})
    assert done.returncode != 0 and "401" in done.stderr, done.stdout + done.stderr[-2000:]
    yard.stop()


def main():
    cases = results.Cases("connectors_test")
    seed = results.seed()
    print(f"seed {seed} (replay: ORDERYARD_SEED={seed})", flush=True)
    cases.run("clients for Magento work their orders",
              lambda folder: play_all(folder, seed), 240)
    cases.run("a client with a wrong secret gets nowhere",
              lambda folder: wrong_secrets_are_refused(folder, seed), 60)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
