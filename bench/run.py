#!/usr/bin/env python3
"""Runs the measurements of bench/ and prints their tables in Markdown.

    bench/run.py store          store path against the floor, SQLite and PostgreSQL
    bench/run.py process        ship, refund and invoice against the floor, one and eight clients, both engines
    bench/run.py end-to-end     sandbox -> sync -> database, both engines
    bench/run.py million        a database of 1,000,000 orders: rate, memory, file; kept for `http`
    bench/run.py http           requests a second over that database (SQLite) and one like it (PostgreSQL), against the
                                bare /healthz

Wants the release build (cmake --preset release && ninja -C build/release orderyard bench_import_store
bench_process_orders bench_million); `http` also wants Debian's wrk.
"""

import argparse
import contextlib
import ctypes
import json
import mmap
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
CONNECTIONS = (1, 8, 64)
TOKENS, REQUESTS_PER_MINUTE = 8, 100_000
REST = "/rest/V1/orders"
SHOPS = "/api/v1/stores/bench/amazon-orders"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["store", "process", "end-to-end", "million", "http"])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "oy-bench",
                        help="a folder on the disk to be measured")
    parser.add_argument("--orders", type=int, help="instead of the measurement's own number")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5, help="of each wrk run")
    parser.add_argument("--engines", default="sqlite,postgres")
    parser.add_argument("--only", default="", help="of `http`: requests with this in their name, and the bare route")
    parser.add_argument("--postgres", help="of `http`: a database that is filled already, not one of our own")
    parser.add_argument("--commits", type=float, default=0,
                        help="of `http`: somebody comments on an order so many times a second all the while")
    options = parser.parse_args()
    options.work.mkdir(mode=0o755, parents=True, exist_ok=True)
    options.orderyard = options.build / "src" / "app" / "orderyard"
    print(f"load before: {os.getloadavg()[0]:.1f}")
    measurements = {"store": store, "process": process, "end-to-end": end_to_end, "million": million, "http": http}
    measurements[options.what](options)
    print(f"load after: {os.getloadavg()[0]:.1f}")


@contextlib.contextmanager
def postgres(options):
    """The URL of a PostgreSQL server of our own whose files lie in the work folder; None when not wanted."""
    if "postgres" not in options.engines or options.postgres:
        yield options.postgres
        return
    script = (". scripts/lib/postgres_cluster.sh && start_postgres_cluster \"$1\" && echo \"$POSTGRES_URL\" "
              "&& read -r _; stop_postgres_cluster")
    shell = subprocess.Popen(["bash", "-c", script, "bash", options.work], cwd=ROOT, text=True,
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        yield shell.stdout.readline().strip()
    finally:
        shell.stdin.close()
        shell.wait()


def store(options):
    against_floor(options, "bench_import_store", 10_000)


def process(options):
    against_floor(options, "bench_process_orders", 2_000)


def against_floor(options, program, orders):
    with postgres(options) as url:
        command = [options.build / "bench" / program, "--rounds", str(options.rounds),
                   "--orders", str(options.orders or orders), "--folder", options.work, "--engines", options.engines]
        subprocess.run(command + (["--postgres", url] if url else []), check=True)


def end_to_end(options):
    orders = options.orders or 10_000
    print("| engine | orders | seconds | orders/s |\n| --- | --- | --- | --- |")
    with postgres(options) as url:
        for engine in options.engines.split(","):
            for _ in range(options.rounds):
                stored, seconds = one_sync(options, orders, url if engine == "postgres" else None)
                print(f"| {engine} | {stored} | {seconds:.1f} | {stored / seconds:.0f} |", flush=True)
                if engine == "postgres":
                    subprocess.run(["psql", "-q", url, "-c", "DROP SCHEMA public CASCADE; CREATE SCHEMA public"],
                                   check=True, stderr=subprocess.DEVNULL)


def one_sync(options, orders, database):
    """Lets `orderyard sync --once` fetch a sandbox's whole world; returns orders stored and seconds."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sync-", dir=options.work))
    common = ["--data-dir", folder / "data"] + (["--database", database] if database else [])
    secrets = {"ORDERYARD_LWA_CLIENT_ID": "amzn1.application-oa2-client.sandbox",
               "ORDERYARD_LWA_CLIENT_SECRET": "amzn1.oa2-cs.v1.sandbox",
               "ORDERYARD_LWA_REFRESH_TOKEN": "Atzr|sandbox"}

    def orderyard(*arguments):
        return subprocess.run([options.orderyard, *arguments, *common, "--log-level", "error"], check=True, text=True,
                              stdout=subprocess.PIPE, env=os.environ | secrets).stdout

    sandbox = subprocess.Popen([options.orderyard, "sandbox", "--port", "0", "--plan", "fast", "--orders", str(orders),
                                "--history-days", "1", "--log-level", "warn"], stdout=subprocess.PIPE, text=True)
    try:
        url = sandbox.stdout.readline().split()[-1]
        catalog = folder / "catalog.csv"
        subprocess.run([options.build / "bench" / "bench_import_store", "--write-catalog", catalog], check=True)
        orderyard("migrate")
        orderyard("products", "import", catalog)
        orderyard("store", "add", "bench", "--region", "eu", "--seller-id", "A2SANDBOXSELLER", "--api-url", url,
                  "--token-url", url + "/auth/o2/token", "--import-from", "2020-01-01")
        start = time.monotonic()
        orderyard("sync", "--store", "bench", "--once")
        seconds = time.monotonic() - start
        return json.loads(orderyard("store", "list", "--json"))[0]["orders"], seconds
    finally:
        sandbox.send_signal(signal.SIGTERM)
        sandbox.wait()
        shutil.rmtree(folder)


def million(options):
    command = [options.build / "bench" / "bench_million", "--data-dir", options.work / "million"]
    command += ["--orders", str(options.orders or 1_000_000), "--compare", str(options.rounds)]
    with kept_in_memory(options.work / "million" / "orderyard.db"):
        subprocess.run(command, check=True)


@contextlib.contextmanager
def kept_in_memory(file):
    """Locks a file in the system's memory, as a small one is there anyway; says so when that is not allowed."""
    if not file.exists() or file.stat().st_size == 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    with open(file, "r+b") as opened, mmap.mmap(opened.fileno(), 0) as pages:
        first = ctypes.c_char.from_buffer(pages)
        if libc.mlock(ctypes.byref(first), ctypes.c_size_t(len(pages))) != 0:
            print(f"{file.name} is not locked in memory: {os.strerror(ctypes.get_errno())}")
        del first
        yield


def http(options):
    """SQLite: the database that `million` left. PostgreSQL: one of its own, filled first."""
    if "sqlite" in options.engines:
        file = options.work / "million" / "orderyard.db"
        database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        with kept_in_memory(file):
            one_http(options, "SQLite", [], lambda sql: [row[0] for row in database.execute(sql)])
    with postgres(options) as url:
        if url is None:
            return
        if not options.postgres:
            command = [options.build / "bench" / "bench_million", "--data-dir", options.work / "million-postgres"]
            subprocess.run([*command, "--orders", str(options.orders or 1_000_000), "--postgres", url], check=True)
        subprocess.run(["psql", "-q", url, "-c", "VACUUM ANALYZE"], check=True)

        def column(sql):
            text = subprocess.run(["psql", "-qAt", url, "-c", sql], check=True, text=True,
                                  stdout=subprocess.PIPE).stdout
            return [int(line) if line.isdigit() else line for line in text.splitlines()]

        one_http(options, "PostgreSQL", ["--database", url], column)
        if not options.postgres:
            shutil.rmtree(options.work / "million-postgres", ignore_errors=True)


def one_http(options, engine, database, column):
    data = options.work / ("million-postgres" if database else "million")
    facts = facts_of(column)
    print(f"\n{engine}: {facts['orders']} commerce orders, {facts['channel_orders']} Amazon orders")
    common = ["--data-dir", data, "--log-level", "error", *database]

    def token(number):
        text = subprocess.run([options.orderyard, "token", "create", f"bench-{number}", *common], check=True, text=True,
                              stdout=subprocess.PIPE).stdout
        return max(text.split(), key=len)

    # Requests of one token are limited; turns between many are not.
    tokens = [token(number) for number in range(TOKENS)]
    server = subprocess.Popen([options.orderyard, "serve", "--port", "0", "--set",
                               f"limits.requests_per_minute={REQUESTS_PER_MINUTE}", *common],
                              stdout=subprocess.PIPE, text=True)
    try:
        base = server.stdout.readline().split()[-1]
        facts.update(names_of(base, tokens[0], facts))
        with commenting(options.commits, base, tokens[0], facts["first_id"]):
            measure_routes(options, base, tokens, facts)
        print(f"RSS of the server afterwards: {rss_megabytes(server.pid):.0f} MB")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


@contextlib.contextmanager
def commenting(a_second, base, token, order):
    """What is remembered of the database lasts until the next commit: here they come."""
    over = threading.Event()

    def comment():
        body = json.dumps({"statusHistory": {"comment": "bench", "is_customer_notified": 0, "is_visible_on_front": 0}})
        request = urllib.request.Request(f"{base}{REST}/{order}/comments", body.encode(), method="POST",
                                         headers={"Authorization": f"Bearer {token}",
                                                  "Content-Type": "application/json"})
        while not over.wait(1 / a_second):
            urllib.request.urlopen(request, timeout=10).read()

    thread = threading.Thread(target=comment)
    if a_second > 0:
        thread.start()
    try:
        yield
    finally:
        over.set()
        if a_second > 0:
            thread.join()


def facts_of(column):
    """Numbers and names that exist, for the requests. `column(sql)`: the answer's first column."""
    def one(sql):
        return column(sql)[0]

    def some(name, table):  # ten thousand of them, from all over the table
        last = one(f"SELECT max(id) FROM {table}")
        return column(f"SELECT {name} FROM {table} WHERE id % {max(last // 10_000, 1)} = 0")

    middle = one("SELECT updated_at FROM sales_order ORDER BY updated_at LIMIT 1 OFFSET "
                 "(SELECT count(*) / 2 FROM sales_order)")
    return {
        "orders": one("SELECT count(*) FROM sales_order"),
        "channel_orders": one("SELECT count(*) FROM channel_order"),
        "first_id": one("SELECT min(id) FROM sales_order"),
        "ids": some("id", "sales_order"),
        "increment_ids": some("increment_id", "sales_order"),
        "numbers": some("number", "channel_order"),
        "middle": time.strftime("%Y-%m-%d %H:", time.gmtime(middle / 1e6)),
    }


def get(target, token):
    request = urllib.request.Request(target, headers={"Authorization": f"Bearer {token}"})
    return urllib.request.urlopen(request, timeout=60).read()


def names_of(base, token, facts):
    """Some that buyers have, most of them many thousand times."""
    def items(target):
        return json.loads(get(base + target, token))["items"]

    def four(names):
        return sorted(name for name in set(names) if re.fullmatch(r"[A-Za-z ]{6,}", name or ""))[:4]

    page = facts["orders"] // 2 // 50
    orders = items(f"{REST}?searchCriteria%5BpageSize%5D=50&searchCriteria%5BcurrentPage%5D={page}")
    last_names = four(order.get("customer_lastname") for order in orders)
    return {"last_names": last_names, "name_parts": [name[1:5] for name in last_names],
            "buyers": [name.replace(" ", "%20") for name in four(row["buyer_name"] for row in items(SHOPS))]}


def routes(facts):
    """Names and targets; what stands in {braces} in a target is another one each time, see `lua_path`."""
    def criteria(text):
        for character, code in (("[", "%5B"), ("]", "%5D"), (" ", "%20"), (":", "%3A")):
            text = text.replace(character, code)
        return f"{REST}?{text}"

    def where(field, value, condition="eq"):
        place = "searchCriteria[filter_groups][0][filters][0]"
        return f"{place}[field]={field}&{place}[value]={value}&{place}[condition_type]={condition}"

    page = "searchCriteria[pageSize]=50"
    deep = facts["orders"] // 2 // 50
    return [
        ("`/healthz` (bare route)", "/healthz"),
        ("`/rest/V1/orders/:id`, any", f"{REST}/{{id}}"),
        ("orders, page of 50", criteria(page)),
        (f"orders, page {deep:,} of 50", criteria(f"{page}&searchCriteria[currentPage]={deep}")),
        ("orders, any page of 50", criteria(f"{page}&searchCriteria[currentPage]={{page}}")),
        ("orders, status = complete", criteria(f"{page}&{where('status', 'complete')}")),
        ("orders, updated_at > any second of the middle hour",
         criteria(f"{page}&{where('updated_at', facts['middle'] + '{second}', 'gt')}")),
        ("orders, page of 50, only 3 fields",
         criteria(f"{page}&fields=items[entity_id,increment_id,status],total_count")),
        ("orders by any increment_id", criteria(f"{page}&{where('increment_id', '{increment_id}')}")),
        ("orders by any ext_order_id", criteria(f"{page}&{where('ext_order_id', '{number}')}")),
        ("orders by a buyer's last name", criteria(f"{page}&{where('customer_lastname', '{last_name}')}")),
        ("orders by a part of a buyer's name",
         criteria(f"{page}&{where('customer_lastname', '%25{name_part}%25', 'like')}")),
        ("amazon-orders, page of 50", SHOPS),
        ("amazon-orders by any number", f"{SHOPS}?number={{number}}"),
        ("amazon-orders by two letters of a buyer's name", f"{SHOPS}?buyer_name={{letters}}"),
        ("amazon-orders by a buyer's name", f"{SHOPS}?buyer_name={{buyer}}"),
    ]


LETTERS = ("ka", "an", "er", "ma", "li", "on", "be", "sc", "mu", "ra")


def drawn_from(facts):
    """What stands for the {names} of a target: lists to draw from."""
    return {"id": facts["ids"], "increment_id": facts["increment_ids"], "number": facts["numbers"],
            "letters": LETTERS, "last_name": facts["last_names"], "name_part": facts["name_parts"],
            "buyer": facts["buyers"]}


def see_first(base, target, tokens, facts):
    """Whoever sees orders for the first time has that on record: a commit, which is not part of what is measured."""
    few = [(name, values) for name, values in drawn_from(facts).items()
           if f"{{{name}}}" in target and len(values) <= len(LETTERS)]
    for name, values in few:
        for token in tokens:
            for value in values:
                get(base + target.replace(f"{{{name}}}", value), token)


def lua_path(target, facts):
    """The target as an expression of wrk's language."""
    drawn = drawn_from(facts)
    random = {name: f"some_{name}[math.random(#some_{name})]" for name in drawn}
    random["page"] = f"math.random({facts['orders'] // 50})"
    random["second"] = 'string.format("%02d%%3A%02d", math.random(0, 59), math.random(0, 59))'
    parts = re.split(r"\{(\w+)\}", target)
    head = ""
    for name in parts[1::2]:
        if name in drawn:
            head += f"local some_{name} = {{" + ",".join(f'"{value}"' for value in drawn[name]) + "}\n"
    return head, " .. ".join(random[part] if i % 2 else f'"{part}"' for i, part in enumerate(parts))


def measure_routes(options, base, tokens, facts):
    columns = "".join(f" c{n}: req/s | ratio | p50 ms | p99 ms |" for n in CONNECTIONS)
    print(f"| request |{columns} KB |\n|" + " --- |" * (4 * len(CONNECTIONS) + 2))
    bare = {}
    for name, target in routes(facts):
        if options.only not in name and bare:
            continue
        line = f"| {name} |"
        see_first(base, target, tokens, facts)
        for connections in CONNECTIONS:
            rate, p50, p99, size, errors = wrk(options, base, target, tokens, facts, connections)
            bare.setdefault(connections, rate)
            line += f" {rate:,.0f} | {rate / bare[connections]:.3f} | {p50:.2f} | {p99:.2f} |"
            if errors:
                line += f" ({errors} errors)"
        print(f"{line} {size:.1f} |", flush=True)


def wrk(options, base, target, tokens, facts, connections):
    script = options.work / "request.lua"
    head = "local heads, turn = {}, 0\n"
    for token in tokens:
        head += f'heads[#heads + 1] = {{["Authorization"] = "Bearer {token}"}}\n'
    tables, path = lua_path(target, facts)
    head += (f"{tables}request = function() turn = turn % #heads + 1; "
             f"return wrk.format(nil, {path}, heads[turn]) end\n")
    script.write_text(head)
    command = ["wrk", "-t1", f"-c{connections}", "--latency", "-s", script, base]
    subprocess.run([*command, "-d3s"], check=True, stdout=subprocess.DEVNULL)
    text = subprocess.run([*command, f"-d{options.seconds}s"], check=True, stdout=subprocess.PIPE, text=True).stdout
    script.unlink()
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    requests, volume = re.search(r"(\d+) requests in .*?, ([\d.]+[KMG]?B) read", text).groups()
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    size = kilobytes(volume) / max(int(requests), 1)
    return rate, quantile(text, 50), quantile(text, 99), size, errors.group(1) if errors else ""


def quantile(text, percent):
    number, unit = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)\s*$", text, re.MULTILINE).groups()
    return float(number) * {"us": 1e-3, "ms": 1, "s": 1e3, "m": 6e4}[unit]


def kilobytes(text):
    number, unit = re.fullmatch(r"([\d.]+)([KMG]?)B", text).groups()
    return float(number) * {"": 1 / 1024, "K": 1, "M": 1024, "G": 1024 * 1024}[unit]


def rss_megabytes(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024


if __name__ == "__main__":
    sys.exit(main())
