#!/usr/bin/env python3
"""Each limit of a request at one below, at it and one above (quality bar S11): a good answer or the
exact refusal, never a 5xx, and no request makes the server grow by more than 64 MiB. Each of them twice, as
what is left behind must not add up."""

import os
import resource
import socket
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
# pylint: disable=wrong-import-position
from yard import amazon_side, http_calls, our_side, processing, results

STORE = "de"
MIB = 1024 * 1024
BODY_BYTES, CSV_BYTES, HEAD_BYTES, URL_BYTES = MIB, 32 * MIB, 16 * 1024, 8 * 1024
DEPTH, ARRAY, PAGE, BULK, PRINTS = 32, 10_000, 250, 100, 1_000
GROWTH_BYTES_MAX = 64 * MIB
EDGES = (-1, 0, 1)
JSON = {"Content-Type": "application/json"}


class Server:
    """The server's memory, and what it answered wrongly."""

    def __init__(self, yard, entity_ids):
        self.yard, self.ids = yard, entity_ids
        self.client = yard.client()
        self.found, self.growth_most = [], 0
        self.calls = 0

    def _status(self, name):
        with open(f"/proc/{self.yard.server.pid}/status", encoding="ascii") as file:
            for line in file:
                if line.startswith(name + ":"):
                    return int(line.split()[1]) * 1024
        raise AssertionError(f"no {name}")

    def measured(self, what, call):
        """The answer of `call`; how much the server grew at most meanwhile is looked at."""
        before = self._status("VmRSS")
        with open(f"/proc/{self.yard.server.pid}/clear_refs", "w", encoding="ascii") as file:
            file.write("5")  # forget the peak so far
        answer = call()
        growth = self._status("VmHWM") - before
        self.growth_most = max(self.growth_most, growth)
        self.calls += 1
        if growth > GROWTH_BYTES_MAX:
            self.found.append(f"{what}: the server grew by {growth // MIB} MiB")
        return answer

    def expect(self, what, wanted, method, path, body=None, headers=None):
        answer = self.measured(what, lambda: self.client.call(method, path, body, headers))
        if answer.status not in wanted:
            self.found.append(f"{what}: {answer.status} instead of {sorted(wanted)}:"
                              f" {answer.text()[:160]}")
        return answer


def open_server(folder):
    sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--marketplaces", "DE")
    yard = our_side.Yard(folder)
    yard.settings.update({"limits.requests_per_minute": 100000})
    yard.cli("migrate")
    yard.add_store(STORE, sandbox)
    yard.serve("--test-clock")
    ids = processing.place_and_import(yard, sandbox, STORE, [
        {"lines": [{"sku": "LAMP-1", "quantity": 1}]} for _ in range(3)])
    return Server(yard, list(ids.values()))


def lists(server):
    """A list of so many elements, on both APIs; a body of many lists; many operations for later."""
    for more in EDGES:
        count = ARRAY + more
        bad = more > 0
        orders = [server.ids[0]] * count
        server.expect(f"v1 list {more:+d}", {400} if bad else {202}, "POST", "/api/v1/bulk",
                      {"verb": "comment", "orders": orders, "params": {"comment": "x"}})
        server.expect(f"rest list {more:+d}", {400} if bad else {404}, "POST",
                      "/rest/V1/order/99999999/ship",
                      {"items": [{"order_item_id": 1, "qty": 1}] * count})
        note = {"id": server.ids[0], "statusHistory": {"comment": "x"}}
        server.expect(f"operations for later {more:+d}", {400} if bad else {202}, "POST",
                      "/rest/async/bulk/V1/orders/byId/comments", [note] * (BULK + more))
        server.expect(f"prints {more:+d}", {400} if bad else {200}, "POST", "/api/v1/prints",
                      {"kind": "pick_list", "orders": [server.ids[0]] * (PRINTS + more)})
    # Many lists that are each short enough, and the densest body there is.
    server.expect("lists in a list", {400}, "POST", "/api/v1/bulk",
                  '{"orders":[' + ",".join(["[" + ",".join(["0"] * 9_000) + "]"] * 50) + "]}", JSON)
    server.expect("empty lists", {400}, "POST", "/rest/V1/order/1/ship",
                  '{"items":[' + ",".join(["[]"] * 340_000) + "]}", JSON)
    server.expect("empty objects", {400}, "POST", "/api/v1/bulk",
                  '{"orders":[' + ",".join(["{}"] * 340_000) + "]}", JSON)


def depths_and_bodies(server):
    path = f"/api/v1/orders/{server.ids[0]}/comments"
    for more in EDGES:
        bad = more > 0
        nested = '{"x":' + "[" * (DEPTH + more - 1) + "]" * (DEPTH + more - 1) + "}"
        server.expect(f"depth {more:+d} on /rest", {400} if bad else {404}, "POST",
                      "/rest/V1/order/99999999/ship", nested, JSON)
        server.expect(f"depth {more:+d} on v1", {400}, "POST", path, nested, JSON)
        start, end = '{"comment":"', '"}'
        for kind in ("text", "blanks"):
            space = BODY_BYTES + more - len(start) - len(end)
            body = (start + "a" * space + end if kind == "text"
                    else start + "ok" + end + " " * (space - 2))
            wanted = {413} if bad else ({400} if kind == "text" else {200})
            server.expect(f"body of {kind} {more:+d}", wanted, "POST", path, body, JSON)
    server.expect("multipart", {400, 415}, "POST", path, "--x\r\n\r\na\r\n--x--\r\n",
                  {"Content-Type": "multipart/form-data; boundary=x"})
    server.expect("packed body", {400, 415}, "POST", path, b"\x1f\x8b" + b"\0" * 100,
                  {**JSON, "Content-Encoding": "gzip"})


def pages(server):
    for more in EDGES:
        wanted = {400} if more > 0 else {200}
        for route in ("orders", "invoices", "shipments", "credit-memos", "products", "listings",
                      "mails", "customers", "audit", "users", "webhooks",
                      f"stores/{STORE}/follow-ups", f"stores/{STORE}/amazon-orders"):
            server.expect(f"page of {route} {more:+d}", wanted, "GET",
                          f"/api/v1/{route}?page_size={PAGE + more}")
        server.expect(f"page of /rest {more:+d}", wanted, "GET",
                      f"/rest/V1/orders?searchCriteria[pageSize]={10_000 + more}")
    for size in ("0", "-1", "99999999999999999999", "x", "%00"):
        server.expect(f"page of {size}", {400}, "GET", f"/api/v1/orders?page_size={size}")


def raw(server, head):
    """The status line's number of a request that is sent as it is."""
    address = urllib.parse.urlsplit(server.yard.url)
    with socket.create_connection((address.hostname, address.port), timeout=20) as link:
        link.sendall(head)
        answer = link.recv(65536)
    return http_calls.Answer(int(answer.split(b" ", 2)[1]), {}, answer)


def heads(server):
    """The URL and the whole head, byte by byte."""
    for more in EDGES:
        target = "/healthz?x="
        target += "a" * (URL_BYTES - len(target) + more)
        line = f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        answer = server.measured(f"URL {more:+d}", lambda text=line: raw(server, text.encode()))
        wanted = (414,) if more > 0 else (200, 400)
        if answer.status not in wanted:
            server.found.append(f"URL {more:+d}: {answer.status}")
        start = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: "
        head = start + "a" * (HEAD_BYTES + more - len(start) - 4) + "\r\n\r\n"
        assert len(head) == HEAD_BYTES + more
        answer = server.measured(f"head {more:+d}", lambda text=head: raw(server, text.encode()))
        if answer.status not in ((431,) if more > 0 else (200,)):
            server.found.append(f"head {more:+d}: {answer.status}")


def requests(folder):
    server = open_server(folder)
    for part in (lists, depths_and_bodies, pages, heads, lists):
        part(server)
    assert not server.found, "\n".join(server.found)
    assert server.client.call("GET", "/healthz").status == 200
    print(f"  {server.calls} calls; the server grew by {server.growth_most // MIB} MiB at most in"
          " one of them", flush=True)
    server.yard.stop()


def files(folder):
    """A product file, which comes by the command line: one line that is too long to be a name, so that
    only the file's size decides which refusal it is."""
    yard = our_side.Yard(folder)
    yard.cli("migrate")
    path = os.path.join(folder, "large.csv")
    start = "sku,name\nA,"
    for more in EDGES:
        with open(path, "w", encoding="ascii") as file:
            file.write(start + "a" * (CSV_BYTES + more - len(start) - 1) + "\n")
        assert os.path.getsize(path) == CSV_BYTES + more
        run = yard.run("products", "import", path)
        said = run.stdout + run.stderr
        assert run.returncode == 1, f"{more:+d}: {run.returncode} {said[:400]}"
        assert ("larger than" in said) == (more > 0), f"{more:+d}: {said[:400]}"
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert peak < 8 * CSV_BYTES, f"{peak // MIB} MiB"


def main():
    cases = results.Cases("limits_test")
    cases.run("requests at the edges of their limits", requests, 200)
    cases.run("a product file at the edge of its limit", files, 120)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
