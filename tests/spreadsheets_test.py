#!/usr/bin/env python3
"""Exports opened by programs that others wrote: LibreOffice (CSV and XLSX, where it is installed) and
openpyxl (XLSX). Every cell is what the order says, and what looks like a formula is text in all of them.

    spreadsheets_test.py
"""

import csv
import datetime
import io
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
# pylint: disable=wrong-import-position
from yard import system_python

system_python.need("openpyxl")
import openpyxl

from yard import amazon_side, our_side, processes, processing, results

PAYLOADS = ["=1+1", "=HYPERLINK(\"http://x\",\"click\")", "+49 30 1234", "-2+3", "@SUM(A1:A9)",
            "=cmd|' /C calc'!A0", "\t=1+1", "  =1+1", "'=1+1", "황보서연", "a;b,c\"d\"", "1e5", "007",
            "2026-01-02", "<b>&amp;</b>"]
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
COLUMNS = ["order_number", "placed_at", "grand_total", "quantity", "buyer_name", "sku", "name", "ordered"]
NUMBERS = ("grand_total", "quantity", "ordered")
HOUR = 3_600


class Shop:
    """Orders whose buyers and articles are called by the payloads, and their exports."""

    def __init__(self, folder):
        self.folder = folder
        sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--marketplaces", "DE", "--speed", "0")
        self.yard = our_side.Yard(folder, "sqlite")
        self.yard.cli("migrate")
        self.yard.add_store("de", sandbox, "--import-from", "2000-01-01")
        self.yard.serve("--test-clock")
        specs = [{"order_id": f"302-0000999-{n:07d}", "buyer_name": name,
                  "lines": [{"sku": f"SKU-{n}", "title": name, "quantity": n + 1, "unit_price": "19.90"}]}
                 for n, name in enumerate(PAYLOADS)]
        processing.place_and_import(self.yard, sandbox, "de", specs)
        client = self.yard.client()
        self.orders = {}
        for row in client.get("/api/v1/orders", page_size=50)["items"]:
            self.orders[row["increment_id"]] = client.get(f"/api/v1/orders/{row['id']}")

    def export(self, name):
        self.yard.advance(HOUR)  # exports an hour are counted
        answer = self.yard.client().call(
            "GET", f"/api/v1/exports/{name}&heads=codes&zone=UTC&columns=" + ",".join(COLUMNS))
        assert answer.status == 200, answer.text()[:500]
        return answer.body

    def close(self):
        processes.stop_all()
        self.yard.database.drop()

    def check(self, rows, where, disarmed):
        """`rows`: texts, numbers as text with a point, moments as 2026-01-31 10:00:00."""
        assert rows[0] == COLUMNS, (where, rows[0])
        assert len(rows) == 1 + len(PAYLOADS), (where, len(rows))
        seen = set()
        for row in rows[1:]:
            cell = dict(zip(COLUMNS, row))
            order = self.orders[cell["order_number"]]
            item, = order["items"]
            placed = order["placed_at"].replace("T", " ").rstrip("Z")
            assert cell["placed_at"][:19] == placed[:19], (where, cell["placed_at"], placed)
            assert float(cell["grand_total"]) == float(order["totals"]["grand_total"]), cell
            assert float(cell["ordered"]) == item["quantity"]["ordered"], (where, cell)
            for column, text in (("buyer_name", order["buyer"]["name"]), ("sku", item["sku"]),
                                 ("name", item["name"])):
                shown = cell[column]
                if disarmed and shown != text:
                    assert shown == "'" + text, (where, column, shown, text)
                    assert text.strip()[:1] in "=+-@'", (where, text)
                else:
                    assert shown == text, (where, column, shown, text)
                if disarmed:
                    assert shown.strip()[:1] not in "=+-@" or not shown, (where, shown)
            seen.add(item["sku"])
        assert len(seen) == len(PAYLOADS), where


def libreoffice_rows(folder, name, data, csv_filter=None):
    """What LibreOffice has in each cell, and which cells are formulas (none may be)."""
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(data)
    command = ["soffice", "-env:UserInstallation=file://" + os.path.join(folder, "profile"),
               "--headless", "--convert-to", "fods", "--outdir", folder]
    if csv_filter:
        command.append("--infilter=Text - txt - csv (StarCalc):" + csv_filter)
    done = subprocess.run([*command, path], capture_output=True, timeout=120, check=False,
                          stdin=subprocess.DEVNULL, text=True)
    made = os.path.splitext(path)[0] + ".fods"
    assert os.path.exists(made), f"LibreOffice made nothing: {done.stdout}{done.stderr}"
    tree = xml.etree.ElementTree.parse(made)
    os.remove(made)
    rows = []
    for row in tree.iter(TABLE + "table-row"):
        cells = []
        for cell in row.iter(TABLE + "table-cell"):
            assert TABLE + "formula" not in cell.attrib, f"a formula: {cell.attrib}"
            times = int(cell.get(TABLE + "number-columns-repeated", "1"))
            if len(cells) < len(COLUMNS):
                cells += [cell_text(cell)] * min(times, len(COLUMNS))
        if any(cells):
            rows.append(cells[:len(COLUMNS)])
    return rows


def cell_text(cell):
    kind = cell.get(OFFICE + "value-type")
    if kind in ("float", "currency", "percentage"):
        return cell.get(OFFICE + "value")
    if kind == "date":
        return cell.get(OFFICE + "date-value").replace("T", " ")
    return "\n".join("".join(spelled(paragraph)) for paragraph in cell.findall(TEXT + "p"))


def spelled(paragraph):
    """The text with its runs of blanks and tabs, which OpenDocument writes as elements."""
    yield paragraph.text or ""
    for part in paragraph:
        if part.tag == TEXT + "s":
            yield " " * int(part.get(TEXT + "c", "1"))
        elif part.tag == TEXT + "tab":
            yield "\t"
        else:
            yield from spelled(part)
        yield part.tail or ""


def openpyxl_rows(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = []
    for row in book.worksheets[0].iter_rows():
        assert all(cell.data_type != "f" for cell in row), [cell.value for cell in row]
        rows.append([cell.value.strftime("%Y-%m-%d %H:%M:%S")
                     if isinstance(cell.value, datetime.datetime)
                     else "" if cell.value is None else str(cell.value) for cell in row])
    return rows


def read_by_python(folder):
    shop = Shop(folder)
    try:
        text = shop.export("orders.csv?mark=1").decode("utf-8-sig")
        shop.check(list(csv.reader(io.StringIO(text, newline=""))), "CSV", True)
        shop.check(openpyxl_rows(shop.export("orders.xlsx?sort=number")), "openpyxl", False)
    finally:
        shop.close()


def products_come_back(folder):
    """Products with such names go out as CSV and in again: nothing changes; elsewhere they are the same."""
    yards = []
    for name in ("first", "second"):
        yard = our_side.Yard(folder, "sqlite", name)
        yard.cli("migrate")
        yards.append(yard.serve())
    try:
        for number, name in enumerate(PAYLOADS):
            yards[0].client().expect(201, "POST", "/api/v1/products", {
                "sku": f"S{number}{name.strip()}"[:60], "name": name.strip(), "bin": f"A-{number}",
                "price": {"amount": "12.50", "currency": "EUR"}, "on_hand": number})
        text = yards[0].client().call("GET", "/api/v1/product-exports").body
        for cell in (cell for row in csv.reader(io.StringIO(text.decode())) for cell in row):
            assert cell[:1] not in "=+-@" or not cell, cell
        for yard, counted in zip(yards, ("unchanged", "created")):
            answer = yard.client().call("POST", "/api/v1/product-imports", text,
                                        {"Content-Type": "text/csv"})
            assert answer.status == 200 and answer.json()[counted] == len(PAYLOADS), answer.text()
        again = yards[1].client().call("GET", "/api/v1/product-exports").body
        assert again == text, "another copy of the products differs"
    finally:
        processes.stop_all()


def read_by_libreoffice(folder):
    if not shutil.which("soffice"):
        raise results.Skip("LibreOffice is not installed (Debian's libreoffice-calc-nogui)")
    shop = Shop(folder)
    try:
        # Separator, quote, UTF-8, first line; columns 1 and 5 to 7 are text, as a careful person says;
        # and once with everything guessed, as everybody does: then texts like 007 may become numbers,
        # but never formulas.
        texts = "1/2/5/2/6/2/7/2"
        shop.check(libreoffice_rows(folder, "plain.csv", shop.export("orders.csv?mark=0"),
                                    f"44,34,76,1,{texts}"), "LibreOffice, CSV", True)
        shop.check(libreoffice_rows(folder, "mark.csv", shop.export("orders.csv?mark=1&separator=semicolon"),
                                    f"59,34,76,1,{texts}"), "LibreOffice, CSV with a mark", True)
        guessed = libreoffice_rows(folder, "guess.csv", shop.export("orders.csv?mark=1"), "44,34,76,1")
        assert len(guessed) == 1 + len(PAYLOADS), len(guessed)
        shop.check(libreoffice_rows(folder, "book.xlsx", shop.export("orders.xlsx?sort=number")),
                   "LibreOffice, XLSX", False)
    finally:
        shop.close()


def main():
    cases = results.Cases("spreadsheets")
    cases.run("exports read by openpyxl and csv", read_by_python, 120)
    cases.run("products come back as they were", products_come_back, 120)
    cases.run("exports read by LibreOffice", read_by_libreoffice, 400)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
