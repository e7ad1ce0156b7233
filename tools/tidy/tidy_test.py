#!/usr/bin/env python3
"""The lint's own test: every rule finds what it should in a small text, nothing in a clean one."""

import unittest

import cpp_text
import tidy

CLEAN = "// What it is for.\n#pragma once\n\n#include \"base/text.hpp\"\n\nint Sum(int a, int b);\n"
README = "# room\n\nWhat it is for.\n"


def rules(files, path=None):
    """The rules that found something, as (rule, line), in a tree of path -> text."""
    files = dict(files)
    for name in list(files):
        room = tidy.room_of(name)
        if room:
            files.setdefault("sandbox/README.md" if room == "sandbox" else f"src/{room}/README.md",
                             README)
    found, _ = tidy.run(sorted(files), files.get)
    return [(f.rule, f.line) for f in found if path is None or f.path == path]


def cpp(code, path="src/http/x.cpp"):
    return rules({path: "// What it is for.\n" + code + "\n"})


class Rooms(unittest.TestCase):
    def test_clean_header_has_no_findings(self):
        self.assertEqual(rules({"src/domain/x.hpp": CLEAN}), [])

    def test_include_against_the_table(self):
        self.assertEqual(cpp('#include "storage/x.hpp"', "src/actions/x.cpp"), [("room", 2)])
        self.assertEqual(cpp('#include "amazon/x.hpp"', "src/actions/x.cpp"), [("room", 2)])
        self.assertEqual(cpp('#include "domain/x.hpp"', "src/base/x.cpp"), [("room", 2)])
        self.assertEqual(cpp('#include "amazon/x.hpp"', "sandbox/x.cpp"), [("room", 2)])
        self.assertEqual(cpp('#include "sandbox/x.hpp"', "src/api/x.cpp"), [("room", 2)])
        self.assertEqual(cpp('#include "storage/x.hpp"', "src/app/x.cpp"), [])
        self.assertEqual(cpp('#include "sandbox/x.hpp"', "src/app/x.cpp"), [])
        self.assertEqual(cpp('#include "ports/x.hpp"', "src/storage/sqlite/x.cpp"), [])
        self.assertEqual(cpp('  #  include "storage/x.hpp"', "src/jobs/x.cpp"), [("room", 2)])

    def test_every_row_of_the_table_excludes_what_it_does_not_name(self):
        for room, allowed in tidy.ROOMS.items():
            for other in tidy.ROOMS:
                home = "sandbox" if room == "sandbox" else f"src/{room}"
                found = [f for f in cpp(f'#include "{other}/y.hpp"', f"{home}/x.cpp")
                         if f[0] == "room"]
                wanted = [] if other in allowed or other == room else [("room", 2)]
                self.assertEqual(found, wanted, f"{room} -> {other}")

    def test_tests_may_use_the_rooms_their_cmake_file_names(self):
        files = {"src/actions/x_test.cpp": '// T.\n#include "storage/x.hpp"\n',
                 "src/actions/x.cpp": '// T.\n#include "storage/x.hpp"\n',
                 "src/actions/CMakeLists.txt":
                     "orderyard_room(actions ROOMS ports base TEST_ROOMS storage LIBS a)\n"}
        self.assertEqual(rules(files, "src/actions/x_test.cpp"), [])
        self.assertEqual(rules(files, "src/actions/x.cpp"), [("room", 2)])

    def test_link_lines(self):
        files = {"src/jobs/CMakeLists.txt": "orderyard_room(jobs ROOMS ports amazon LIBS x)\n"}
        self.assertEqual(rules(files), [("room", 1)])
        files = {"src/jobs/CMakeLists.txt": "orderyard_room(jobs ROOMS ports base LIBS storage)\n"}
        self.assertEqual(rules(files), [])

    def test_unknown_room_and_bare_include(self):
        self.assertEqual(cpp('#include "base/x.hpp"', "src/ebay/x.cpp"), [("room", 1)])
        self.assertEqual(cpp('#include "x.hpp"', "src/http/x.cpp"), [("room", 2)])

    def test_database_and_heavy_headers(self):
        self.assertEqual(cpp("#include <sqlite3.h>", "src/api/x.cpp"), [("room", 2)])
        self.assertEqual(cpp("#include <sqlite3.h>", "src/storage/x.cpp"), [])
        self.assertEqual(cpp("#pragma once\n#include <boost/json.hpp>", "src/base/x.hpp"),
                         [("heavy-header", 3)])
        self.assertEqual(cpp("#include <spdlog/logger.h>", "src/base/x.cpp"), [])

    def test_exceptions_apply_and_may_only_shrink(self):
        finding = tidy.Finding("src/api/x.cpp", 2, "room", "api may not include storage (docs)")
        exceptions = tidy.parse_exceptions("# why\nsrc/api/x.cpp storage  # for now\n")
        left = tidy.apply_exceptions([finding], exceptions)
        self.assertEqual([f.message for f in left], ["the list may only shrink"])
        left = tidy.apply_exceptions([], exceptions)
        self.assertIn("no longer needed: src/api/x.cpp storage", [f.message for f in left])
        self.assertEqual(tidy.apply_exceptions([finding], set()), [finding])

    def test_readme(self):
        found, _ = tidy.run(["src/base/x.hpp"], {"src/base/x.hpp": CLEAN}.get)
        self.assertEqual([f.rule for f in found], ["readme"])
        self.assertEqual(rules({"src/base/README.md": "a\n" * 19}), [])
        self.assertEqual(rules({"src/base/README.md": "a\n" * 20}), [("readme", 1)])


class Words(unittest.TestCase):
    def test_banned(self):
        for code in ("std::stod(x)", "atof(x)", "strtod(x, nullptr)", "std::strftime(a)",
                     "std::put_time(a, b)", "localtime_r(a, b)", "std::regex r;", "std::wregex r;",
                     "std::regex_match(a, r)", "sprintf(a, b)", "std::snprintf(a, 1, b)",
                     "strcpy(a, b)", "system(a)", "std::system (a)", "::popen(a, b)",
                     "rand()", "std::srand(1)", "using namespace std;"):
            self.assertEqual(cpp(code), [("banned", 2)], code)

    def test_messages_name_the_replacement(self):
        text = "// X.\nauto x = std::stod(y);\n"
        found, _ = tidy.run(["src/http/x.cpp"], {"src/http/x.cpp": text}.get)
        self.assertIn("base::Money::Parse", found[0].message)

    def test_lookalikes_are_fine(self):
        for code in ("stodgy(x);", "file.system(a);", "operand(x);", "file_system(x);", "Brand(x);",
                     "int strftimes;", "printf_like(x);", "world->system(a);"):
            self.assertEqual(cpp(code), [], code)

    def test_comments_and_strings_do_not_count(self):
        self.assertEqual(cpp('// not std::stod\n/* system( */ auto a = "strftime(x)";'), [])
        self.assertEqual(cpp("auto q = R\"sql(select strftime('%s') \"x\" system( )sql\";"), [])
        self.assertEqual(cpp("char c = '\"'; auto x = std::stod(y);"), [("banned", 2)])
        self.assertEqual(cpp("int n = 1'000'000; auto x = std::stod(y);"), [("banned", 2)])
        self.assertEqual(cpp('auto a = "\\""; auto x = std::stod(y);'), [("banned", 2)])

    def test_floating_point_on_money_paths_only(self):
        for path in ("src/domain/x.cpp", "src/actions/x.cpp", "src/base/money.cpp"):
            self.assertEqual(cpp("double price = 1;", path), [("banned", 2)], path)
            self.assertEqual(cpp("float price = 1;", path), [("banned", 2)], path)
        self.assertEqual(cpp("double seconds = 1;", "src/base/metrics.cpp"), [])
        self.assertEqual(cpp("bool is_doubled = true;", "src/domain/x.cpp"), [])

    def test_bare_todo(self):
        self.assertEqual(cpp("// TODO: later"), [("banned", 2)])
        self.assertEqual(cpp("// FIXME later"), [("banned", 2)])
        self.assertEqual(cpp("// TODO(ann): later"), [("banned", 2)])
        self.assertEqual(cpp("// TODO(#12): later"), [])
        self.assertEqual(rules({"web/src/x.ts": "// TODO\n"}), [("banned", 1)])

    def test_domain_words(self):
        for code in ("// As Amazon says.", "int amazon_id;", "ToJson(x);", "// an HTTP call",
                     "ToSqlSeconds(x);", 'auto a = "Amazon";'):
            self.assertEqual(cpp(code, "src/domain/order/x.cpp"), [("domain-word", 2)], code)
            self.assertEqual(cpp(code, "src/actions/x.cpp"), [], code)

    def test_vague_names(self):
        self.assertEqual(cpp("class OrderManager {"), [("name", 2)])
        self.assertEqual(cpp("struct OrderInfo final : Base {"), [("name", 2)])
        self.assertEqual(cpp("struct PersonalData {\n};"), [])
        self.assertEqual(cpp("class DataReader {\n};\nclass InfoLine;"), [])


class Layout(unittest.TestCase):
    def test_line_length_counts_characters(self):
        self.assertEqual(cpp("int a; // " + "x" * 90), [])
        self.assertEqual(cpp("int a;  // " + "x" * 90), [("line-length", 2)])
        self.assertEqual(cpp("int a; // " + "\u00fc" * 90), [])

    def test_long_links_and_raw_strings_cannot_be_broken(self):
        self.assertEqual(cpp("// https://example.com/" + "x" * 100), [])
        self.assertEqual(cpp('auto a = R"({"a": ' + "1, " * 50 + '})";'), [])

    def test_opening_comment_and_pragma(self):
        self.assertEqual(rules({"src/base/x.cpp": "int a;\n"}), [("opening", 1)])
        self.assertEqual(rules({"src/base/x.hpp": "// X.\nint a;\n"}), [("pragma", 1)])
        self.assertEqual(rules({"src/storage/x.sql": "select 1;\n"}), [("opening", 1)])
        self.assertEqual(rules({"src/storage/x.sql": "-- X.\nselect 1;\n"}), [])

    def test_machine_paths_and_registries(self):
        self.assertEqual(rules({"docs/a.md": "see /work/x\n"}), [("machine-path", 1)])
        self.assertEqual(rules({"scripts/a.sh": "# a\ncp /root/x .\n"}), [("machine-path", 2)])
        self.assertEqual(rules({"docs/a.md": "https://example.com/home/x and a/work/b\n"}), [])
        lock = '{\n"resolved": "https://a.example/b"\n}'
        self.assertEqual(rules({"web/package-lock.json": lock}), [("registry", 2)])
        self.assertEqual(rules({"web/.npmrc": "registry=https://a.example\n"}), [("registry", 1)])

    def test_binary_files_are_skipped(self):
        self.assertEqual(tidy.run(["docs/a.png"], lambda path: None), ([], []))


class Lengths(unittest.TestCase):
    def body(self, head, lines):
        return "// X.\nnamespace a {\n\n" + head + " {\n" + "    x();\n" * (lines - 2) + "}\n\n}\n"

    def test_functions_are_measured(self):
        for head, name in (("int F(int a)", "F"),
                           ("Result<int> Store::Load(const Id& id) const", "Store::Load"),
                           ("template <class T>\nvoid G(T t)", "G"),
                           ("A::A() : a_(1), b_(2)", "A::A"),
                           ("bool operator==(const A& a, const A& b)", None)):
            measured = list(cpp_text.functions(self.body(head, 80)))
            self.assertEqual(len(measured), 1, head)
            self.assertEqual(measured[0][2], 80 + head.count("\n"), head)
            if name:
                self.assertEqual(measured[0][1], name)

    def test_methods_in_a_class_and_nested_blocks(self):
        text = ("class A {\n  public:\n    int F() {\n        if (x) {\n        }\n"
                "        return 1;\n    }\n};\n")
        self.assertEqual(list(cpp_text.functions(text)), [(3, "F", 5)])

    def test_tables_are_not_functions(self):
        text = "const std::vector<int> kTable = {\n" + "    Of(1),\n" * 90 + "};\n"
        self.assertEqual([f for f in cpp_text.functions(text) if f[2] > 70], [])

    def test_hints_do_not_fail(self):
        text = self.body("int F(int a)", 71) + "\n" * 400
        found, hinted = tidy.run(["tests/x.cpp"], {"tests/x.cpp": text}.get)
        self.assertEqual(found, [])
        self.assertEqual([h.rule for h in hinted], ["file-length", "function-length"])


if __name__ == "__main__":
    unittest.main()
