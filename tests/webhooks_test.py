#!/usr/bin/env python3
"""Webhooks against a receiver that fails and a server that is killed: every event arrives at least
once, always with the same id and text, signed by a secret the receiver knows; the log tells how it
went, and a delivery can be sent again. Also: who asks too often is told to wait.

    webhooks_test.py [sqlite|postgres]
"""

import hashlib
import hmac
import http.server
import json
import os
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
# pylint: disable=wrong-import-position
from yard import amazon_side, databases, our_side, processes, results

ORDERS = 6
TOLERANCE_SECONDS = 300
# On PostgreSQL the lease of a killed server holds the next one up for a minute.
ARRIVES_SECONDS_MAX = 150


class Receiver:
    """Keeps what it was sent; answers 500 as long as it is told to."""

    def __init__(self):
        self.secrets = []
        self.taken = []
        self.refusals_left = 0
        self.tries = 0
        self.bad_signatures = 0
        self._lock = threading.Lock()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):  # pylint: disable=invalid-name
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = receiver.take(self.headers, body)
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_args):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/hook"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def take(self, headers, body):
        with self._lock:
            self.tries += 1
            timestamp = headers["X-Orderyard-Timestamp"]
            wanted = [hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
                      for secret in self.secrets]
            given = [part.removeprefix("v1=") for part in headers["X-Orderyard-Signature"].split(",")]
            if not set(wanted) & set(given):
                self.bad_signatures += 1
                return 401
            if self.refusals_left > 0:
                self.refusals_left -= 1
                return 500
            self.taken.append((headers["X-Orderyard-Delivery"], json.loads(body), len(given)))
            return 200

    def ids_of(self, event):
        with self._lock:
            return {body["id"]: body for _, body, _ in self.taken if body["event"] == event}

    def close(self):
        self._server.shutdown()


class Shop:
    def __init__(self, folder, engine):
        self.receiver = Receiver()
        self.sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--marketplaces", "DE", "--speed", "0")
        self.yard = our_side.Yard(folder, engine)
        self.yard.settings["webhooks.private_addresses"] = "on"
        self.yard.cli("migrate")
        self.yard.add_store("de", self.sandbox, "--import-from", "2000-01-01")
        self.yard.serve("--test-clock")

    def make_webhook(self):
        made = self.yard.client().expect(201, "POST", "/api/v1/webhooks", {
            "name": "erp", "url": self.receiver.url,
            "events": ["order.created", "order.changed", "order.shipped", "order.canceled"]})
        self.receiver.secrets = [made["secret"]]
        return made["webhook"]["id"]

    def place(self, numbers):
        for number in numbers:
            self.sandbox.client.expect(201, "POST", "/control/orders", {
                "order_id": number, "lines": [{"sku": "LAMP-1", "quantity": 1}]})
        self.yard.advance_both(self.sandbox, 190)
        processes.wait_until(lambda: self.has_all(numbers), 60, "the orders do not come in", pause=0.5)

    def has_all(self, numbers):
        client = self.yard.client()
        return (client.call("POST", "/api/v1/stores/de/sync").status == 202
                and all(client.call("GET", f"/api/v1/orders/{each}").status == 200 for each in numbers))

    def wait_for(self, is_true, why):
        """Lets time pass until it is so: the pauses between tries are of the server's clock."""
        until = time.monotonic() + ARRIVES_SECONDS_MAX
        while not is_true():
            assert time.monotonic() < until, why
            self.yard.advance_both(self.sandbox, 60)
            time.sleep(0.5)

    def close(self):
        self.receiver.close()


def numbers_of(start):
    return [f"302-{start + index:07d}-0000001" for index in range(ORDERS)]


def check_at_least_once(shop):
    """500s, then kill -9 while deliveries wait."""
    receiver, client = shop.receiver, shop.yard.client()
    receiver.refusals_left = 4
    shop.place(numbers_of(1))
    processes.wait_until(lambda: receiver.tries > 0, 60, "nothing is sent", pause=0.2)
    client.expect(200, "POST", f"/api/v1/orders/{numbers_of(1)[0]}/hold", {"reason": "look"})
    shop.yard.server.kill()
    shop.yard.serve("--test-clock")
    shop.wait_for(lambda: len(receiver.ids_of("order.created")) == ORDERS, "created orders are not told")
    shop.wait_for(lambda: len(receiver.ids_of("order.changed")) >= 1, "the hold is not told")
    assert receiver.refusals_left == 0 and receiver.bad_signatures == 0
    by_delivery = {}
    for delivery, body, _ in receiver.taken:
        assert by_delivery.setdefault(delivery, body) == body, "one delivery, two texts"
    told = {body["order"]["channel_number"] for body in receiver.ids_of("order.created").values()}
    assert told == set(numbers_of(1)), told
    for _, body, _ in receiver.taken:
        assert "buyer" not in json.dumps(body) and set(body) == {"id", "event", "created_at", "order"}


def check_log_and_replay(shop, webhook):
    client, receiver = shop.yard.client(), shop.receiver
    path = f"/api/v1/webhooks/{webhook}"
    shop.wait_for(lambda: all(each["state"] == "done"
                              for each in client.get(f"{path}/deliveries")["items"]), "something waits")
    log = client.get(f"{path}/deliveries")["items"]
    assert any(each["attempts"] > 1 for each in log), "no try was repeated"
    first = log[-1]
    seen = len([1 for delivery, _, _ in receiver.taken if delivery == str(first["id"])])
    client.expect(200, "POST", f"{path}/deliveries/{first['id']}/replay")
    shop.wait_for(lambda: len([1 for delivery, _, _ in receiver.taken
                               if delivery == str(first["id"])]) == seen + 1, "no replay")
    assert client.call("POST", f"/api/v1/webhooks/999/deliveries/{first['id']}/replay").status == 404


def check_rotation(shop, webhook):
    """The receiver that still has the old secret understands for a day."""
    client, receiver = shop.yard.client(), shop.receiver
    path = f"/api/v1/webhooks/{webhook}"
    fresh = client.expect(200, "POST", f"{path}/rotate")["secret"]
    assert fresh not in receiver.secrets
    client.expect(202, "POST", f"{path}/test")
    shop.wait_for(lambda: receiver.ids_of("test"), "the test does not arrive")
    assert receiver.taken[-1][2] == 2, "two signatures while rotating"
    shop.yard.advance_both(shop.sandbox, 25 * 3600)
    receiver.secrets = [fresh]
    client.expect(202, "POST", f"{path}/test")
    shop.wait_for(lambda: len(receiver.ids_of("test")) == 2, "the second test does not arrive")
    assert receiver.taken[-1][2] == 1, "one signature afterwards"
    assert receiver.bad_signatures == 0


def check_inside_is_refused(shop, webhook):
    """Without the setting nothing of the inside net is called."""
    shop.yard.stop()
    shop.yard.settings["webhooks.private_addresses"] = "off"
    shop.yard.serve("--test-clock")
    client, tries = shop.yard.client(), shop.receiver.tries
    client.expect(202, "POST", f"/api/v1/webhooks/{webhook}/test")

    refused = client.call("PUT", f"/api/v1/webhooks/{webhook}", {
        "name": "erp", "url": "http://127.0.0.1:9/other", "events": ["order.changed"]})
    assert refused.status == 400 and refused.json()["field"] == "url", refused.text()

    def last():
        return client.get(f"/api/v1/webhooks/{webhook}/deliveries")["items"][0]

    shop.wait_for(lambda: last()["attempts"] > 0, "no try")
    assert last()["state"] == "pending" and last()["http_status"] == 0 and last()["error"], last()
    assert shop.receiver.tries == tries


def check_limits(shop):
    shop.yard.stop()
    shop.yard.settings.update({"limits.requests_per_minute": 5, "limits.anonymous_per_minute": 3})
    shop.yard.serve()
    answers = [shop.yard.client().call("GET", "/api/v1/webhooks") for _ in range(7)]
    assert [each.status for each in answers] == [200] * 5 + [429] * 2, [each.status for each in answers]
    nobody = shop.yard.client(has_token=False)
    statuses = [nobody.call("GET", "/rest/V1/orders", headers={"X-Forwarded-For": f"192.0.2.{n}"}).status
                for n in range(5)]
    assert statuses == [401] * 3 + [429] * 2, statuses


def check_proxies(shop):
    """Behind a trusted proxy each client counts for itself, whatever it writes into the header; a
    log-in is on record with the client's address."""
    shop.yard.stop()
    shop.yard.settings.update({"limits.requests_per_minute": 1000, "limits.anonymous_per_minute": 3,
                               "server.trusted_proxies": "127.0.0.1"})
    shop.yard.serve()
    nobody = shop.yard.client(has_token=False)

    def ask(*forwarded):
        return nobody.call("GET", "/rest/V1/orders",
                           headers={"X-Forwarded-For": ", ".join(forwarded)}).status

    # The proxy appends the address it sees; what stands before is the client's own invention.
    statuses = [ask(f"203.0.113.{n}", "198.51.100.1") for n in range(5)]
    assert statuses == [401] * 3 + [429] * 2, statuses
    assert ask("198.51.100.1", "198.51.100.2") == 401, "another client pays for the first"
    nobody.call("POST", "/api/v1/session", {"name": "nobody", "password": "x"},
                {"X-Forwarded-For": "203.0.113.9, 198.51.100.3"})
    entries = shop.yard.client().get("/api/v1/audit", event="login_failed")["items"]
    assert entries[0]["address"] == "198.51.100.3", entries[0]


def play(folder, engine):
    shop = Shop(folder, engine)
    try:
        webhook = shop.make_webhook()
        check_at_least_once(shop)
        check_log_and_replay(shop, webhook)
        check_rotation(shop, webhook)
        check_inside_is_refused(shop, webhook)
        check_limits(shop)
        check_proxies(shop)
    finally:
        shop.close()


def main():
    engine = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    assert engine in databases.ENGINES, engine
    cases = results.Cases("webhooks_" + engine)
    cases.run("every event at least once, with one id, signed", lambda folder: play(folder, engine), 400)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
