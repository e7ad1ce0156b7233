#!/usr/bin/env python3
"""Turns web/dist into what the C++ build links: a gzip form beside each file that gains from one, an
assembler file that includes the bytes, and a C++ table of them.

    embed.py DIST OUT        writes OUT/web_assets.S, OUT/web_assets.cpp and OUT/gzip/...
"""

import gzip
import hashlib
import pathlib
import sys

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
GZIP_BYTES_MIN = 1024


def files_of(dist):
    """The files of the app, ordered by path as C++ compares them."""
    if not (dist / "index.html").exists():
        return []
    found = [path for path in dist.rglob("*") if path.is_file() and ".vite" not in path.parts]
    return sorted(found, key=lambda path: path.relative_to(dist).as_posix().encode())


def compressed(path, out, number):
    """Where the gzip form lies, or None when it gains less than a tenth."""
    raw = path.read_bytes()
    if len(raw) < GZIP_BYTES_MIN or path.name == "index.html":
        return None
    packed = gzip.compress(raw, compresslevel=9, mtime=0)
    if len(packed) > len(raw) * 0.9:
        return None
    target = out / "gzip" / f"{number}.gz"
    target.write_bytes(packed)
    return target


def included(symbol, path):
    """Assembler: the bytes of `path` between two symbols."""
    return (f'    .global {symbol}\n    .global {symbol}_end\n{symbol}:\n'
            f'    .incbin "{path}"\n{symbol}_end:\n    .byte 0\n')


def main():
    dist, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    (out / "gzip").mkdir(parents=True, exist_ok=True)
    assembler = ["    .section .rodata\n"]
    symbols, rows = [], []
    for number, path in enumerate(files_of(dist)):
        raw = f"oy_web_{number}"
        assembler.append(included(raw, path.resolve()))
        symbols.append(raw)
        packed = compressed(path, out, number)
        if packed:
            assembler.append(included(raw + "_gz", packed.resolve()))
            symbols.append(raw + "_gz")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:24]
        content_type = CONTENT_TYPES.get(path.suffix, "application/octet-stream")
        gz = f"Between({raw}_gz, {raw}_gz_end)" if packed else "{}"
        rows.append(f'        {{"{path.relative_to(dist).as_posix()}", "{content_type}", '
                    f'"{digest}", Between({raw}, {raw}_end), {gz}}},\n')
    assembler.append('    .section .note.GNU-stack,"",@progbits\n')
    (out / "web_assets.S").write_text("".join(assembler), encoding="utf-8")
    declared = "".join(f"extern const char {name}[];\nextern const char {name}_end[];\n"
                       for name in symbols)
    table = ("    static const api::web::Asset kAssets[] = {\n" + "".join(rows) + "    };\n"
             "    return kAssets;\n") if rows else "    return {};\n"
    between = ("std::string_view Between(const char* begin, const char* end) {\n"
               "    return {begin, static_cast<std::size_t>(end - begin)};\n}\n") if rows else ""
    (out / "web_assets.cpp").write_text(
        '// Made by web/tools/embed.py.\n#include "app/web_assets.hpp"\n\nextern "C" {\n'
        + declared + "}\n\nnamespace orderyard::app {\nnamespace {\n" + between
        + "}  // namespace\n\napi::web::Assets EmbeddedWebAssets() {\n" + table
        + "}\n\n}  // namespace orderyard::app\n", encoding="utf-8")


if __name__ == "__main__":
    main()
