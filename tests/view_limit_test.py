#!/usr/bin/env python3
"""The limit of addresses that a user sees within an hour (quality bar P6): the 51st order is refused
until he confirms by his password, lists do not count, owners hear of it, integrations are scoped
instead; on PostgreSQL two servers have one limit.

    view_limit_test.py [sqlite|postgres]
"""

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
# pylint: disable=wrong-import-position
from yard import amazon_side, http_calls, our_side, processes, processing, results

STORE = "de"
LIMIT = 50  # the default
ORDERS = 2 * LIMIT + 5
PASSWORD = "correct horse 7 battery"


class Person:
    """A user with a session, at any of the servers."""

    def __init__(self, yard, name, role):
        made = json.loads(yard.cli("--json", "user", "add", name, "--email", f"{name}@example.org",
                                   "--role", role))
        client = http_calls.Client(yard.url)
        self._take(client.call("POST", "/api/v1/session",
                               {"name": name, "password": made["one_time_password"]}))
        self._take(self.call(yard, "PUT", "/api/v1/session/password",
                             {"current_password": made["one_time_password"],
                              "new_password": PASSWORD}))

    def _take(self, answer):
        assert answer.status == 200, answer.text()
        self.headers = {"Cookie": answer.headers["set-cookie"].split(";")[0],
                        "X-CSRF-Token": answer.json()["csrf_token"]}

    def call(self, yard, method, path, body=None):
        return http_calls.Client(yard.url, self.headers).call(method, path, body)

    def see(self, yard, entity_id):
        return self.call(yard, "GET", f"/api/v1/orders/{entity_id}")


def serve(engine, folder):
    """One server, or two on one PostgreSQL."""
    sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--marketplaces", "DE")
    first = our_side.Yard(folder, engine, "first")
    first.cli("migrate")
    first.add_store(STORE, sandbox)
    first.serve("--test-clock")
    ids = list(processing.place_and_import(first, sandbox, STORE, [
        {"lines": [{"sku": "LAMP-1", "quantity": 1}]} for _ in range(ORDERS)]).values())
    yards = [first]
    if engine == "postgres":
        second = our_side.Yard(folder, name="second", database=first.database, keys_of=first)
        yards.append(second.serve("--test-clock"))
        second.advance(190)  # as far as the first has been moved
    return yards, ids


def check_stop(person, yards, entity_id, seen):
    for yard in yards:
        answer = person.see(yard, entity_id)
        assert answer.status == 403, answer.text()[:300]
        params = answer.json()["params"]
        assert (params["reason"], params["seen"], params["left"]) == ("confirm_views", str(seen), "0")


def play(engine, folder, _seed):
    yards, ids = serve(engine, folder)
    try:
        clerk, owner = Person(yards[0], "nora", "clerk"), Person(yards[0], "boss", "owner")
        for number, entity_id in enumerate(ids[:LIMIT]):
            answer = clerk.see(yards[number % len(yards)], entity_id)
            assert answer.status == 200, f"order {number + 1}: {answer.text()[:300]}"
            assert answer.json()["ship_to"]["name"]
        check_stop(clerk, yards, ids[LIMIT], LIMIT)
        for yard in yards:  # what he has seen stays open, lists name everybody
            assert clerk.see(yard, ids[0]).status == 200
            listed = clerk.call(yard, "GET", "/api/v1/orders?page_size=250")
            assert listed.json()["items"][0]["buyer_name"], "a list names people"
        check_stop(clerk, yards, ids[LIMIT], LIMIT)
        printed = clerk.call(yards[0], "POST", "/api/v1/prints",
                             {"kind": "packing_slip", "orders": ids[LIMIT:LIMIT + 3]})
        assert printed.status == 403 and printed.json()["params"]["wanted"] == "3", printed.text()
        check_confirmation(clerk, yards, ids)
        check_owner(owner, yards, ids)
        check_clients(yards[0], ids)
        for yard in yards:
            yard.stop()
    finally:
        processes.stop_all()
        yards[0].database.drop()


def check_confirmation(clerk, yards, ids):
    path = "/api/v1/session/confirm-views"
    assert clerk.call(yards[0], "POST", path, {}).status == 400
    wrong = clerk.call(yards[0], "POST", path, {"password": "not this one"})
    assert (wrong.status, wrong.json()["field"]) == (401, "password"), wrong.text()
    check_stop(clerk, yards, ids[LIMIT], LIMIT)
    right = clerk.call(yards[0], "POST", path, {"password": PASSWORD})
    assert right.status == 200 and right.json() == {"orders": LIMIT}, right.text()
    for number, entity_id in enumerate(ids[LIMIT:2 * LIMIT]):
        assert clerk.see(yards[number % len(yards)], entity_id).status == 200
    check_stop(clerk, yards, ids[2 * LIMIT], 2 * LIMIT)
    for yard in yards:
        yard.advance(3_700)  # an hour later
    # Sessions end after half an hour without use: a new one.
    answer = http_calls.Client(yards[0].url).call("POST", "/api/v1/session",
                                                  {"name": "nora", "password": PASSWORD})
    clerk._take(answer)  # pylint: disable=protected-access
    assert clerk.see(yards[0], ids[2 * LIMIT]).status == 200


def check_owner(owner, yards, ids):
    answer = http_calls.Client(yards[0].url).call("POST", "/api/v1/session",
                                                  {"name": "boss", "password": PASSWORD})
    owner._take(answer)  # pylint: disable=protected-access
    alarms = owner.call(yards[-1], "GET", "/api/v1/home").json()["view_alarms"]
    assert [(alarm["user"], alarm["kind"]) for alarm in alarms] == [
        ("nora", "confirmed"), ("nora", "stopped")], alarms
    findings = owner.call(yards[0], "GET", "/api/v1/system").json()["findings"]
    assert "personal_views" in [finding["code"] for finding in findings], findings
    for event in ("personal_views_stopped", "personal_views_confirmed"):
        trail = owner.call(yards[0], "GET", f"/api/v1/audit?event={event}").json()
        assert trail["items"][0]["subject"] == "user nora", trail
    bad = owner.call(yards[0], "PUT", "/api/v1/personal-view-limit",
                     {"orders_per_hour": 50, "exempt_roles": ["nobody"]})
    assert (bad.status, bad.json()["field"]) == (400, "exempt_roles"), bad.text()
    put = owner.call(yards[0], "PUT", "/api/v1/personal-view-limit",
                     {"orders_per_hour": 50, "exempt_roles": ["owner"]})
    assert put.status == 200, put.text()
    for entity_id in ids:
        assert owner.see(yards[-1], entity_id).status == 200, "an exempt role was stopped"


def check_clients(yard, ids):
    """A token of the command line; an admin token is the user's, counts, and is never stopped."""
    for entity_id in ids:
        assert yard.client().call("GET", f"/api/v1/orders/{entity_id}").status == 200
    token = http_calls.Client(yard.url).call("POST", "/rest/V1/integration/admin/token",
                                             {"username": "nora", "password": PASSWORD}).json()
    client = http_calls.Client(yard.url, {"Authorization": "Bearer " + token})
    page = client.call("GET", f"/rest/V1/orders?searchCriteria[pageSize]={ORDERS}")
    assert page.status == 200 and len(page.json()["items"]) == ORDERS, page.text()[:300]
    kinds = yard.client().get("/api/v1/personal-view-limit")["alarms"]
    assert kinds[0]["kind"] == "beyond", kinds


if __name__ == "__main__":
    sys.exit(results.run_on_engines("view_limit_test", f"the limit of {LIMIT} orders", play, 280))
