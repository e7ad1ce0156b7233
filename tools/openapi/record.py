#!/usr/bin/env python3
"""Plays the stories of tests/scenarios and a walk through what they leave out (tour.py), and keeps
what the program answered as the examples and schemas of its OpenAPI documents
(src/api/openapi/recorded/*.json).

    tools/openapi/record.py [NAME...]     NAME: part of a story's file name, or "tour"; none: all
    tools/openapi/record.py --fresh       forgets what was recorded before

Entries are sorted by path, and an example changes only when its shape does: branches merge. In
examples secrets are masked ("..."), all instants are one, and names come from the sandbox, which
makes them up. Which operations have none, and why: tests/contract/openapi_test.py. Needs Debian's
aiosmtpd, as the tests do. Environment: ORDERYARD_BINARY, as for the tests.
"""

import glob
import json
import os
import re
import sys
import tempfile
import urllib.parse

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(TOP, "tests", "lib"))
# pylint: disable=wrong-import-position
import tour
from yard import amazon_side, our_side, processes, processing, stories

RECORDED = os.path.join(TOP, "src", "api", "openapi", "recorded")
PARTS = {"rest": "/rest/", "v1": "/api/v1/"}
TEXT_MAX = 120
SECRET = re.compile(r"secret|token|password|recovery|consumer_key|signature|uri$|cookie|^qr$")
NO_SECRET = re.compile(r"^has_|^must_|_at$|_url$")  # talks about one only
# Answers that are a secret and nothing else.
SECRET_ANSWERS = {"POST /rest/V1/integration/admin/token"}
# Whatever varies from run to run and means nothing to a reader.
STEADY = ((re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z"),
           "2026-03-01T09:30:00Z"),
          (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}"),
           "2026-03-01 09:30:00"),
          (re.compile(r"\b20[2-9][0-9]-[0-9]{2}-[0-9]{2}\b"), "2026-03-01"),
          (re.compile(r"\b[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\b"),
           "0b9a3c1e-1d2f-4a5b-8c6d-7e8f9a0b1c2d"),
          (re.compile(r"\bevt_\w+"), "evt_..."),
          (re.compile(r"\b[0-9a-f]{32,}\b"), "..."),
          (re.compile(r"(127\.0\.0\.1|localhost):[0-9]+"), r"\1:8080"))
ONE_TIME_CODE = re.compile(r"[0-9]{6}")
JSON_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string",
              type(None): "null"}


# -- schemas and examples from values

def schema_of(value):
    if isinstance(value, dict):
        return {"type": "object",
                "properties": {name: schema_of(each) for name, each in sorted(value.items())}}
    if isinstance(value, list):
        items = {}
        for each in value:
            items = merged(items, schema_of(each))
        return {"type": "array", "items": items}
    return {"type": JSON_TYPES[type(value)]}


def _types(schema):
    kind = schema.get("type", [])
    return set(kind if isinstance(kind, list) else [kind])


def merged(one, other):
    """A schema that takes what either takes."""
    if not one or not other:
        return one or other
    types = _types(one) | _types(other)
    if "number" in types:
        types.discard("integer")
    result = {"type": sorted(types) if len(types) > 1 else types.pop()}
    if "properties" in one or "properties" in other:
        mine, theirs = one.get("properties", {}), other.get("properties", {})
        result["properties"] = {name: merged(mine.get(name, {}), theirs.get(name, {}))
                                for name in sorted(mine.keys() | theirs.keys())}
    if "items" in one or "items" in other:
        result["items"] = merged(one.get("items", {}), other.get("items", {}))
    return result


def example_of(value, name=""):
    if isinstance(value, dict):
        return {key: example_of(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [example_of(each, name) for each in value[:1]]
    if isinstance(value, str):
        if SECRET.search(name) and not NO_SECRET.search(name) and value:
            return "..."
        if name == "code" and ONE_TIME_CODE.fullmatch(value):
            return "..."
        for pattern, steady in STEADY:
            value = pattern.sub(steady, value)
        return value if len(value) <= TEXT_MAX else value[:TEXT_MAX] + "..."
    return value


def keep(entry, value):
    """Adds a value that was seen to {"schema", "example"}."""
    schema = merged(entry.get("schema", {}), schema_of(value))
    if schema != entry.get("schema"):
        entry["schema"], entry["example"] = schema, example_of(value)


# -- from calls to routes

class Routes:
    """Which pattern of a document a path belongs to."""

    def __init__(self, document):
        self.patterns = []
        for pattern, methods in document["paths"].items():
            shape = re.sub(r"\\\{[^/]*?\\\}", "[^/]+", re.escape(pattern))
            literals = sum(not part.startswith("{") for part in pattern.split("/"))
            self.patterns.append((-literals, re.compile(shape + "$"), pattern, methods))
        self.patterns.sort(key=lambda each: each[0])

    def find(self, method, path):
        for _, shape, pattern, methods in self.patterns:
            if shape.match(path) and method.lower() in methods:
                return f"{method} {pattern}"
        return None


def plain_path(path):
    """/index.php/rest//de/V1/orders/ is /rest/V1/orders."""
    parts = [part for part in path.split("/") if part and part != "index.php"]
    if parts and parts[0] == "rest" and len(parts) > 2 and parts[1] != "V1" and parts[2] == "V1":
        del parts[1]
    return "/" + "/".join(parts)


def parsed(text):
    try:
        return True, json.loads(text)
    except ValueError:
        return False, None


def add_call(name, entry, call, query):
    status = str(call["status"])
    if not status.startswith("2"):
        return
    answer = entry.setdefault(status, {})
    answer["media_type"] = call["type"].split(";")[0] or "application/json"
    is_json, value = parsed(call["answer"])
    if is_json and "json" in answer["media_type"]:
        keep(answer, "..." if name in SECRET_ANSWERS else value)
    is_json, body = parsed(call["body"])
    if is_json and isinstance(body, dict) and body:
        keep(entry.setdefault("request", {}), body)
    for name, values in urllib.parse.parse_qs(query).items():
        if "[" not in name and name not in ("searchCriteria", "search_criteria"):
            is_int = all(re.fullmatch("-?[0-9]{1,9}", each) for each in values)
            kinds = entry.setdefault("query", {})
            kind = {"type": "integer" if is_int else "string"}
            kinds[name] = kind if name not in kinds or kinds[name] == kind else {"type": "string"}


def main():
    names = [word for word in sys.argv[1:] if not word.startswith("--")]
    recorded = {}
    for part in PARTS:
        with open(os.path.join(RECORDED, part + ".json"), encoding="utf-8") as file:
            recorded[part] = {} if "--fresh" in sys.argv else json.load(file)
    with tempfile.TemporaryDirectory(prefix="orderyard-record-") as folder:
        yard = our_side.Yard(folder)
        yard.cli("migrate")
        yard.serve()
        documents = {part: yard.client().get(f"/openapi/{part}.json") for part in PARTS}
        yard.stop()
        trace = os.path.join(folder, "trace")
        os.environ["ORDERYARD_RECORD"] = trace
        walk(folder, documents)
        if not names or "tour" in names:
            tour.walk(folder)
        if names != ["tour"]:
            play_stories(names, folder)
        read_trace(trace, documents, recorded)
    for part, entries in recorded.items():
        known = {f"{method.upper()} {path}" for path, methods in documents[part]["paths"].items()
                 for method in methods}
        entries = {name: entries[name] for name in sorted(known & entries.keys())}
        with open(os.path.join(RECORDED, part + ".json"), "w", encoding="utf-8") as file:
            json.dump(entries, file, indent=1, sort_keys=True)
            file.write("\n")
        print(f"{part}: {len(entries)} of {len(known)} operations heard; never:")
        for name in sorted(known - entries.keys()):
            print("   ", name)


def walk(folder, documents):
    """Reads whatever a small world has to show: routes without a story are heard too."""
    sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--marketplaces", "DE")
    yard = our_side.Yard(folder, name="walk")
    yard.cli("migrate")
    yard.add_store("de", sandbox)
    yard.import_products([["LAMP-1", "Lamp", 100, "yes"]],
                         ["sku", "name", "quantity", "manage_stock"])
    yard.serve("--test-clock")
    spec = {"lines": [{"sku": "LAMP-1", "quantity": 3, "unit_price": "7.00"}]}
    unknown = {"lines": [{"sku": "UNKNOWN", "quantity": 1, "unit_price": "7.00"}]}
    ids = processing.place_and_import(yard, sandbox, "de", [spec, spec, unknown])
    number, entity_id = list(ids.items())[0]
    client = yard.client()
    for what in ("invoices", "shipments"):
        client.call("POST", f"/api/v1/orders/{entity_id}/{what}", {})
    processing.let_follow_ups_end(yard, sandbox, "de")
    client.call("POST", f"/api/v1/orders/{entity_id}/credit-memos", {"reason": "customer_return"})
    known = {"store": "de", "number": number, "sku": "LAMP-1", "code": "default", "view": "default",
             "kind": "order", "audience": "guest", "type": "website", "file": "orders.csv"}
    for document in documents.values():
        for path, methods in sorted(document["paths"].items()):
            if "get" in methods and not path.endswith("/events"):
                path = re.sub(r"\{(\w+)\}", lambda name: known.get(name.group(1), "1"), path)
                query = "?searchCriteria" if path.startswith("/rest") else ""
                client.call("GET", path + query)
    yard.stop()
    processes.stop_all()


def play_stories(names, folder):
    for path in sorted(glob.glob(os.path.join(TOP, "tests", "scenarios", "*.test"))):
        name = os.path.basename(path)
        if names and not any(word in name for word in names):
            continue
        _, steps = stories.read_story(path)
        place = os.path.join(folder, name)
        os.makedirs(place)
        try:
            stories.Stage(place, "sqlite").play(steps)
        except (AssertionError, KeyError, OSError) as error:
            print(f"{name}: {str(error)[:200]}")
        finally:
            processes.stop_all()


def read_trace(trace, documents, recorded):
    routes = {part: Routes(document) for part, document in documents.items()}
    with open(trace, encoding="utf-8") as file:
        for line in file:
            call = json.loads(line)
            path, _, query = call["path"].partition("?")
            path = plain_path(path)
            for part, root in PARTS.items():
                name = path.startswith(root) and routes[part].find(call["method"], path)
                if name:
                    add_call(name, recorded[part].setdefault(name, {}), call, query)
                    if not recorded[part][name]:
                        del recorded[part][name]


if __name__ == "__main__":
    main()
