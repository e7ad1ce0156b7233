"""Values for the parameters and bodies of OpenAPI operations, right and wrong ones, and a check of
answers against a schema."""

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


def mismatch(schema, value, path="$"):
    """Why an answer does not fit its schema, or None. Recorded schemas know only what was seen: a
    member they do not name is fine, a value of another kind is not."""
    if "anyOf" in schema:
        found = [mismatch(each, value, path) for each in schema["anyOf"]]
        return None if None in found else found[0]
    if len(value) > schema.get("maxItems", 10**9) if isinstance(value, list) else False:
        return f"{path}: {len(value)} elements"
    kinds = schema.get("type")
    if kinds is None or value is None:
        return None
    kinds = kinds if isinstance(kinds, list) else [kinds]
    names = {"object": dict, "array": list, "string": str, "boolean": bool}
    fits = any(isinstance(value, names[kind]) if kind in names else
               (not isinstance(value, bool) and isinstance(value, (int, float)))
               for kind in kinds if kind != "null")
    if not fits:
        return None if kinds == ["null"] else f"{path}: {json.dumps(value)[:80]} is not {kinds}"
    if isinstance(value, dict):
        for name, each in value.items():
            found = mismatch(schema.get("properties", {}).get(name, {}), each, f"{path}.{name}")
            if found:
                return found
    if isinstance(value, list):
        for index, each in enumerate(value):
            found = mismatch(schema.get("items", {}), each, f"{path}[{index}]")
            if found:
                return found
    return None
