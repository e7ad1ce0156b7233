#!/usr/bin/env python3
"""The lint of the tree: what the compiler cannot see. Which room includes which, banned words and
their replacements, how files open, how long they are. Run by ctest as "tidy"; see tools/README.md.

    tidy.py [root]     prints findings as path:line: rule: message; exit status 1 when there are any
"""

import os
import re
import subprocess
import sys
from collections import namedtuple

import cpp_text

Finding = namedtuple("Finding", "path line rule message")

# docs/architecture.md, section 1: who may include whom. A room may always include itself.
ROOMS = {
    "base": set(),
    "domain": {"base"},
    "ports": {"domain", "base"},
    "actions": {"ports", "domain", "base"},
    "documents": {"domain", "base"},
    "storage": {"ports", "domain", "base"},
    "amazon": {"actions", "ports", "domain", "base"},
    "mail": {"ports", "domain", "base"},
    "jobs": {"ports", "base"},
    "http": {"base"},
    "api": {"http", "actions", "documents", "mail", "ports", "domain", "base"},
    "sandbox": {"base", "http"},
}
ROOMS["app"] = set(ROOMS)

# Exceptions to the room rule (exceptions.txt). Lower this when entries go; never raise it.
EXCEPTION_COUNT_MAX = 0

LINE_COLUMNS_MAX = 100
SCRIPT_COLUMNS_MAX = 120  # Python: nothing formats it
FILE_LINES_HINT = 400
FUNCTION_LINES_HINT = 70
README_LINES_MAX = 19

CPP = (".cpp", ".hpp", ".cc")
MONEY_PATHS = ("src/domain/", "src/actions/", "src/base/money", "src/base/currency")

# Word, where it is banned (None: everywhere in C++), and what to write instead. Comments and string
# literals do not count: SQL may well say strftime.
BANNED_CODE = [
    (r"\b(?:std::)?(?:stod|stof|stold|atof|strtod|strtof|strtold)\b", None,
     "depends on the locale and rounds: use base::Money::Parse, base::ParseInt or std::from_chars"),
    (r"\b(?:std::)?(?:strftime|put_time|localtime(?:_r)?|gmtime(?:_r)?|mktime)\b", None,
     "depends on locale or zone: use base::Instant"),
    (r"\bstd::(?:basic_)?w?regex(?:_\w+)?\b", None,
     "backtracks without a limit on text from outside: parse by hand or with base/text.hpp"),
    (r"\b(?:std::)?v?s(?:n)?printf\b", None, "use fmt::format"),
    (r"\b(?:std::)?(?:strcpy|strcat|strncpy|strncat)\b", None, "use std::string"),
    (r"(?<![.\w>])(?:std::|::)?(?:system|popen)\s*\(", None,
     "runs a shell on text: call the library, or posix_spawn with an argument list"),
    (r"(?<![.\w>])(?:std::)?s?rand\s*\(", None, "predictable: use base::RandomBytes"),
    (r"\busing\s+namespace\s+std\s*;", None, "write std:: out"),
    (r"\b(?:double|float)\b", MONEY_PATHS,
     "money never passes through floating point: use base::Money or integers"),
]
TODO = re.compile(r"\b(?:TODO|FIXME)\b(?!\(#\d+\))")
VAGUE_TYPE = re.compile(r"\b(?:class|struct)\s+(\w*(?:Manager|Helper|Utils?|Info|Data|Service))\b"
                        r"(?=\s*(?:final\s*)?[:{;])")
# "Personal data" is the law's own word.
VAGUE_TYPES_ALLOWED = {"PersonalData"}
DOMAIN_WORDS = re.compile(r"amazon|json|http|sql", re.IGNORECASE)
HEAVY_HEADER = re.compile(
    r"<(?:boost/|spdlog/|curl/|CLI/|toml|openssl/|date/|unicode/|prometheus/)")
DATABASE_HEADER = re.compile(r"<(?:sqlite3\.h|libpq-fe\.h|postgresql/)")
LIGHT_ROOMS = ("base", "domain", "ports", "actions", "jobs")
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|(<[^>]+>))')

MACHINE_PATH = re.compile(r"(?<![\w.~$}*-])/(?:work|root|home)/")
REGISTRY_HOST = re.compile(
    r"registry\.npmjs\.org|registry\.yarnpkg\.com|files\.pythonhosted\.org|//pypi\.org/simple"
    r"|proxy\.golang\.org|index\.crates\.io|deb\.debian\.org"
    r'|"resolved":\s*"https?://|^\s*(?:registry|index-url)\s*=', re.MULTILINE)
# The rules spell out what they look for.
RULE_TEXT = "tools/tidy/"


def room_of(path):
    """The room a file belongs to, or None."""
    parts = path.split("/")
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    return "sandbox" if parts[0] == "sandbox" and len(parts) > 1 else None


def each_line(pattern, text):
    """Line number and match for every place the pattern is found."""
    for match in pattern.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match


def declared_rooms(cmake_text, keyword):
    """The rooms after ROOMS or TEST_ROOMS in a room's CMakeLists.txt."""
    words = re.sub(r"#.*", "", cmake_text).replace("(", " ").replace(")", " ").split()
    rooms = []
    taking = False
    for word in words:
        if word.isupper() and word.isidentifier():
            taking = word == keyword
        elif taking:
            rooms.append(word)
    return rooms


def check_includes(path, text, test_rooms=()):
    """Rooms, heavy headers and database headers."""
    room = room_of(path)
    if room is None:
        return
    allowed = ROOMS.get(room, set()) | {room}
    if path.endswith(("_test.cpp", "_fixture.hpp")):
        allowed |= set(test_rooms)
    if room not in ROOMS:
        yield Finding(path, 1, "room", f"unknown room '{room}': add it to docs/ and to tidy.py")
        return
    for number, line in enumerate(text.split("\n"), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        own, system = match.groups()
        if own and "/" not in own:
            yield Finding(path, number, "room", f'write the room: "{room}/.../{own}"')
        elif own and own.split("/")[0] in ROOMS and own.split("/")[0] not in allowed:
            yield Finding(path, number, "room",
                          f"{room} may not include {own.split('/')[0]} (docs/architecture.md)")
        elif system and DATABASE_HEADER.match(system) and room != "storage":
            yield Finding(path, number, "room", "databases are reached from storage only")
        elif (system and HEAVY_HEADER.match(system) and room in LIGHT_ROOMS
              and path.endswith(".hpp")):
            yield Finding(path, number, "heavy-header", f"{system} belongs into a .cpp file")


def check_room_links(path, cmake_text):
    """The link line of a room against the table."""
    room = room_of(path)
    if room not in ROOMS:
        return
    for other in declared_rooms(cmake_text, "ROOMS"):
        if other not in ROOMS[room]:
            yield Finding(path, 1, "room", f"{room} may not link {other} (docs/architecture.md)")


def check_words(path, text):
    """Banned words in C++, bare TODOs, and the words the domain never learns."""
    code = cpp_text.without_comments_and_strings(text)
    for pattern, where, advice in BANNED_CODE:
        if where is None or path.startswith(where):
            for line, match in each_line(re.compile(pattern), code):
                yield Finding(path, line, "banned", f"'{match.group().strip()}': {advice}")
    for line, match in each_line(VAGUE_TYPE, code):
        if match.group(1) not in VAGUE_TYPES_ALLOWED:
            yield Finding(path, line, "name", f"'{match.group(1)}': say what it is or does")
    if path.startswith("src/domain/"):
        for line, match in each_line(DOMAIN_WORDS, text):
            yield Finding(path, line, "domain-word",
                          f"'{match.group()}': the domain does not know it; use a neutral word"
                          " (channel, text, store) or move the code to its room")


def check_todo(path, text):
    for line, match in each_line(TODO, text):
        yield Finding(path, line, "banned",
                      f"bare '{match.group()}': do it, or name its issue, {match.group()}(#12)")


def check_machine(path, text):
    """Nothing may depend on, or tell of, the machine it was written on."""
    if path.startswith(RULE_TEXT):
        return
    for line, match in each_line(MACHINE_PATH, text):
        yield Finding(path, line, "machine-path",
                      f"absolute path '{match.group()}': make it relative")
    for line, match in each_line(REGISTRY_HOST, text):
        yield Finding(path, line, "registry",
                      f"'{match.group().strip()}': package sources are the user's own settings")


def check_layout(path, text):
    """Line length, opening comment, include guard."""
    raw_lines = cpp_text.raw_string_lines(text) if path.endswith(CPP) else set()
    columns_max = SCRIPT_COLUMNS_MAX if path.endswith(".py") else LINE_COLUMNS_MAX
    for number, line in enumerate(text.split("\n"), 1):
        # A line that is one long word (a link) or test text cannot be broken.
        unbreakable = len(line.strip().split(" ")) <= 2 or number in raw_lines
        if len(line) > columns_max and not unbreakable:
            yield Finding(path, number, "line-length",
                          f"{len(line)} columns, at most {columns_max}"
                          + (": run clang-format -i" if path.endswith(CPP) else ""))
    if room_of(path) and path.endswith(CPP + (".sql",)):
        opening = "--" if path.endswith(".sql") else "//"
        if not text.lstrip("\ufeff").startswith(opening):
            yield Finding(path, 1, "opening", "open with one to three sentences on what it is for")
    if path.endswith(".hpp") and not re.search(r"^#pragma once$", text, re.MULTILINE):
        yield Finding(path, 1, "pragma", "headers say #pragma once")


def check_rooms_have_readme(paths, read):
    """Every room tells in under 20 lines what it is for, what it must not know, where to start."""
    homes = {"/".join(p.split("/")[:2]) if p.startswith("src/") else "sandbox"
             for p in paths if room_of(p)}
    for home in sorted(homes):
        readme = home + "/README.md"
        if readme not in paths:
            yield Finding(readme, 1, "readme", "every room has a README.md")
        elif len(read(readme).splitlines()) > README_LINES_MAX:
            yield Finding(readme, 1, "readme", f"at most {README_LINES_MAX} lines")


def hints(path, text):
    """Lengths to think about. They never fail the lint."""
    count = text.count("\n")
    if count > FILE_LINES_HINT:
        yield Finding(path, 1, "file-length", f"{count} lines, aim at {FILE_LINES_HINT}")
    for line, name, length in cpp_text.functions(text):
        if length > FUNCTION_LINES_HINT:
            yield Finding(path, line, "function-length",
                          f"{name}: {length} lines, aim at {FUNCTION_LINES_HINT}")


def parse_exceptions(text):
    """Lines "including/file included_room"; '#' starts a comment."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return {tuple(line.split()) for line in lines if line}


def apply_exceptions(findings, exceptions):
    """Drops excepted room findings; complains about a list that grew or has gone stale."""
    used = set()
    kept = []
    for finding in findings:
        match = re.search(r"may not include (\w+)", finding.message)
        key = (finding.path, match.group(1)) if match else None
        if key in exceptions:
            used.add(key)
        else:
            kept.append(finding)
    where = "tools/tidy/exceptions.txt"
    if len(exceptions) > EXCEPTION_COUNT_MAX:
        kept.append(Finding(where, 1, "exceptions", "the list may only shrink"))
    for stale in sorted(exceptions - used):
        kept.append(Finding(where, 1, "exceptions", f"no longer needed: {' '.join(stale)}"))
    return kept


def list_files(root):
    """Files git tracks or would track; without git, all but build results."""
    try:
        listed = subprocess.run(
            ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            check=True, capture_output=True).stdout.decode().split("\0")
        return sorted({p for p in listed if p and os.path.isfile(os.path.join(root, p))})
    except (OSError, subprocess.CalledProcessError):
        pass
    paths = []
    for folder, folders, names in os.walk(root):
        folders[:] = [d for d in folders
                      if d not in ("node_modules", "__pycache__") and d[0] != "."
                      and not d.startswith("build")]
        paths += [os.path.relpath(os.path.join(folder, n), root) for n in names]
    return sorted(p.replace(os.sep, "/") for p in paths)


def run(paths, read):
    """All findings and hints of a tree. `read` gives the text of a path, None for binary files."""
    found, hinted = [], []
    test_rooms = {}
    for path in paths:
        if room_of(path) and path.endswith("/CMakeLists.txt"):
            text = read(path)
            test_rooms[room_of(path)] = declared_rooms(text, "TEST_ROOMS")
            found += check_room_links(path, text)
    for path in paths:
        text = read(path)
        if text is None:
            continue
        found += check_machine(path, text)
        if path.endswith(CPP):
            found += check_includes(path, text, test_rooms.get(room_of(path), ()))
            found += check_words(path, text)
            hinted += hints(path, text)
        if path.endswith(CPP + (".py", ".sh", ".cmake", ".sql", "CMakeLists.txt")):
            found += check_layout(path, text)
        if path.endswith(CPP + (".py", ".sh", ".cmake", ".sql", ".ts", ".tsx", ".css", ".html")) \
                and not path.startswith(RULE_TEXT):
            found += check_todo(path, text)
    found += check_rooms_have_readme(set(paths), read)
    return found, hinted


def main(arguments):
    here = os.path.dirname(os.path.abspath(__file__))
    root = arguments[1] if len(arguments) > 1 else os.path.dirname(os.path.dirname(here))

    def read(path):
        try:
            with open(os.path.join(root, path), encoding="utf-8", newline="") as file:
                return file.read()
        except UnicodeDecodeError:
            return None

    found, hinted = run(list_files(root), read)
    with open(os.path.join(here, "exceptions.txt"), encoding="utf-8") as file:
        found = apply_exceptions(found, parse_exceptions(file.read()))
    for hint in hinted:
        print(f"{hint.path}:{hint.line}: hint: {hint.rule}: {hint.message}")
    for finding in found:
        print(f"{finding.path}:{finding.line}: {finding.rule}: {finding.message}")
    print(f"tidy: {len(found)} findings, {len(hinted)} hints")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
