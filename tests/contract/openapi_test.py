#!/usr/bin/env python3
"""Thousands of generated calls against the server's own OpenAPI documents: every answer has a
status that is documented for its operation and the shape that is documented for it, and none is a
failure of ours. Limits are tried one below, at, and one above. Every operation shows an example
that was heard from the program (tools/openapi/record.py), or says here why not.

Environment: ORDERYARD_CALLS, how many calls (default 5,000); ORDERYARD_SEED.
"""

import collections
import json
import os
import random
import sys
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
# pylint: disable=wrong-import-position
import openapi_values
from yard import amazon_side, http_calls, our_side, processing, results

STORE = "de"
CALLS = int(os.environ.get("ORDERYARD_CALLS", "5000"))
# What calls addresses of its own choosing, and a stream without an end.
LEFT_OUT = {"POST /api/v1/stores", "GET /api/v1/events"}
# Operations without a recorded good answer.
WITHOUT_EXAMPLE = {
    "POST /rest/V1/invoices/{id}/void": "always refused: the channel collects the money",
    "POST /rest/V1/invoices/{id}/capture": "always refused: the channel collects the money",
    "PUT /rest/V1/creditmemo/{id}": "always refused, as by Magento itself",
}
# Members that are known beside one value of another only.
WITH_OTHERS_ONLY = {"post_api_v1_orders__id__mails": {"subject", "text", "document_id"}}
URL_BYTES_MAX, HEADER_BYTES_MAX, BODY_BYTES_MAX = 8 * 1024, 16 * 1024, 1024 * 1024
DEPTH_MAX = 32


def open_world(folder, seed):
    sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--seed", str(seed),
                                  "--marketplaces", "DE")
    yard = our_side.Yard(folder)
    yard.cli("migrate")
    yard.add_store(STORE, sandbox)
    yard.import_products([["LAMP-1", "Lamp", 1000, "yes"]],
                         ["sku", "name", "quantity", "manage_stock"])
    yard.serve("--test-clock", "--set", "limits.requests_per_minute=100000",
               "--set", "limits.anonymous_per_minute=100000")
    specs = [{"lines": [{"sku": "LAMP-1", "quantity": 3, "unit_price": "7.00",
                         "shipping": "3.50"}]} for _ in range(12)]
    ids = list(processing.place_and_import(yard, sandbox, STORE, specs).values())
    for entity_id in ids[:4]:
        yard.client().expect(200, "POST", f"/rest/V1/order/{entity_id}/invoice", {})
        yard.client().expect(200, "POST", f"/rest/V1/order/{entity_id}/ship", {})
    # One of our own has no channel, and so no number, store or window of it.
    yard.client().expect(201, "POST", f"/api/v1/orders/{ids[4]}/reorder", {})
    return yard


def operations_of(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            name = f"{method.upper()} {path}"
            if name not in LEFT_OUT:
                yield name, operation, document


# -- one call

def path_value(name, schema, chance):
    if chance.random() < 0.7:
        if schema.get("type") == "integer":
            return str(chance.randint(1, 12))
        return {"store": STORE, "sku": "LAMP-1", "code": "default"}.get(name, "1")
    return str(openapi_values.value_of(schema, chance)) or "x"


def make_call(name, operation, chance):
    method, _, path = name.partition(" ")
    query = []
    for parameter in operation["parameters"]:
        schema = parameter["schema"]
        if parameter["in"] == "path":
            text = urllib.parse.quote(path_value(parameter["name"], schema, chance), safe="")
            path = path.replace("{" + parameter["name"] + "}", text)
        elif chance.random() < (0.9 if parameter["required"] else 0.25):
            query.append((parameter["name"], openapi_values.value_of(schema, chance)))
    if "/rest/" in path and chance.random() < 0.5:
        query.append(("searchCriteria", ""))
    if query:
        path += "?" + urllib.parse.urlencode([(key, str(value)) for key, value in query])
    body, headers = None, {}
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    if schema is not None and method != "GET":
        body = json.dumps(openapi_values.value_of(schema, chance))
        headers["Content-Type"] = "application/json"
        fate = chance.random()
        if fate < 0.03:
            body = body[:len(body) // 2]
        elif fate < 0.05:
            headers["Content-Type"] = chance.choice(["text/plain", "application/xml", "", "x"])
        elif fate < 0.06:
            body = chance.choice(["[]", "null", "1", '"x"', "{", "\ufeff{}", "\u0000"])
    if chance.random() < 0.04:
        headers["Authorization"] = chance.choice(["Bearer x", "Basic eDp4", "OAuth x=y", "Bearer"])
    if chance.random() < 0.02:
        headers["Accept"] = "application/xml"
    return method, path, body, headers


def why_wrong(answer, operation, document, body):
    """What is wrong with an answer, in words, or None."""
    status = str(answer.status)
    if answer.status >= 500:
        return f"{status}: a failure of ours"
    known = operation["responses"].get(status)
    if known is None:
        return f"{status} is not documented"
    if "$ref" in known:
        known = document["components"]["responses"][known["$ref"].rsplit("/", 1)[1]]
    media = answer.headers.get("content-type", "").split(";")[0]
    content = known.get("content", {})
    if content and media not in content:
        return f"{status} has the media type {media}, documented is {sorted(content)}"
    if media != "application/json":
        return None
    value = json.loads(answer.body)
    if status == "400" and str(value.get("message")).endswith("is not known here."):
        if value["field"] in names_given(operation) and not is_null(body, value["field"]):
            return f"{value['field']} is documented, but not known"
    return openapi_values.mismatch(content.get(media, {}).get("schema", {}), value)


def is_null(body, name):
    """Null for what is not nullable may be refused in any words."""
    given = json.loads(body) if body else {}
    return name in given and given[name] is None


def names_given(operation):
    """Of what a call may give, but for what stands in the path."""
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    names = {each["name"] for each in operation["parameters"] if each["in"] == "query"}
    names |= set(body.get("schema", {}).get("properties", {}))
    return names - WITH_OTHERS_ONLY.get(operation["operationId"], set())


# -- the cases

def generated_calls(folder, seed):
    yard = open_world(folder, seed)
    chance = random.Random(seed)
    client = yard.client()
    everything = []
    for part in ("rest", "v1"):
        everything += operations_of(client.get(f"/openapi/{part}.json"))
    statuses, found = collections.Counter(), collections.Counter()
    first = {}
    for number in range(max(CALLS, len(everything))):
        # Each at least once, then at random.
        name, operation, document = (everything[number] if number < len(everything)
                                     else chance.choice(everything))
        method, path, body, headers = make_call(name, operation, chance)
        answer = client.call(method, path, body, headers)
        statuses[answer.status] += 1
        wrong = why_wrong(answer, operation, document, body)
        if wrong:
            found[f"{name}: {wrong}"] += 1
            first.setdefault(f"{name}: {wrong}", f"{method} {path[:300]} {str(body)[:400]}\n"
                                                 f"      {answer.text()[:300]}")
    print(f"  {sum(statuses.values())} calls of {len(everything)} operations:"
          f" {dict(sorted(statuses.items()))}")
    assert not found, "\n".join(f"{count} x {what}\n      {first[what]}"
                                for what, count in found.most_common(40))
    assert statuses[200] > CALLS / 10, "hardly any call was a good one"
    assert client.call("GET", "/healthz").status == 200
    yard.stop()


def limits_hold(folder, seed):
    yard = open_world(folder, seed)
    client = yard.client()
    found = []

    def expect(what, wanted, answer):
        if answer.status not in wanted:
            found.append(f"{what}: {answer.status} instead of {sorted(wanted)}:"
                         f" {answer.text()[:120]}")

    root = "/rest/V1/orders?searchCriteria[pageSize]=1&x="
    for more in (-1, 0, 1):
        target = root + "a" * (URL_BYTES_MAX - len(root) + more)
        expect(f"URL {more:+d}", {414} if more > 0 else {200}, client.call("GET", target))
        expect(f"body {more:+d}", {413} if more > 0 else {400, 409},
               client.call("POST", "/api/v1/orders/1/comments",
                           sized_body(BODY_BYTES_MAX + more),
                           {"Content-Type": "application/json"}))
        depth = DEPTH_MAX + more
        nested = '{"comment":' + "[" * (depth - 1) + "]" * (depth - 1) + "}"
        expect(f"depth {more:+d}", {400}, client.call(
            "POST", "/api/v1/orders/1/comments", nested, {"Content-Type": "application/json"}))
        expect(f"depth {more:+d} on /rest", {400} if more > 0 else {404}, client.call(
            "POST", "/rest/V1/order/99999/ship", nested, {"Content-Type": "application/json"}))
        expect(f"page {more:+d}", {400} if more > 0 else {200},
               client.call("GET", f"/api/v1/orders?page_size={250 + more}"))
        expect(f"page {more:+d} on /rest", {400} if more > 0 else {200}, client.call(
            "GET", f"/rest/V1/orders?searchCriteria[pageSize]={10_000 + more}"))
    for size, wanted in ((HEADER_BYTES_MAX // 2, {200}), (HEADER_BYTES_MAX + 1, {431})):
        expect(f"header of {size}", wanted, http_calls.Client(yard.url, client.headers).call(
            "GET", "/rest/V1/modules", headers={"X-Long": "a" * size}))
    assert not found, "\n".join(found)
    assert client.call("GET", "/healthz").status == 200
    yard.stop()


def has_example(operation):
    """Of a good answer; what is no JSON (PDF, CSV) has its type, and a 204 nothing."""
    for status, answer in operation["responses"].items():
        content = answer.get("content", {}) if status.startswith("2") else None
        if content is not None and (not content or any(
                "example" in media or "json" not in kind for kind, media in content.items())):
            return True
    return False


def examples_are_there(folder):
    yard = our_side.Yard(folder)
    yard.cli("migrate")
    yard.serve()
    lacking = set()
    for part in ("rest", "v1"):
        for path, methods in yard.client().get(f"/openapi/{part}.json")["paths"].items():
            lacking |= {f"{method.upper()} {path}" for method, operation in methods.items()
                        if not has_example(operation)}
    yard.stop()
    new = sorted(lacking - WITHOUT_EXAMPLE.keys())
    assert not new, ("no good answer was recorded of these: give each a story or a stop in "
                     "tools/openapi/tour.py, then run tools/openapi/record.py:\n"
                     + "\n".join(new))
    old = sorted(WITHOUT_EXAMPLE.keys() - lacking)
    assert not old, "these have an example after all:\n" + "\n".join(old)


def check_is_strict(_folder):
    """The check of answers refuses what a client made from the document could not read."""
    schema = {"type": "object", "required": ["id"], "properties": {
        "id": {"type": "integer"}, "total": {"type": ["null", "number"]},
        "lines": {"type": "array", "items": {"type": "object", "properties": {
            "sku": {"type": "string"}}}}, "any": {},
        "counts": {"type": "object", "properties": {}}}}
    for good in ({"id": 1}, {"id": 1, "total": None, "any": None}, {"id": 1, "total": 2.5},
                 {"id": 1, "total": 2, "lines": [{"sku": "a"}, {}], "counts": {"new": 1}}):
        found = openapi_values.mismatch(schema, good)
        assert found is None, f"{good}: {found}"
    for wrong in ({}, {"id": None}, {"id": 1.5}, {"id": 1.0}, {"id": True}, {"id": "1"},
                  {"id": 1, "total": "2"}, {"id": 1, "more": 1}, {"id": 1, "lines": None},
                  {"id": 1, "lines": [{"sku": None}]}, {"id": 1, "lines": [{"sku": "", "x": 1}]},
                  [], None):
        assert openapi_values.mismatch(schema, wrong), f"{wrong} passes"
    nothing = {"anyOf": [schema, {"type": "array", "items": {}, "maxItems": 0}]}
    assert openapi_values.mismatch(nothing, []) is None
    assert "id" in openapi_values.mismatch(nothing, {"id": None})


def sized_body(size):
    start, end = '{"comment":"', '"}'
    return start + "a" * (size - len(start) - len(end)) + end


def page_for_people(folder, seed):
    """/docs shows each operation and needs nothing but its style sheet."""
    yard = our_side.Yard(folder)
    yard.cli("migrate")
    yard.serve()
    client = yard.client(has_token=False)
    page = client.call("GET", "/docs")
    assert page.status == 200 and page.headers["content-type"].startswith("text/html"), page.status
    assert "script" not in page.headers["content-security-policy"]
    assert client.call("GET", "/docs/style.css").status == 200
    for part in ("rest", "v1"):
        for path, methods in client.get(f"/openapi/{part}.json")["paths"].items():
            for method in methods:
                assert f"<h3>{method.upper()} {path}</h3>" in page.text(), f"{method} {path}"
    yard.stop()


def main():
    cases = results.Cases("openapi_test")
    seed = results.seed()
    print(f"seed {seed} (replay: ORDERYARD_SEED={seed})", flush=True)
    cases.run("the check of answers is strict", check_is_strict, 10)
    cases.run("generated calls meet documented answers only",
              lambda folder: generated_calls(folder, seed), 600)
    cases.run("limits hold at their edges", lambda folder: limits_hold(folder, seed), 120)
    cases.run("every operation has a recorded answer", examples_are_there, 60)
    cases.run("the page shows every operation", lambda folder: page_for_people(folder, seed), 60)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
