#!/usr/bin/env python3
"""Exports over HTTP from a database that `bench/run.py million` has left: rows a second, and what the
server's memory grows by, before against the peak of the same process.

    bench/exports.py --data /tmp/oy-bench/million     copy the database before: the server writes to it

Wants the release build of orderyard.
"""

import argparse
import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
PIECE = 1 << 20
EXPORTS = ("orders.csv", "orders.xlsx", "orders.csv?columns=order_number,buyer_name,sku,ordered,line_total",
           "invoices.csv", "shipments.csv")


def memory_mb(pid, name):
    text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(re.search(name + r":\s+(\d+) kB", text).group(1)) / 1000


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_until_idle(pid, seconds_max=600):
    """The jobs of a start (purging most of all) have memory of their own."""
    until = time.monotonic() + seconds_max
    quiet = 0
    while quiet < 5 and time.monotonic() < until:
        cpu = cpu_seconds(pid)
        time.sleep(1)
        quiet = quiet + 1 if cpu_seconds(pid) - cpu < 0.1 else 0


def export(server, url, token, name):
    """One download: prints its line of the table."""
    pathlib.Path(f"/proc/{server.pid}/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
    before, cpu, begun = memory_mb(server.pid, "VmRSS"), cpu_seconds(server.pid), time.monotonic()
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=600)
    connection.request("GET", "/api/v1/exports/" + name, headers={"Authorization": "Bearer " + token})
    response = connection.getresponse()
    if response.status != 200:
        sys.exit(f"{name}: {response.status} {response.read(500)}")
    first = time.monotonic() - begun
    size = lines = 0
    while piece := response.read(PIECE):
        size += len(piece)
        lines += piece.count(b"\n")
    seconds = time.monotonic() - begun
    peak = memory_mb(server.pid, "VmHWM")
    rows = lines - 1 if ".csv" in name else 0
    rate = f"{rows:,} | {rows / seconds:,.0f}" if rows else "- | -"
    print(f"| `{name[:44]}` | {rate} | {first:.1f} | {seconds:.0f} | {cpu_seconds(server.pid) - cpu:.0f} | "
          f"{size / 1e6:,.0f} | {before:.0f} | {peak:.0f} | {peak - before:.0f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="a data folder with orders")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--export", action="append", help="only these, as their address has them after /exports/")
    options = parser.parse_args()
    program = options.build / "src" / "app" / "orderyard"
    common = [program, "--data-dir", options.data, "--log-level", "warn"]
    made = subprocess.run([*common, "--json", "token", "create", f"exports-{time.time():.0f}"], check=True,
                          text=True, stdout=subprocess.PIPE)
    token = json.loads(made.stdout)["token"]
    server = subprocess.Popen([*common, "--port", "0", "serve"], stdout=subprocess.PIPE, text=True)
    try:
        url = None
        for line in server.stdout:
            if found := re.search(r"listening on (http://\S+)", line):
                url = found.group(1)
                break
        wait_until_idle(server.pid)
        print(f"load {os.getloadavg()[0]:.1f}")
        print("| export | rows | rows/s | first byte s | s | CPU s | MB | RSS before MB | peak MB | growth MB |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
        for name in options.export or EXPORTS:
            export(server, url, token, name)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
