"""A walk through what no story of tests/scenarios does, so that tools/openapi/record.py hears a good
answer of every operation that can give one: people and their sessions, integrations, webhooks,
papers, mails that are refused, follow-ups and rows that wait for a person.

Each stop stands for itself: one that breaks is told, and the others go on.
"""

import base64
import hashlib
import hmac
import os
import re
import shutil
import struct
import sys
import time
import zlib

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(TOP, "tests", "lib"))
# pylint: disable=wrong-import-position
import quiet_places
from yard import amazon_side, http_calls, our_side, processes, processing

SEED = 7  # of the sandbox: names and streets are made up, and the same each time
PASSWORD = "seven new words"
STORE = "de"


def one_time_code(secret, at):
    """RFC 6238, as an authenticator app makes it."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place:place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def small_png():
    """One grey pixel."""
    def chunk(kind, body):
        whole = kind + body
        return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80"))
            + chunk(b"IEND", b""))


class Tour:
    """A seller with one store, a dozen orders, and a clerk."""

    def __init__(self, folder):
        self.sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--seed", str(SEED),
                                           "--marketplaces", "DE")
        self.yard = our_side.Yard(folder, name="tour")
        self.yard.settings["webhooks.private_addresses"] = "on"
        self.yard.cli("migrate")
        self.yard.add_store(STORE, self.sandbox, "--import-from", "2000-01-01")
        self.yard.import_products([["LAMP-1", "Lamp", 1000, "yes"], ["CUP-2", "Cup", 50, "yes"]],
                                  ["sku", "name", "quantity", "manage_stock"])
        self.yard.serve("--test-clock")
        self.client = self.yard.client()
        spec = {"lines": [{"sku": "LAMP-1", "quantity": 3, "unit_price": "7.00"}]}
        ids = processing.place_and_import(self.yard, self.sandbox, STORE, [spec] * 16)
        self.orders = list(ids.items())  # number, entity id
        self.store = STORE

    def take_order(self):
        """One that no stop has used yet."""
        return self.orders.pop()

    def do(self, method, path, body=None, headers=None, client=None):
        """The JSON of an answer that has to be a good one; b"" and binary ones as they are."""
        answer = (client or self.client).call(method, path, body, headers)
        assert 200 <= answer.status < 300, f"{method} {path}: {answer.status} {answer.text()[:300]}"
        is_json = answer.body and "json" in answer.headers.get("content-type", "")
        return answer.json() if is_json else answer.body

    def wait(self, is_true, why, seconds=40):
        until = time.monotonic() + seconds
        while not is_true():
            assert time.monotonic() < until, why
            self.yard.advance_both(self.sandbox, 60)
            time.sleep(0.3)

    # -- people

    def sign_in(self, name, password, code=None):
        """A client with the session's cookie and its token against forged requests."""
        client = http_calls.Client(self.yard.url)
        body = {"name": name, "password": password, **({"code": code} if code else {})}
        answer = client.call("POST", "/api/v1/session", body)
        assert answer.status == 200, answer.text()
        return self.as_session(client, answer)

    @staticmethod
    def as_session(client, answer):
        cookie = answer.headers["set-cookie"].split(";")[0]
        client.headers = {"Cookie": cookie, "X-CSRF-Token": answer.json()["csrf_token"]}
        return client

    def make_user(self, name, role_id=3):
        made = self.do("POST", "/api/v1/users", {"name": name, "email": f"{name}@example.org",
                                                 "role_id": role_id})
        client = self.sign_in(name, made["one_time_password"])
        answer = client.call("PUT", "/api/v1/session/password", {
            "current_password": made["one_time_password"], "new_password": PASSWORD})
        assert answer.status == 200, answer.text()
        return made["user"]["id"], self.as_session(client, answer)

    def people(self):
        user, clerk = self.make_user("min")
        self.sign_in("min", PASSWORD)
        self.do("GET", "/api/v1/session", client=clerk)
        sessions = self.do("GET", "/api/v1/session/sessions", client=clerk)["items"]
        other = next(each for each in sessions if not each["is_this_one"])
        self.do("DELETE", f"/api/v1/session/sessions/{other['id']}", client=clerk)
        self.do("DELETE", "/api/v1/session/sessions", client=clerk)
        self.do("PUT", "/api/v1/session/profile",
                {"full_name": "Min Example", "language": "ko", "zone": "Asia/Seoul"}, client=clerk)
        offer = self.do("POST", "/api/v1/session/second-factor", client=clerk)
        code = one_time_code(offer["secret"], self.yard.now().timestamp())
        self.do("POST", "/api/v1/session/second-factor/confirm", {"code": code}, client=clerk)
        self.do("POST", "/api/v1/session/second-factor/recovery-codes", {"password": PASSWORD},
                client=clerk)
        self.do("POST", "/api/v1/session/second-factor/remove", {"password": PASSWORD},
                client=clerk)
        self.do("POST", f"/api/v1/users/{user}/unlock")
        self.do("GET", f"/api/v1/users/{user}/sessions")
        self.do("POST", f"/api/v1/users/{user}/remove-second-factor")
        self.do("DELETE", f"/api/v1/users/{user}/sessions")

    def leaving(self):
        _, packer = self.make_user("kim", 4)
        self.do("DELETE", "/api/v1/session", client=packer)
        http_calls.Client(self.yard.url).call("POST", "/rest/V1/integration/admin/token", {
            "username": "kim", "password": PASSWORD})

    def roles(self):
        role = {"code": "night", "name": "Night shift",
                "resources": ["Magento_Sales::actions_view"]}
        made = self.do("POST", "/api/v1/roles", role)["role"]["id"]
        self.do("PUT", f"/api/v1/roles/{made}", {**role, "name": "Late shift"})
        self.do("DELETE", f"/api/v1/roles/{made}")

    def integrations(self):
        erp = {"name": "erp", "resources": ["Magento_Sales::sales"], "requests_per_minute": 1200}
        made = self.do("POST", "/api/v1/integrations", erp)["integration"]["id"]
        self.do("PUT", f"/api/v1/integrations/{made}", {**erp, "requests_per_minute": 600})

    def own_things(self):
        _, clerk = self.make_user("eva")
        view = {"page": "orders", "name": "To pack", "query": "state=processing",
                "columns": ["number", "placed_at"], "is_shared": False}
        made = self.do("POST", "/api/v1/views", view, client=clerk)
        made = made.get("view", made)["id"]
        self.do("GET", "/api/v1/views?page=orders", client=clerk)
        self.do("PUT", f"/api/v1/views/{made}", {**view, "name": "To ship"}, client=clerk)
        self.do("DELETE", f"/api/v1/views/{made}", client=clerk)
        self.do("PUT", "/api/v1/preferences/grid", {"value": {"dense": True}}, client=clerk)
        self.do("GET", "/api/v1/preferences/grid", client=clerk)
        order = self.orders[0][1]
        self.do("POST", f"/api/v1/orders/{order}/presence", {"editing": "address"}, client=clerk)
        self.do("DELETE", f"/api/v1/orders/{order}/presence", client=clerk)

    def saved_exports(self):
        _, clerk = self.make_user("ida")
        body = {"name": "Changed orders", "kind": "orders", "format": "csv", "heads": "en",
                "columns": ["order_number", "grand_total"], "filter": {"status": ["new"]},
                "changes_only": True, "zone": "Asia/Seoul", "kept_days": 14,
                "schedule": {"rhythm": "daily", "hour": 6, "minute": 30}}
        made = self.do("POST", "/api/v1/saved-exports", body, client=clerk)["id"]
        path = f"/api/v1/saved-exports/{made}"
        self.do("PUT", path, {**body, "sends_notice": True, "is_active": True}, client=clerk)
        run = self.do("POST", path + "/run", client=clerk)["id"]
        self.wait(lambda: self.do("GET", f"/api/v1/export-runs?export={made}", client=clerk)
                  ["items"][-1]["state"] == "done", "the export was not made")
        self.do("GET", path, client=clerk)
        self.do("GET", "/api/v1/saved-exports", client=clerk)
        self.do("GET", f"/api/v1/export-runs/{run}/file", client=clerk)
        self.do("DELETE", path, client=clerk)

    def webhooks(self):
        hook = {"name": "erp", "url": "https://hooks.example.com/orders",
                "events": ["order.changed", "order.shipped"], "is_active": True}
        made = self.do("POST", "/api/v1/webhooks", hook)["webhook"]["id"]
        path = f"/api/v1/webhooks/{made}"
        self.do("GET", path)
        self.do("POST", path + "/rotate")
        # Nobody listens there: the deliveries wait, and can be sent again once they have failed.
        self.do("PUT", path, {**hook, "url": "http://127.0.0.1:1/orders"})
        self.do("POST", path + "/test")

        def first():
            return self.do("GET", path + "/deliveries")["items"][0]
        for _ in range(14):
            self.yard.advance_both(self.sandbox, 6 * 3600)
            time.sleep(0.4)
        self.wait(lambda: first()["state"] == "failed", "the delivery never fails")
        self.do("POST", f"{path}/deliveries/{first()['id']}/replay")
        self.do("PUT", path, hook)
        self.do("DELETE", path)

    # -- orders and their papers

    def papers(self):
        _, order = self.take_order()
        base = f"/api/v1/orders/{order}"
        invoice = self.do("POST", base + "/invoices", {})["invoices"][0]["id"]
        self.do("POST", f"/api/v1/invoices/{invoice}/comments", {"comment": "Seen."})
        _, other = self.take_order()
        made = self.do("POST", f"/api/v1/orders/{other}/invoices",
                       {"is_paid": False})["invoices"][0]["id"]
        self.do("POST", f"/api/v1/invoices/{made}/cancel", {})
        _, order = self.take_order()
        # Without a number it is not told to Amazon yet, and can be taken back.
        made = self.do("POST", f"/api/v1/orders/{order}/shipments", {})
        shipment = f"/api/v1/shipments/{made['shipments'][0]['id']}"
        self.do("POST", shipment + "/comments", {"comment": "Seen."})
        self.do("POST", shipment + "/void", {"reason": "wrong parcel"})
        made = self.do("POST", f"/api/v1/orders/{order}/shipments", {})
        shipment = f"/api/v1/shipments/{made['shipments'][0]['id']}"
        track = {"carrier_code": "dhl", "number": "00340434292135100186"}
        made = self.do("POST", shipment + "/tracks", track)["shipments"][0]
        last = made["packages"][0]["tracks"][-1]["id"]
        self.do("PUT", f"{shipment}/tracks/{last}", {**track, "number": "00340434292135100193"})
        self.do("POST", shipment + "/tracks", {**track, "number": "00340434292135100216"})
        self.do("DELETE", f"{shipment}/tracks/{last}")

    def refunds(self):
        _, order = self.take_order()
        self.do("POST", f"/api/v1/orders/{order}/shipments", {})
        processing.let_follow_ups_end(self.yard, self.sandbox, STORE)
        memo = self.do("POST", f"/api/v1/orders/{order}/credit-memos",
                       {"reason": "customer_return"})["credit_memos"][0]["id"]
        self.do("POST", f"/api/v1/credit-memos/{memo}/comments", {"comment": "Seen."})
        self.do("POST", f"/api/v1/credit-memos/{memo}/void", {"reason": "typed too fast"})

    def refused_by_amazon(self):
        ids = []
        for _ in range(2):
            number, order = self.take_order()
            self.sandbox.add_faults({"operation": "confirmShipment", "kind": "http_400",
                                     "order_id": number})
            self.do("POST", f"/api/v1/orders/{order}/shipments",
                    {"packages": [{"tracks": [{"carrier_code": "dhl", "number": number}]}]})
            ids.append(number)

        def refused():
            return processing.follow_ups(self.yard, STORE, "rejected", "parked")
        self.wait(lambda: {each["channel_number"] for each in refused()} >= set(ids),
                  "Amazon refuses nothing", 60)
        self.sandbox.clear_faults()
        rows = [each["id"] for each in refused() if each["channel_number"] in ids]
        self.do("POST", f"/api/v1/follow-ups/{rows[0]}/resolve", {"reason": "told Amazon by hand"})
        self.do("POST", f"/api/v1/follow-ups/{rows[1]}/retry", {})
        # Amazon was not told after all.
        self.yard.advance_both(self.sandbox, 24 * 3600)
        self.yard.run("reconcile", "--store", STORE)
        found = self.do("GET", f"/api/v1/stores/{STORE}/differences")["items"]
        assert found, "both sides are equal"
        self.do("POST", f"/api/v1/differences/{found[0]['id']}/end", {"reason": "seen to it"})

    def unreadable(self):
        self.sandbox.add_faults({"operation": "searchOrders", "kind": "malformed_order",
                                 "percent": 100},
                                {"operation": "getOrder", "kind": "malformed_order",
                                 "percent": 100})
        self.sandbox.place_generated(12)

        def poison():
            return self.yard.sync_state(STORE)["poison"]
        until = time.monotonic() + 60
        while len(poison()) < 2:
            assert time.monotonic() < until, "everything can be read"
            self.yard.advance_both(self.sandbox, 3600)
            self.yard.ask_for_sync(STORE)
            time.sleep(0.4)
        self.sandbox.clear_faults()
        rows = [each["row"] for each in poison()]
        inbox = f"/api/v1/stores/{STORE}/inbox"
        self.do("POST", f"{inbox}/{rows[0]}/skip", {"reason": "seen to it"})
        self.do("POST", f"{inbox}/{rows[1]}/retry")

    def files(self):
        order = self.orders[0][1]
        text = {"Content-Type": "text/csv"}
        self.do("POST", "/api/v1/product-imports", "sku,name,quantity\nPEN-3,Pen,10\n", text)
        number, _ = self.take_order()
        self.do("POST", "/api/v1/imports/tracking",
                f"order_number,carrier,tracking_number\n{number},DHL,00340434292135100209\n", text)
        self.do("POST", "/api/v1/prints", {"kind": "packing_slip", "orders": [order]})
        settings = "/api/v1/document-settings/default"
        shown = self.do("GET", settings)
        version = shown.get("version", 0)
        self.do("PUT", settings, {
            "seller_name": "Example GmbH", "seller_lines": ["Example Street 1", "10115 Berlin"],
            "tax_numbers": [{"label": "VAT", "number": "DE000000000"}], "accent_colour": "#336699",
            "language": "de", "region": "DE", "page_size": "a4", "label_size": "a6",
            "footer": "Thank you.", "shows_order_number": True, "version": version})
        self.do("PUT", settings + "/logo", small_png(), {"Content-Type": "image/png"})
        self.do("GET", settings + "/logo")
        self.do("DELETE", settings + "/logo")

    def mails(self):
        # Needs Debian's aiosmtpd.  pylint: disable-next=import-outside-toplevel
        from yard import mail_side
        server = mail_side.MailServer()
        try:
            self.do("PUT", "/api/v1/mail-settings/server", {
                "host": "localhost", "port": server.port, "security": "none",
                "sender_address": "shop@example.org", "sender_name": "Example",
                "timeout_seconds": 5})
            self.do("POST", "/api/v1/mail-settings/test", {"to": "eva@example.org"})
            self.yard.database.execute("UPDATE store SET mail_kinds = 'message'")
            self.do("PUT", "/api/v1/mail-settings/rules/default/order", {"is_enabled": True})
            self.do("DELETE", "/api/v1/mail-settings/rules/default/order")
            server.data_answers += ["554 no"] * 20
            order = self.orders[0][1]
            self.do("POST", f"/api/v1/orders/{order}/mails",
                    {"kind": "message", "subject": "Your order", "text": "It leaves tomorrow."})

            def mail():
                return self.do("GET", f"/api/v1/orders/{order}/mails")["items"][0]
            self.wait(lambda: mail()["state"] not in ("queued", "sending"), "no mail is refused")
            self.do("GET", f"/api/v1/mails/{mail()['id']}")
            self.do("POST", f"/api/v1/mails/{mail()['id']}/retry")
        finally:
            server.close()

    def view_limit(self):
        limit = "/api/v1/personal-view-limit"
        self.do("PUT", limit, {"orders_per_hour": 1, "exempt_roles": ["owner"]})
        self.do("GET", limit)
        _, clerk = self.make_user("nora")
        for _, order in self.orders[:2]:
            clerk.call("GET", f"/api/v1/orders/{order}")
        self.do("POST", "/api/v1/session/confirm-views", {"password": PASSWORD}, client=clerk)
        self.do("GET", limit)
        self.do("PUT", limit, {"orders_per_hour": 50, "exempt_roles": []})

    def failed_export(self):
        _, boss = self.make_user("boss", 1)
        made = self.do("POST", "/api/v1/saved-exports", {"name": "All orders", "kind": "orders"},
                       client=boss)
        path = f"/api/v1/saved-exports/{made['id']}"
        # Nothing can be written where the files should be.
        folder = os.path.join(self.yard.folder, "exports")
        shutil.rmtree(folder, ignore_errors=True)
        with open(folder, "w", encoding="utf-8") as file:
            file.write("in the way")
        self.do("POST", path + "/run", client=boss)

        def run():
            return self.do("GET", "/api/v1/export-runs", client=boss)["items"][0]
        self.wait(lambda: run()["state"] == "failed", "the run does not fail")
        os.remove(folder)
        self.do("POST", f"/api/v1/export-runs/{run()['id']}/retry", client=boss)
        self.do("DELETE", path, client=boss)

    def bills(self):
        """Files of a credit memo that Amazon refuses."""
        self.do("PUT", f"/api/v1/stores/{STORE}", {"settings": {"invoice_upload": "on_request"}})
        _, order = self.take_order()
        self.do("POST", f"/api/v1/orders/{order}/shipments",
                {"packages": [{"tracks": [{"carrier_code": "dhl", "number": "00349"}]}],
                 "invoice_too": True})
        processing.let_follow_ups_end(self.yard, self.sandbox, STORE)
        memo = self.do("POST", f"/api/v1/orders/{order}/credit-memos",
                       {"reason": "customer_return"})["credit_memos"][0]["id"]
        self.do("POST", f"/api/v1/credit-memos/{memo}/upload")


STOPS = (Tour.people, Tour.leaving, Tour.roles, Tour.integrations, Tour.own_things,
         Tour.saved_exports, Tour.webhooks,
         Tour.papers, Tour.refunds, Tour.refused_by_amazon, Tour.files, Tour.mails,
         *quiet_places.STOPS, Tour.view_limit, Tour.failed_export, Tour.bills, Tour.unreadable)


def walk(folder):
    """All stops; says what broke."""
    tour = Tour(folder)
    try:
        for stop in STOPS:
            try:
                stop(tour)
            except (AssertionError, KeyError, IndexError, StopIteration, OSError,
                    ImportError) as error:
                print(f"{stop.__name__}: {type(error).__name__} {re.sub(chr(10), ' ', str(error))[:400]}")
        tour.yard.stop()
    finally:
        processes.stop_all()
