"""Values for the parameters and bodies of OpenAPI operations, right and wrong ones, and a strict
check of answers against a schema."""

import json

WORDS = ["a", "LAMP-1", "de", "302-0000001-0000001", "processing", "shipping", "2024-01-31",
         "2024-01-31T10:00:00Z", "12.34", "EUR", "%", "_", "'; --", "<b>", "한국어", "\u0000",
         "\ufeff", "../..", "a" * 300, "", " ", "null", "true", "0x10", "1e9", "-0", "NaN"]
NUMBERS = [0, 1, 2, 3, -1, 250, 251, 10_000, 2**31, 2**53, 2**63 - 1, 2**63, -2**63, 10**30]


def wrong_value(chance):
    return chance.choice([None, True, "", "x", [], {}, [[]], {"a": {"b": []}}, 1.5, -1, 10**40,
                          ["x"] * 50, "\U0001f600", "\x00"])


def value_of(schema, chance, depth=0):
    """Mostly what the schema asks for, sometimes something else."""
    if chance.random() < 0.08:
        return wrong_value(chance)
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = chance.choice(kind)
    if "enum" in schema:
        return chance.choice(schema["enum"])
    if kind == "integer":
        return chance.choice(NUMBERS) if chance.random() < 0.4 else chance.randint(1, 12)
    if kind == "number":
        return chance.choice([0, 0.01, 1, 7, 3.5, -2, 1e6, 1e300])
    if kind == "boolean":
        return chance.random() < 0.5
    if kind == "null":
        return None
    if kind == "array":
        count = chance.choice([0, 1, 1, 2, 3])
        return [value_of(schema.get("items", {}), chance, depth + 1) for _ in range(count)]
    if kind == "object" and depth < 6:
        members = schema.get("properties", {})
        required = schema.get("required", [])
        made = {name: value_of(each, chance, depth + 1) for name, each in members.items()
                if chance.random() < (0.95 if name in required else 0.5)}
        if chance.random() < 0.05:
            made[chance.choice(["x", "entity_id", "__proto__", ""])] = wrong_value(chance)
        return made
    if kind == "string" and schema.get("format") in ("date", "date-time"):
        return chance.choice(["2024-02-30", "2024-01-31", "2030-01-01T00:00:00Z", "yesterday"])
    if kind == "string" and "pattern" in schema:
        return chance.choice(["0", "1.00", "12.345", "-1", "1e5", "1.000000", "9" * 20])
    return chance.choice(WORDS)


def _is_of(kind, value):
    """A decimal is no integer, even when its digits are zeros: clients read it into an int64."""
    if kind == "null":
        return value is None
    if isinstance(value, bool):
        return kind == "boolean"
    names = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float)}
    return isinstance(value, names.get(kind, ()))


def mismatch(schema, value, path="$"):
    """Why an answer does not fit its schema, or None. Stricter than JSON Schema: where members are
    named, others are wrong unless additionalProperties says otherwise, as a client that was
    generated from the document would not see them."""
    if "anyOf" in schema:
        found = [mismatch(each, value, path) for each in schema["anyOf"]]
        if None in found:
            return None
        # What is wrong inside tells more than that it is no empty list.
        return next((each for each in found if not each.startswith(f"{path}: ")), found[0])
    kinds = schema.get("type")
    if kinds is None:
        return None
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if not any(_is_of(kind, value) for kind in kinds):
        return f"{path}: {json.dumps(value)[:80]} is not {kinds}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{path}: {json.dumps(value)[:80]} is none of {schema['enum']}"
    if isinstance(value, dict):
        return _mismatch_of_members(schema, value, path)
    if isinstance(value, list):
        if len(value) > schema.get("maxItems", len(value)):
            return f"{path}: {len(value)} elements"
        found = (mismatch(schema.get("items", {}), each, f"{path}[]") for each in value)
        return next(filter(None, found), None)
    return None


def _mismatch_of_members(schema, value, path):
    known = schema.get("properties", {})
    others = schema.get("additionalProperties", not known)
    for name in schema.get("required", ()):
        if name not in value:
            return f"{path}.{name} is missing"
    for name, each in value.items():
        if name not in known and not others:
            return f"{path}.{name} is not named"
        found = mismatch(known.get(name, {}), each, f"{path}.{name}")
        if found:
            return found
    return None
