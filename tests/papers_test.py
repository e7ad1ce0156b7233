#!/usr/bin/env python3
"""Papers, exports and imports of the real program, read by other programs: what is printed is what the
order says, lists as files hold what the API answers cell by cell and nothing that a spreadsheet would
run, tracking numbers go in all or none and once, and 32 threads that bill leave no gap in the numbers.

    papers_test.py [sqlite|postgres]
"""

import csv
import io
import os
import random
import shutil
import subprocess
import sys
import threading
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
# pylint: disable=wrong-import-position
from yard import amazon_side, databases, http_calls, our_side, processes, processing, results

INVOICES = int(os.environ.get("ORDERYARD_INVOICES", "640"))
THREADS = 32
FORMULA = "=HYPERLINK(\"http://x\",\"y\")"
NAMES = ["황보서연", FORMULA, "  =1+1", "<script>alert(1)</script>", "Erika Muster", "+49 30 1234"]


class Shop:
    def __init__(self, folder, engine, specs):
        self.sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--marketplaces", "DE", "--speed", "0")
        self.yard = our_side.Yard(folder, engine)
        self.yard.cli("migrate")
        self.yard.add_store("de", self.sandbox, "--import-from", "2000-01-01")
        self.yard.serve("--test-clock")
        self.ids = list(processing.place_and_import(self.yard, self.sandbox, "de", specs).values())
        self.client = self.yard.client()

    def close(self):
        processes.stop_all()
        self.yard.database.drop()


def spec(number, name):
    return {"order_id": f"302-0000777-{number:07d}", "buyer_name": name,
            "lines": [{"sku": f"LAMP-{number}", "title": f"{FORMULA} lamp {number}", "quantity": 2,
                       "unit_price": "19.90", "shipping": "4.90", "gift_message": "Alles Gute!"},
                      {"sku": "BULB", "title": "Bulb", "quantity": 1, "unit_price": "2.50"}]}


def text_of(pdf, folder):
    assert pdf.startswith(b"%PDF-"), pdf[:200]
    if not shutil.which("pdftotext"):
        return None
    path = os.path.join(folder, "paper.pdf")
    with open(path, "wb") as file:
        file.write(pdf)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def get_file(shop, path, status=200):
    answer = shop.client.call("GET", path)
    assert answer.status == status, f"{path}: {answer.status} {answer.text()[:500]}"
    return answer


def get_export(shop, name, status=200):
    """A caller has six exports an hour: the clock goes on before each."""
    shop.yard.advance(600)
    return get_file(shop, "/api/v1/exports/" + name, status)


def rows_of(answer, **options):
    return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"), newline=""), **options))


def check_settings(shop):
    # The store that was connected has a view of its own.
    views = shop.client.get("/api/v1/document-settings")["items"]
    path = "/api/v1/document-settings/" + views[-1]["view"]
    before = shop.client.get(path)
    assert before["version"] == 0 and not before["has_logo"], before
    body = {name: value for name, value in before.items() if name not in ("view", "has_logo")}
    body |= {"seller_name": "Möwe & Söhne", "seller_lines": ["Hafenstraße 12", "20359 Hamburg"],
             "tax_numbers": [{"label": "USt-IdNr.", "number": "DE123456789"}], "language": "de",
             "region": "", "footer": "Danke!"}
    after = shop.client.expect(200, "PUT", path, body)
    assert after["version"] == 1 and after["language"] == "de", after
    assert shop.client.call("PUT", path, body).status == 409, "an old version was taken"
    wrong = shop.client.call("PUT", path, {**body, "version": 1, "accent_colour": "red;x"})
    assert wrong.status == 400 and wrong.json()["field"] == "accent_colour", wrong.text()
    bad = shop.client.call("PUT", path + "/logo", b"GIF89a", {"Content-Type": "image/png"})
    assert bad.status == 400 and bad.json()["field"] == "logo", bad.text()
    assert get_file(shop, path + "/preview").headers["content-type"] == "application/pdf"


def check_papers(shop, folder):
    slip = text_of(get_file(shop, f"/api/v1/orders/{shop.ids[0]}/packing-slip").body, folder)
    order = shop.client.get(f"/api/v1/orders/{shop.ids[0]}")
    if slip is not None:
        for words in ("Lieferschein", order["increment_id"], NAMES[0], "Alles Gute!", "LAMP-1"):
            assert words in slip, f"{words!r} is not on the slip:\n{slip}"
        assert "19,90" not in slip, "a price on the slip"
    for order_id in shop.ids:
        shop.client.expect(201, "POST", f"/api/v1/orders/{order_id}/invoices", {})
    invoice = shop.client.get(f"/api/v1/orders/{shop.ids[1]}")["invoices"][0]
    answer = get_file(shop, f"/api/v1/invoices/{invoice['id']}/pdf?download=1")
    assert answer.headers["content-disposition"] == \
        f"attachment; filename=\"invoice-{invoice['increment_id']}.pdf\"", answer.headers
    text = text_of(answer.body, folder)
    if text is not None:
        for words in ("Rechnung", "Möwe & Söhne", "DE123456789", "47,20", NAMES[1][:20]):
            assert words in text, f"{words!r} is not on the invoice:\n{text}"
    get_file(shop, "/api/v1/invoices/999999/pdf", 404)


def post_file(shop, body, status=200):
    answer = shop.client.call("POST", "/api/v1/prints", body)
    assert answer.status == status, answer.text()[:500]
    return answer


def check_prints(shop, folder):
    batch = post_file(shop, {"kind": "invoice", "orders": shop.ids})
    text = text_of(batch.body, folder)
    numbers = [shop.client.get(f"/api/v1/orders/{order}")["increment_id"] for order in shop.ids]
    if text is not None:
        places = [text.index(number) for number in numbers]
        assert places == sorted(places), "not in the order that was asked for"
    archive = post_file(shop, {"kind": "invoice", "filter": {}, "as": "zip"})
    with zipfile.ZipFile(io.BytesIO(archive.body)) as files:
        assert files.testzip() is None
        assert len(files.namelist()) == len(shop.ids), files.namelist()
        assert all(files.read(name).startswith(b"%PDF-") for name in files.namelist())
    bulb = {"sku": "BULB", "name": "Bulb", "bin": "B-10"}
    lamp = {"sku": "LAMP-1", "name": "Lamp", "bin": "B-9"}
    for product in (bulb, lamp):
        shop.client.expect(201, "POST", "/api/v1/products", product)
    pick = text_of(post_file(shop, {"kind": "pick_list", "orders": shop.ids}).body, folder)
    if pick is not None:
        line = next(line for line in pick.splitlines() if "BULB" in line)
        assert line.split()[:2] == [str(len(shop.ids)), "B-10"], line
        places = [pick.index(sku) for sku in ("LAMP-1", "BULB", "LAMP-2")]
        assert places == sorted(places), "not by bin, those without one at the end"
    post_file(shop, {"kind": "credit_memo", "orders": shop.ids}, 404)
    post_file(shop, {"kind": "invoice"}, 400)
    post_file(shop, {"kind": "poem", "orders": shop.ids}, 400)


def check_exports(shop):
    path = "orders.csv?heads=codes&sort=placed_at&columns="
    columns = ["order_number", "grand_total", "currency", "buyer_name", "sku", "name", "ordered"]
    rows = rows_of(get_export(shop, path + ",".join(columns)))
    assert rows[0] == columns, rows[0]
    assert len(rows) == 1 + 2 * len(shop.ids), len(rows)
    orders = {}
    for order_id in shop.ids:
        order = shop.client.get(f"/api/v1/orders/{order_id}")
        orders[order["increment_id"]] = order
    for row in rows[1:]:
        assert row[1] == "47.20" and row[2] == "EUR", row
        for cell in (row[3], row[5]):
            assert cell.lstrip(" \"'")[:1] not in "=+-@" or cell[0] == "'", f"a formula: {cell!r}"
        undone = row[3][1:] if row[3].startswith("'") else row[3]
        assert undone in [name.strip() for name in NAMES] + NAMES, row
    assert {row[0] for row in rows[1:]} == set(orders)
    semicolons = get_export(shop, path + "order_number,grand_total&separator=semicolon&decimal=comma&mark=1")
    assert semicolons.body.startswith(b"\xef\xbb\xbf")
    assert rows_of(semicolons, delimiter=";")[1][1] == "47,20"
    for kind, count in (("invoices", len(shop.ids)), ("shipments", 0), ("credit-memos", 0)):
        assert len(rows_of(get_export(shop, f"{kind}.csv"))) == 1 + count, kind
    wrong = get_export(shop, "orders.csv?columns=password", 400)
    assert wrong.json()["field"] == "columns", wrong.text()
    get_export(shop, "orders.csv?stat=new", 400)
    get_export(shop, "secrets.csv", 404)
    with zipfile.ZipFile(io.BytesIO(get_export(shop, "orders.xlsx").body)) as files:
        sheet = files.read("xl/worksheets/sheet1.xml").decode("utf-8")
        assert "<f>" not in sheet and sheet.count("<row>") == 1 + len(shop.ids)


def take(shop, text, status=200, dry_run=False):
    answer = shop.client.call("POST", "/api/v1/imports/tracking" + ("?dry_run=1" if dry_run else ""),
                              text, {"Content-Type": "text/csv"})
    assert answer.status == status, answer.text()[:800]
    return answer.json()


def check_tracking(shop):
    orders = [shop.client.get(f"/api/v1/orders/{order_id}") for order_id in shop.ids]
    head = "order_number,carrier,tracking_number\r\n"
    lines = "".join(f"{order['increment_id']},DHL,{place:020d}\r\n"
                    for place, order in enumerate(orders))
    wrong = take(shop, head + lines + "no-such-order,DHL,1\r\n,DHL,2\r\n", 422)
    assert [line["line"] for line in wrong["lines"] if line["effect"] == "refused"] == \
        [len(orders) + 2, len(orders) + 3], wrong
    assert not shop.client.get(f"/api/v1/orders/{shop.ids[0]}")["shipments"], "a part was taken"
    trial = take(shop, head + lines, dry_run=True)
    assert trial["shipped"] == len(orders) and not trial["is_applied"], trial
    assert not shop.client.get(f"/api/v1/orders/{shop.ids[0]}")["shipments"], "the trial was kept"
    assert take(shop, head + lines)["shipped"] == len(orders)
    again = take(shop, head + lines)
    assert again["unchanged"] == len(orders), again
    exported = get_export(shop, "shipments.csv").body.decode("utf-8")
    assert take(shop, exported)["unchanged"] == len(orders), "an export does not fit the import"
    other = take(shop, head + f"{orders[0]['increment_id']},DHL,OTHER\r\n", 422)
    assert other["refused"] == 1, other
    take(shop, "carrier,tracking_number\r\nDHL,1\r\n", 400)


def play(folder, engine):
    shop = Shop(folder, engine, [spec(number + 1, name) for number, name in enumerate(NAMES)])
    try:
        check_settings(shop)
        check_papers(shop, folder)
        check_prints(shop, folder)
        check_exports(shop)
        check_tracking(shop)
        processing.assert_books_add_up(shop.yard)
        shop.yard.stop()
    finally:
        shop.close()


def bill(shop, order_id, count, errors):
    """One piece an invoice; a conflict is tried again, as clients do."""
    client = http_calls.Client(shop.yard.url, {"Authorization": "Bearer " + shop.yard.token()})
    item = client.get(f"/api/v1/orders/{order_id}")["items"][0]["id"]
    done = 0
    while done < count and not errors:
        answer = client.call("POST", f"/api/v1/orders/{order_id}/invoices",
                             {"lines": [{"order_item_id": item, "quantity": 1}]})
        if answer.status == 201:
            done += 1
        elif answer.status not in (409, 503):
            errors.append(answer.text())
    client.close()


def number_invoices(folder, engine):
    count = -(-INVOICES // THREADS)
    shop = Shop(folder, engine, [
        {"order_id": f"302-0000888-{number:07d}",
         "lines": [{"sku": "LAMP", "quantity": count, "unit_price": "1.00"}]}
        for number in range(THREADS)])
    try:
        shop.yard.token()
        errors = []
        order = list(shop.ids)
        random.Random(results.seed()).shuffle(order)
        threads = [threading.Thread(target=bill, args=(shop, order_id, count, errors))
                   for order_id in order]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not errors, errors[0]
        rows = rows_of(get_export(shop, "invoices.csv?heads=codes&columns=invoice_number,grand_total"))
        numbers = sorted(int(row[0]) for row in rows[1:])
        first = numbers[0]
        assert numbers == list(range(first, first + THREADS * count)), "a gap or a double number"
        assert {row[1] for row in rows[1:]} == {"1.00"}
        processing.assert_books_add_up(shop.yard)
        shop.yard.stop()
    finally:
        shop.close()


def main():
    engine = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    assert engine in databases.ENGINES, engine
    cases = results.Cases("papers_" + engine)
    cases.run("papers, exports and imports", lambda folder: play(folder, engine), 200)
    cases.run(f"{THREADS} threads bill {INVOICES} times without a gap",
              lambda folder: number_invoices(folder, engine), 400)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
