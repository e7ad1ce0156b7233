"""Just enough reading of C++ for the lint: where comments and strings are, and where functions
begin and end. It does not parse; it may miss oddities, and must not invent findings."""

import re

TOKEN = re.compile(
    r'//[^\n]*'
    r'|/\*.*?\*/'
    r'|(?P<raw>\bu?8?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)")'
    r'|(?P<string>"(?:\\.|[^"\\\n])*")'
    r"|(?P<char>(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+')",
    re.DOTALL)

NOT_FUNCTIONS = re.compile(
    r"^(?:(?:inline\s+)?namespace|class|struct|union|enum|extern|if|else|for|while|do|switch|catch|try"
    r"|return)\b")


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments_and_strings(text):
    """The same text, line for line and column for column, with comments and literals blanked out.
    Include lines keep their file names."""
    def replace(match):
        line_start = text.rfind("\n", 0, match.start()) + 1
        if match.group("string") and text[line_start:match.start()].lstrip().startswith("#"):
            return match.group()
        return _blank(match.group())
    return TOKEN.sub(replace, text)


def raw_string_lines(text):
    """Numbers of the lines that raw strings cover."""
    lines = set()
    for match in TOKEN.finditer(text):
        if match.group("raw"):
            first = text.count("\n", 0, match.start()) + 1
            lines.update(range(first, first + match.group().count("\n") + 1))
    return lines


def functions(text):
    """(first line, name, number of lines) of every function body that is not inside another one."""
    code = re.sub(r"^\s*#[^\n]*", lambda m: _blank(m.group()), without_comments_and_strings(text),
                  flags=re.MULTILINE)
    depth = 0            # of braces inside the function being read; 0: outside of functions
    statement = ""       # since the last ; { or }
    start, name = 0, ""
    line = 1
    for char in code:
        if char == "\n":
            line += 1
        if depth > 0:
            depth += (char == "{") - (char == "}")
            if depth == 0:
                yield start, name, line - start + 1
                statement = ""
        elif char == "{":
            head = re.sub(r"^\s*template\s*<[^{]*?>\s*(?=\w)", "", statement).strip()
            called = re.search(r"([~\w:]+|operator\s*[^\s\w]+)\s*\(", head)
            if called and not NOT_FUNCTIONS.match(head) and not re.search(r"[^=!<>]=\s*$", head):
                depth = 1
                start = line - statement.lstrip().count("\n")
                name = called.group(1)
            statement = ""
        elif char in ";}":
            statement = ""
        elif char == ":" and statement.strip() in ("public", "private", "protected"):
            statement = ""
        else:
            statement += char
