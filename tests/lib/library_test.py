#!/usr/bin/env python3
"""Tests of the test library itself: a comparison that finds nothing proves nothing. No program is
started."""

import copy
import decimal
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
# pylint: disable=wrong-import-position
import test_totals
from yard import comparison, results, stories

MONEY = {"amount": "15.15", "currencyCode": "EUR"}
AMAZON = {
    "orderId": "302-1", "createdTime": "2026-01-31T10:00:00.123Z",
    "lastUpdatedTime": "2026-01-31T11:00:00.000Z",
    "salesChannel": {"channelName": "AMAZON", "marketplaceId": "M"},
    "buyer": {"buyerName": "Erika Muster"},
    "recipient": {"deliveryAddress": {"name": "Erika", "addressLine1": "Hafenweg 1",
                                      "city": "Kiel", "countryCode": "DE"}},
    "proceeds": {"grandTotal": MONEY, "breakdowns": [{"type": "ITEM", "subtotal": MONEY}]},
    "fulfillment": {"fulfillmentStatus": "UNSHIPPED", "fulfilledBy": "MERCHANT"},
    "orderItems": [{"orderItemId": "7", "quantityOrdered": 3,
                    "product": {"sellerSku": "A", "title": "Lamp"},
                    "fulfillment": {"quantityFulfilled": 1, "quantityUnfulfilled": 2}}],
    "packages": [{"packageReferenceId": "1", "trackingNumber": "T",
                  "packageStatus": {"status": "SHIPPED"},
                  "packageItems": [{"orderItemId": "7", "quantity": 1}]}],
}


def changes_are_found(_folder):
    """Each leaf of the order, changed alone, is a difference."""
    plain = comparison.plain_from_amazon(AMAZON)
    assert not comparison.differences(plain, comparison.plain_from_amazon(copy.deepcopy(AMAZON)))
    for path, value in (
            (("lastUpdatedTime",), "2026-01-31T11:00:01.000Z"),
            (("proceeds", "grandTotal", "amount"), "15.16"),
            (("proceeds", "grandTotal", "currencyCode"), "USD"),
            (("proceeds", "breakdowns", 0, "type"), "TAX"),
            (("fulfillment", "fulfillmentStatus"), "SHIPPED"),
            (("recipient", "deliveryAddress", "city"), "Köln"),
            (("recipient", "deliveryAddress", "addressLine1"), "Hafenweg 2"),
            (("buyer", "buyerName"), "Erik Muster"),
            (("orderItems", 0, "quantityOrdered"), 4),
            (("orderItems", 0, "product", "sellerSku"), "B"),
            (("orderItems", 0, "orderItemId"), "8"),
            (("orderItems", 0, "fulfillment", "quantityFulfilled"), 2),
            (("packages", 0, "trackingNumber"), "U"),
            (("packages", 0, "packageItems", 0, "quantity"), 2)):
        changed = copy.deepcopy(AMAZON)
        place = changed
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        found = comparison.differences(plain, comparison.plain_from_amazon(changed))
        assert found, f"not noticed: {path}"


def stories_match_what_they_should(_folder):
    yes = [({"a": 1}, {"a": 1, "b": 2}), ([1, 2], [1, 2]), (["...", 2], [1, 2, 3]),
           (["..."], []), ("*", "x"), ("*", 0), ("/^a+$/", "aaa"), ({"a": "<absent>"}, {}),
           (decimal.Decimal("1.5"), decimal.Decimal("1.50")), (1, decimal.Decimal("1.0")),
           (None, None), (True, True)]
    no = [({"a": 1}, {"b": 1}), ([1], [1, 2]), (["...", 4], [1, 2]), ("*", None), ("*", ""),
          ("/^a+$/", "b"), ({"a": "<absent>"}, {"a": None}), (1, "1"), (1, True), (0, False),
          (None, 0), ({"a": {"b": 1}}, {"a": [1]}), ([], {})]
    for expected, actual in yes:
        assert stories.mismatch(expected, actual) is None, (expected, actual)
    for expected, actual in no:
        assert stories.mismatch(expected, actual), (expected, actual)


def stories_are_read(folder):
    path = os.path.join(folder, "a.test")
    with open(path, "w", encoding="utf-8") as file:
        file.write("# A title.\nPRODUCTS\n| sku | name |\n| A | B |\n\nGET /x\n    -> 200\n# no\n")
    title, steps = stories.read_story(path)
    assert title == "A title"
    assert [(step.line, step.text, step.table) for step in steps] == [
        (2, "PRODUCTS", [["sku", "name"], ["A", "B"]]), (6, "GET /x -> 200", [])]


def totals_add_up(_folder):
    with tempfile.TemporaryDirectory() as folder:
        def write(name, content):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(content if isinstance(content, str) else json.dumps(content))
        cases = [{"name": "a", "status": "RUN", "result": "COMPLETED"},
                 {"name": "b", "status": "RUN", "result": "COMPLETED", "failures": [{}]},
                 {"name": "c", "status": "RUN", "result": "SKIPPED"},
                 {"name": "d", "status": "NOTRUN", "result": "SUPPRESSED"}]
        write("base_test.json", {"testsuites": [{"name": "S", "testsuite": cases}]})
        write("stories.json", {"passed": ["x", "y"], "failed": [], "skipped": ["z"]})
        write("crash_test.json", '{"testsui')
        write("ctest.xml", '<testsuite><testcase name="base" status="fail"/>'
                           '<testcase name="stories" status="run"/>'
                           '<testcase name="tidy" status="run"/>'
                           '<testcase name="crash" status="fail"/></testsuite>')
        totals = test_totals.add_up(folder)
    assert totals["passed"] == 4 and totals["skipped"] == 2, totals
    assert totals["failed"] == ["base: S.b", "crash: the program itself (fail)"], totals


def main():
    cases = results.Cases("library_test")
    cases.run("every change of an order is found", changes_are_found)
    cases.run("stories match what they should", stories_match_what_they_should)
    cases.run("stories are read", stories_are_read)
    cases.run("totals add up", totals_add_up)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
