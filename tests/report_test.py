#!/usr/bin/env python3
"""A real all-orders report becomes the sandbox's world; after the sync our side holds exactly what
the file says: every order once, every line, every amount to the paisa, and for every order a
commerce order or the reason why not. The file is read here by itself, not by the sandbox.

    report_test.py [sqlite|postgres]

Environment: ORDERYARD_SHARED, the folder with amazon/data/ (default: ../shared beside the work
tree). Without the file the cases are skipped.
"""

import collections
import csv
import decimal
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
# pylint: disable=wrong-import-position
from yard import amazon_side, comparison, our_side, processes, processing, results
from yard.living_world import LivingWorld

REPORT = ("amazon", "data", "amazon-in-orders-april-2022.csv")
STORE = "in"
SYNC_SECONDS_MAX = 120


class ReportOrder:
    """What the rows of one order id say."""

    def __init__(self, row):
        self.status = "CANCELLED" if row["Status"] == "Cancelled" else "SHIPPED"
        self.fulfilled_by = row["Fulfilment"].upper()
        self.is_foreign = row["Sales Channel"] != "Amazon.in"
        self.place = (row["ship-city"], row["ship-state"],
                      row["ship-postal-code"].removesuffix(".0"), row["ship-country"])
        self.lines = []
        self.promotions = collections.Counter()

    def add(self, row):
        assert row["Status"].startswith(("Shipped", "Cancelled")), row["Status"]
        amount = decimal.Decimal(row["Amount"]) if row["Amount"] else None
        assert row["currency"] == ("INR" if amount is not None else ""), row
        self.lines.append((row["SKU"], row["ASIN"], int(row["Qty"]), amount))
        self.promotions.update(part.strip() for part in row["promotion-ids"].split(",")
                               if part.strip())

    def total(self):
        amounts = [amount for *_, amount in self.lines if amount is not None]
        return sum(amounts) if amounts else None


def read_report(path):
    """The orders of the file by id."""
    orders, row_count = {}, 0
    with open(path, encoding="utf-8-sig", newline="") as file:
        for raw in csv.DictReader(file):
            row = {name.strip(): (value or "").strip() for name, value in raw.items() if name}
            orders.setdefault(row["Order ID"], ReportOrder(row)).add(row)
            row_count += 1
    return orders, row_count


def sorted_lines(lines):
    return sorted(lines, key=lambda line: tuple(str(part) for part in line))


def order_differences(number, order, answer):
    details = answer["details"]
    ours = comparison.plain_from_ours(answer)
    lines = [(item["sku"], item["asin"], item["ordered"], item["total"] and item["total"][0])
             for item in ours["lines"].values()]
    currencies = {item["total"][1] for item in ours["lines"].values() if item["total"]}
    total = order.total()
    ship_to = ours["ship_to"]
    place = (ship_to["city"] or "", ship_to["region"] or "", ship_to["postal_code"] or "",
             ship_to["country_code"] or "")
    promotions = collections.Counter(id_ for item in answer["items"]
                                     for id_ in item["promotion_ids"])
    return comparison.differences(
        {"status": order.status, "fulfilled_by": order.fulfilled_by, "place": order.place,
         "lines": sorted_lines(order.lines), "total": total, "foreign": order.is_foreign,
         "currency": {"INR"} if total is not None else set(), "promotions": order.promotions},
        {"status": ours["status"], "fulfilled_by": ours["fulfilled_by"], "place": place,
         "lines": sorted_lines(lines), "total": ours["total"] and ours["total"][0],
         "foreign": details["is_foreign"], "currency": currencies, "promotions": promotions},
        number)


def check_report(engine, folder):
    path = processes.find_shared(*REPORT)
    if path is None:
        raise results.Skip("the report is not here (set ORDERYARD_SHARED)")
    report, row_count = read_report(path)
    sandbox = amazon_side.Sandbox(folder, "--from-report", path, "--report-ends-now")
    yard = our_side.Yard(folder, engine)
    try:
        yard.cli("migrate")
        yard.add_store(STORE, sandbox, "--marketplaces", "IN", "--import-from", "2000-01-01",
                       "--backfill", LivingWorld(sandbox, None).days_ago(9))
        begun = time.monotonic()
        yard.serve()
        processes.wait_until(
            lambda: comparison.is_settled(yard, STORE)
            and yard.sync_state(STORE)["sync"]["orders_seen"] >= len(report),
            SYNC_SECONDS_MAX, lambda: comparison.sync_text(yard, STORE))
        took = time.monotonic() - begun
        compare_with_file(yard, report)
        print(f"  {len(report)} orders, {row_count} lines of the file, synced in {took:.1f} s")
        found = comparison.database_differences(yard.database)
        assert not found, comparison.shown(found)
        processing.assert_books_add_up(yard)
        comparison.assert_certified(yard, STORE)
        yard.stop()
    finally:
        processes.stop_all()
        yard.database.drop()


def compare_with_file(yard, report):
    numbers = list(yard.channel_rows(STORE))
    assert set(numbers) == report.keys(), (
        f"{len(report)} orders in the file, {len(numbers)} here; missing "
        f"{sorted(report.keys() - set(numbers))[:5]}, only here "
        f"{sorted(set(numbers) - report.keys())[:5]}")
    found, answers = [], {}
    for number, order in report.items():
        answers[number] = yard.channel_order(STORE, number)
        found += order_differences(number, order, answers[number])
    found += comparison.commerce_differences(yard, answers)
    assert not found, comparison.shown(found)
    verdicts = collections.Counter(answer["verdict"]["kind"] + ": " + answer["verdict"]["rule"]
                                   for answer in answers.values())
    print("  " + ", ".join(f"{count} {text}" for text, count in verdicts.most_common()))


def main():
    engine = sys.argv[1] if sys.argv[1:] else "sqlite"
    cases = results.Cases("report_test_" + engine)
    cases.run(f"the real report on {engine}", lambda folder: check_report(engine, folder), 300)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
