#!/usr/bin/env python3
"""Writes web/src/api/resource_parents.json from src/domain/identity/resources.cpp, so that the web
app hides what the server would refuse. With --check: exit status 1 when it would change."""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/domain/identity/resources.cpp"
TARGET = ROOT / "web/src/api/resource_parents.json"


def main():
    text = SOURCE.read_text(encoding="utf-8").replace("kAllResources", '"Magento_Backend::all"')
    rows = re.findall(r'\{"([^"]+)",\s*"([^"]*)",\s*"[^"]*"\}', text)
    wanted = json.dumps({name: parent for name, parent in rows if parent}, indent=2) + "\n"
    if "--check" in sys.argv:
        return 0 if TARGET.read_text(encoding="utf-8") == wanted else 1
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
