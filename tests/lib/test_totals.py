#!/usr/bin/env python3
"""Adds up what a test run left behind: ctest's own report (ctest.xml), GoogleTest's JSON of each
unit program (NAME_test.json) and the counts of the black-box programs (NAME.json). Prints the
failures and, as the last line, "N passed, N failed" (", N skipped" when there are any).

    test_totals.py FOLDER        exit status 1 when something has failed or nothing was run
"""

import json
import os
import sys
import xml.etree.ElementTree


def read_google_test(document):
    """Counts and failed cases of a GoogleTest program."""
    counts = {"passed": [], "failed": [], "skipped": []}
    for suite in document["testsuites"]:
        for case in suite["testsuite"]:
            name = f"{suite['name']}.{case['name']}"
            if case.get("failures"):
                counts["failed"].append(name)
            elif case.get("result") == "SKIPPED":
                counts["skipped"].append(name)
            elif case.get("status") == "RUN":
                counts["passed"].append(name)
    return counts


def read_counts(folder, name):
    """The cases of one ctest entry, or None when it counts as a single case."""
    for file_name in (name + "_test.json", name + ".json"):
        path = os.path.join(folder, file_name)
        if os.path.exists(path):
            try:
                with open(path, encoding="utf-8") as file:
                    document = json.load(file)
            except ValueError:
                return None  # cut off: the program crashed
            return read_google_test(document) if "testsuites" in document else document
    return None


def add_up(folder):
    """Totals over all entries of ctest's report."""
    totals = {"passed": 0, "failed": [], "skipped": 0}
    report = xml.etree.ElementTree.parse(os.path.join(folder, "ctest.xml")).getroot()
    for entry in report.iter("testcase"):
        name, has_passed = entry.get("name"), entry.get("status") == "run"
        counts = read_counts(folder, name)
        if counts is None:
            counts = {"passed": [name] if has_passed else [], "failed": [], "skipped": []}
        totals["passed"] += len(counts["passed"])
        totals["skipped"] += len(counts["skipped"])
        totals["failed"] += [f"{name}: {case}" for case in counts["failed"]]
        # A crash or a time-out says nothing of its cases, but is a failure all the same.
        if not has_passed and not counts["failed"]:
            totals["failed"].append(f"{name}: the program itself ({entry.get('status')})")
    return totals


def main(arguments):
    totals = add_up(arguments[1])
    for failure in totals["failed"]:
        print("failed: " + failure)
    line = f"{totals['passed']} passed, {len(totals['failed'])} failed"
    print(line + (f", {totals['skipped']} skipped" if totals["skipped"] else ""))
    return 1 if totals["failed"] or totals["passed"] == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
