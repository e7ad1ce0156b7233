#!/usr/bin/env python3
"""The web app's own tests, as entries of ctest: their counts go where scripts/test adds them up.

    web_test.py unit     types, style, unit tests (vitest)
    web_test.py e2e      the real program in Debian's chromium (Playwright)
"""

import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
WEB = os.path.join(HERE, "..", "web")
TOOLS = os.path.join(WEB, "node_modules", ".bin")
CHROMIUM = os.environ.get("ORDERYARD_CHROMIUM", "/usr/bin/chromium")


def run(*command):
    """Exit status of a program of the web app's packages, on their own Node.js."""
    env = {**os.environ, "PATH": TOOLS + os.pathsep + os.environ["PATH"], "CI": "1"}
    return subprocess.run(command, cwd=WEB, env=env, stdin=subprocess.DEVNULL,
                          check=False).returncode


def write_counts(counts):
    folder = os.environ.get("ORDERYARD_TEST_RESULTS")
    if folder:
        name = os.environ.get("ORDERYARD_TEST_NAME", "web")
        with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as file:
            json.dump(counts, file)
    print(f"{len(counts['passed'])} passed, {len(counts['failed'])} failed")


def skip(reason):
    print("skipped: " + reason)
    write_counts({"passed": [], "failed": [], "skipped": [reason]})
    return 0


def hosts_in_lock():
    """Whether package-lock.json names where packages were fetched from."""
    with open(os.path.join(WEB, "package-lock.json"), encoding="utf-8") as file:
        return '"resolved"' in file.read()


def unit():
    counts = {"passed": [], "failed": [], "skipped": []}
    checks = (("types", lambda: run("tsc", "--noEmit")),
              ("style", lambda: run("biome", "check", ".")),
              ("lock file names no host", hosts_in_lock),
              ("rights are those of the server",
               lambda: run(sys.executable, "-B", "tools/resource_parents.py", "--check")))
    for name, check in checks:
        counts["failed" if check() else "passed"].append(name)
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "vitest.json")
        run("vitest", "run", "--reporter=default", "--reporter=json", f"--outputFile.json={report}")
        with open(report, encoding="utf-8") as file:
            document = json.load(file)
    for test_file in document["testResults"]:
        if test_file["status"] == "failed" and not test_file["assertionResults"]:
            counts["failed"].append(os.path.basename(test_file["name"]))
        for case in test_file["assertionResults"]:
            kind = {"passed": "passed", "failed": "failed"}.get(case["status"], "skipped")
            counts[kind].append(case["fullName"])
    write_counts(counts)
    return 1 if counts["failed"] else 0


def main():
    if not os.path.isdir(TOOLS):
        return skip("web/node_modules is not there (npm ci in web/)")
    if sys.argv[1] == "unit":
        return unit()
    if not os.path.exists(CHROMIUM):
        return skip(f"there is no chromium at {CHROMIUM}")
    return run("playwright", "test", *sys.argv[2:])  # its reporter writes the counts


if __name__ == "__main__":
    sys.exit(main())
