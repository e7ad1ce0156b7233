"""A house that sends mail: a server, a sandbox with one imported order, and perhaps a mail server. For
the tests about mail."""

import os
import sys

from yard import amazon_side, databases, our_side, processes, results

ORDER = "302-0000001-0000001"
SHOP = "shop@example.com"
ALL_KINDS = ("order,order_comment,invoice,invoice_comment,shipment,shipment_comment,credit_memo,"
             "credit_memo_comment,message")
HOSTILE = ("{{order_number}} ${7*7} {% x %} %s <script>alert(1)</script>\r\nBcc: evil@example.com"
           "\r\n\r\nX-Evil: 1 홍길동")


class House:
    """A server, a sandbox with one imported order, and perhaps a mail server."""

    def __init__(self, folder, engine, *store_options):
        self.folder = folder
        self.mail = None
        self.sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--marketplaces", "DE",
                                           "--speed", "0")
        self.yard = our_side.Yard(folder, engine)
        self.yard.cli("migrate")
        self.yard.add_store("de", self.sandbox, "--import-from", "2000-01-01", *store_options)
        self.sandbox.place({"order_id": ORDER, "lines": [{"sku": "LAMP-1", "quantity": 3}]})
        self.yard.serve("--test-clock")
        self.yard.advance_both(self.sandbox, 190)
        processes.wait_until(self._has_order, 60, "the order does not come in", pause=0.5)
        self.id = self.call(200, "GET", f"/api/v1/orders/{ORDER}")["id"]

    def _has_order(self):
        client = self.yard.client()
        return (client.call("POST", "/api/v1/stores/de/sync").status == 202
                and client.call("GET", f"/api/v1/orders/{ORDER}").status == 200)

    def call(self, status, method, path, body=None):
        answer = self.yard.client().call(method, path, body)
        assert answer.status == status, f"{method} {path}: {answer.status} {answer.text()}"
        return answer.json()

    def allow(self, kinds=ALL_KINDS):
        """What the store's settings allow to relay addresses."""
        self.yard.database.execute(f"UPDATE store SET mail_kinds = '{kinds}'")

    def connect(self, server, **settings):
        self.mail = server
        self.call(200, "PUT", "/api/v1/mail-settings/server", {
            "host": "localhost", "port": server.port, "security": "none", "sender_address": SHOP,
            "sender_name": "홍상점 GmbH", "timeout_seconds": 5, **settings})

    def rule(self, kind, **rule):
        self.call(200, "PUT", f"/api/v1/mail-settings/rules/all-views/{kind}", rule)

    def write(self, text="Hello", subject="About your order", status=201):
        return self.call(status, "POST", f"/api/v1/orders/{self.id}/mails",
                         {"kind": "message", "subject": subject, "text": text})

    def ask(self, kind, status=201):
        return self.call(status, "POST", f"/api/v1/orders/{self.id}/mails", {"kind": kind})

    def log(self):
        """The mails of the order, oldest first."""
        return self.call(200, "GET", f"/api/v1/orders/{self.id}/mails")["items"][::-1]

    def states(self):
        return [row["state"] for row in self.log()]

    def wait_for(self, *states, seconds=30):
        """Until the mails of the order are in these states, oldest first."""
        processes.wait_until(lambda: self.states() == list(states), seconds,
                             lambda: f"states {self.states()} instead of {list(states)}: "
                                     + str(self.log()), pause=0.1)
        return self.log()

    def buyer(self):
        return self.log()[0]["recipient"]

    def close(self):
        if self.mail:
            self.mail.close()
        processes.stop_all()
        self.yard.database.drop()


def in_house(engine, play, *store_options):
    def case(folder):
        house = House(folder, engine, *store_options)
        try:
            play(house)
        finally:
            house.close()
    return case


def play_all(title, plays, seconds_max=180):
    """Each (name, play, *options of the store) on each engine of the command line; ORDERYARD_CASE:
    only those with that in their name. The exit code."""
    cases = results.Cases(title)
    wanted = os.environ.get("ORDERYARD_CASE", "")
    for engine in sys.argv[1:] or databases.ENGINES:
        for name, play, *store_options in plays:
            if wanted in name:
                cases.run(f"{name} on {engine}", in_house(engine, play, *store_options),
                          seconds_max)
    return cases.finish()
