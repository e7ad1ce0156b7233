#!/usr/bin/env python3
"""Saved exports of the real program: made when they are due and once, with their owner's rights, with
what has changed since the last run and nothing else, kept as long as they should be; fetched by those
who may, on record; failures shown and tried again; the owner told by mail.

    exports_test.py [sqlite|postgres]
"""

import csv
import io
import json
import os
import stat
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
# pylint: disable=wrong-import-position
from yard import system_python

system_python.need("aiosmtpd")
from yard import amazon_side, mail_side, our_side, people, processes, processing, results

HOUR = 3_600
COLUMNS = ["order_number", "buyer_name", "grand_total"]


def spec(number):
    return {"order_id": f"302-0000888-{number:07d}", "buyer_name": f"Erika Muster {number}",
            "lines": [{"sku": "LAMP", "title": "Lamp", "quantity": 1, "unit_price": "19.90"}]}


class Shop:
    def __init__(self, folder, engine, orders=3):
        self.folder = folder
        self.sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--marketplaces", "DE",
                                           "--speed", "0")
        self.yard = our_side.Yard(folder, engine)
        self.yard.cli("migrate")
        self.yard.add_store("de", self.sandbox, "--import-from", "2000-01-01")
        self.yard.serve("--test-clock")
        specs = [spec(n) for n in range(orders)]
        self.ids = list(processing.place_and_import(self.yard, self.sandbox, "de", specs).values())
        _, self.clerk_id = people.add_user(self.yard, "clara", "clerk")

    @property
    def clerk(self):
        """Signed in anew: sessions end with the hours that the clock is moved by."""
        return people.sign_in(self.yard, "clara")

    def save(self, client, name, **more):
        body = {"name": name, "kind": "orders", "columns": COLUMNS, "zone": "Europe/Berlin", **more}
        return client.expect(201, "POST", "/api/v1/saved-exports", body)["id"]

    def wait(self, export, count, state="done"):
        """The runs of this export, newest first, once so many are in this state."""
        def look():
            runs = self.yard.client().get("/api/v1/export-runs", export=export)["items"]
            return runs if [run["state"] for run in runs].count(state) >= count else None
        return processes.wait_until(look, 30, lambda: "no such runs: " + json.dumps(
            self.yard.client().get("/api/v1/export-runs", export=export)["items"], default=str))

    def run_now(self, export, client=None):
        runs = self.yard.client().get("/api/v1/export-runs", export=export)["total_count"]
        (client or self.clerk).expect(202, "POST", f"/api/v1/saved-exports/{export}/run")
        return self.wait(export, runs + 1)[0]

    def file_of(self, run, client=None, status=200):
        answer = (client or self.clerk).call("GET", f"/api/v1/export-runs/{run['id']}/file")
        assert answer.status == status, f"{answer.status}: {answer.text()[:500]}"
        return answer

    def rows_of(self, run):
        text = self.file_of(run).body.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline="")))

    def touch(self, order):
        self.yard.client().expect(200, "POST", f"/api/v1/orders/{order}/comments", {"comment": "x"})

    def close(self):
        processes.stop_all()
        self.yard.database.drop()


def check_rights(shop):
    export = shop.save(shop.clerk, "All orders", mark=True)
    token = shop.yard.client()
    refused = token.call("POST", "/api/v1/saved-exports", {"name": "x", "kind": "orders"})
    assert refused.status == 409, refused.text()[:500]
    assert shop.clerk.call("POST", "/api/v1/saved-exports",
                           {"name": "All orders", "kind": "orders"}).json()["field"] == "name"
    for change, field in (({"kind": "stars"}, "kind"), ({"format": "doc"}, "format"),
                          ({"columns": ["none"]}, "columns"), ({"zone": "Mars"}, "zone"),
                          ({"filter": {"late": "perhaps"}}, "late"),
                          ({"filter": {"page": 2}}, "filter"),
                          ({"schedule": {"rhythm": "daily", "hour": 24}}, "schedule.hour"),
                          ({"schedule": {"rhythm": "yearly"}}, "schedule.rhythm")):
        answer = shop.clerk.call("POST", "/api/v1/saved-exports",
                                 {"name": "y", "kind": "orders", **change})
        assert answer.status == 400 and answer.json()["field"] == field, answer.text()[:500]

    run = shop.run_now(export)
    rows = shop.rows_of(run)
    assert rows[0] == ["Order number", "Buyer", "Grand total"], rows[0]
    assert sorted(row[1] for row in rows[1:]) == [f"Erika Muster {n}" for n in range(3)], rows
    assert run["rows"] == 3 and run["has_personal_data"] and run["asked_by"] == "clara", run
    assert shop.file_of(run).body.startswith(b"\xef\xbb\xbf"), "the mark is missing"
    path = os.path.join(shop.yard.folder, "exports")
    names = os.listdir(path)
    assert len(names) == 1 and run["bytes"] == os.path.getsize(os.path.join(path, names[0])), names
    assert stat.S_IMODE(os.stat(os.path.join(path, names[0])).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o700
    trail = token.get("/api/v1/audit", subject=f"export-run {run['id']}")["items"]
    assert len(trail) == 2 and trail[0]["actor"] == "clara", trail

    # Made with the rights of its owner, whoever asks for it; fetched by those who may.
    books, _ = people.add_user(shop.yard, "bo", "accountant")
    own = shop.save(books, "Books")
    bare = shop.run_now(own, shop.clerk)
    assert [row[1] for row in shop.rows_of(bare)[1:]] == ["", "", ""], shop.rows_of(bare)
    assert not bare["has_personal_data"], bare
    shop.file_of(run, books, 403)
    shop.file_of(bare, books, 200)
    assert books.call("PUT", f"/api/v1/saved-exports/{export}",
                      {"name": "Mine", "kind": "orders"}).status == 404
    packer, _ = people.add_user(shop.yard, "pat", "packer")
    assert packer.call("GET", "/api/v1/saved-exports").status == 403
    shown = books.get(f"/api/v1/saved-exports/{export}")
    assert shown["filter"] is None and not shown["is_mine"], shown
    return export


def check_changes(shop):
    """Hourly, only what has changed: every change once, whenever it came."""
    export = shop.save(shop.clerk, "Changes", changes_only=True, heads="codes",
                       schedule={"rhythm": "hourly", "minute": 0})
    shop.yard.advance(2 * HOUR)
    run = shop.wait(export, 1)[0]
    assert run["rows"] == 3 and run["asked_by"] is None and run["changed_from"] is None, run
    # Missed by several hours: one run. Nothing has changed.
    shop.yard.advance(5 * HOUR)
    runs = shop.wait(export, 2)
    assert len(runs) == 2 and runs[0]["rows"] == 0, runs
    assert runs[0]["changed_from"] == runs[1]["changed_to"], runs
    shop.touch(shop.ids[1])
    shop.yard.advance(HOUR)
    runs = shop.wait(export, 3)
    rows = shop.rows_of(runs[0])
    assert rows[0] == COLUMNS and len(rows) == 2, rows
    number = shop.yard.client().get(f"/api/v1/orders/{shop.ids[1]}")["increment_id"]
    assert rows[1][0] == number, rows
    # Changed a moment ago: left to the next run, which has it.
    shop.touch(shop.ids[2])
    assert shop.run_now(export)["rows"] == 0
    shop.yard.advance(HOUR)
    assert shop.wait(export, 5)[0]["rows"] == 1
    saved = shop.clerk.get(f"/api/v1/saved-exports/{export}")
    assert saved["next_due_at"] and saved["latest_run"]["rows"] == 1, saved
    return export


def check_failures(shop, export):
    """An owner who is locked out makes no exports; it is shown, and made up for."""
    client = shop.yard.client()
    user = client.get(f"/api/v1/users/{shop.clerk_id}")["user"]
    user = client.expect(200, "PUT", f"/api/v1/users/{shop.clerk_id}",
                         {"is_active": False, "version": user["version"]})["user"]
    shop.touch(shop.ids[0])
    shop.yard.advance(2 * HOUR)
    failed = shop.wait(export, 1, "failed")[0]
    assert "sign in" in failed["error"] and failed["next_try_at"], failed
    home = client.get("/api/v1/home")["failed_exports"]
    assert [each["run_id"] for each in home] == [failed["id"]], home
    findings = [each["code"] for each in client.get("/api/v1/system")["findings"]]
    assert "export_failed" in findings, findings
    # The next due time finds it waiting: no second run, and its span grows.
    shop.yard.advance(HOUR)
    time.sleep(1.5)
    client.expect(200, "PUT", f"/api/v1/users/{shop.clerk_id}",
                  {"is_active": True, "version": user["version"]})
    client.call("POST", f"/api/v1/export-runs/{failed['id']}/retry")
    runs = shop.wait(export, 6)
    assert runs[0]["id"] == failed["id"] and runs[0]["rows"] == 1, runs[0]
    assert client.get("/api/v1/home")["failed_exports"] == []


def check_missed_and_old(shop, export):
    """Missed while the server was down: made up for once at its start. Files go when their time is
    over, and with their export."""
    database = shop.yard.database
    shop.yard.stop()
    database.execute(f"UPDATE saved_export SET next_due_at = 1000000 WHERE id = {export}")
    shop.yard.serve("--test-clock")
    runs = shop.wait(export, 7)
    assert len(runs) == 7, [run["due_at"] for run in runs]
    # What a killed runner leaves: its draft goes, its run is made again.
    shop.yard.server.kill()
    folder = os.path.join(shop.yard.folder, "exports")
    with open(os.path.join(folder, ".draft-orders-99-1.csv"), "w", encoding="ascii") as file:
        file.write("half")
    database.execute("UPDATE export_run SET state = 'running', ended_at = NULL, file_name = ''"
                     f" WHERE id = {runs[0]['id']}")
    shop.yard.let_time_pass()
    shop.yard.serve("--test-clock")
    again = shop.wait(export, 7)
    assert again[0]["id"] == runs[0]["id"] and again[0]["attempts"] == 2, again[0]
    assert not [name for name in os.listdir(folder) if name.startswith(".")], os.listdir(folder)
    count = len(os.listdir(folder))
    shop.clerk.expect(200, "DELETE", f"/api/v1/saved-exports/{export}")
    others = shop.clerk.get("/api/v1/saved-exports")["items"]
    shop.run_now(others[0]["id"])
    processes.wait_until(lambda: len(os.listdir(folder)) < count, 20, "files of a removed export stay")
    shop.yard.advance(31 * 24 * HOUR)
    processes.wait_until(lambda: not os.listdir(folder), 30, lambda: f"old files: {os.listdir(folder)}")


def check_command_line(shop):
    listed = json.loads(shop.yard.cli("--json", "exports", "list"))
    name = listed[0]["name"]
    done = json.loads(shop.yard.cli("--json", "exports", "run", name))
    assert done["state"] in ("done", "waiting", "running"), done
    assert shop.yard.run("exports", "run", "nothing").returncode == 1


def check_notice(shop):
    server = mail_side.MailServer()
    try:
        shop.yard.client().expect(200, "PUT", "/api/v1/mail-settings/server", {
            "host": "127.0.0.1", "port": server.port, "security": "none",
            "sender_address": "shop@example.com"})
        export = shop.save(shop.clerk, "By mail", format="xlsx", sends_notice=True)
        run = shop.run_now(export)
        processes.wait_until(lambda: server.to("clara@example.org"), 20, "no notice")
        mail = server.to("clara@example.org")[0]
        assert "By mail" in mail.subject and "Erika" not in mail.raw.decode("utf-8", "replace")
        assert len(list(mail.message.walk())) <= 3, "a notice has no attachment"
        shown = shop.yard.client().get("/api/v1/export-runs", export=export)["items"][0]
        processes.wait_until(
            lambda: shop.yard.client().get("/api/v1/export-runs",
                                           export=export)["items"][0]["notice"] == "sent",
            10, f"not sent: {shown}")
        assert shop.file_of(run).body.startswith(b"PK")
    finally:
        server.close()


def play(engine, folder, _seed):
    shop = Shop(folder, engine)
    try:
        check_rights(shop)
        export = check_changes(shop)
        check_failures(shop, export)
        check_missed_and_old(shop, export)
        check_command_line(shop)
        check_notice(shop)
        shop.yard.stop()
    finally:
        shop.close()
    if engine == "postgres":
        play_two_servers(os.path.join(folder, "two"))


def play_two_servers(folder):
    """Two servers on one database and one folder: each due time has one run, made by one of them."""
    os.makedirs(folder)
    shop = Shop(folder, "postgres")
    other = our_side.Yard(folder, name="other", database=shop.yard.database, keys_of=shop.yard)
    other.settings["exports.dir"] = os.path.join(shop.yard.folder, "exports")
    try:
        other.serve("--test-clock")
        exports = [shop.save(shop.clerk, f"Hourly {n}", schedule={"rhythm": "hourly", "minute": 0})
                   for n in range(4)]
        for hour in range(1, 4):
            for yard in (shop.yard, other):
                yard.advance(HOUR)
            for export in exports:
                runs = shop.wait(export, hour)
                assert len(runs) == hour, runs
                assert all(run["attempts"] == 1 for run in runs), runs
        made = [yard.server.output().count("export_made") for yard in (shop.yard, other)]
        assert sum(made) == 12, made
        files = os.listdir(os.path.join(shop.yard.folder, "exports"))
        assert len(files) == 12, files
        other.stop()
    finally:
        shop.close()


if __name__ == "__main__":
    sys.exit(results.run_on_engines("exports_test", "saved exports", play, 300))
