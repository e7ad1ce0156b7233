"""Reads and plays stories: text files that tell, step by step, what is done and what must be seen.
The format is described in tests/README.md."""

import datetime
import decimal
import json
import os
import re
import shlex
import time

from yard import amazon_side, comparison, databases, http_calls, our_side, processes

RETRY_SECONDS = 8
SYNC_SECONDS = 20
# Amazon lists a change only after two minutes, and a store is asked every three minutes at most.
SYNC_STEP_SECONDS = 190
# What must be the same in another database.
MOVED_LISTS = [f"/rest/V1/{name}?searchCriteria" for name in (
    "orders", "orders/items", "invoices", "shipments", "creditmemos", "transactions",
    "products", "customers/search")] + ["/api/v1/orders", "/api/v1/products"]
_CALL = re.compile(r"^(?:(SANDBOX|ANONYMOUS|AS\s+\S+)\s+)?(GET|POST|PUT|DELETE)\s+(\S+)(?:\s+(.*))?$",
                   re.DOTALL)


class Step:
    """One step with the number of its first line."""

    def __init__(self, line, text, table):
        self.line, self.text, self.table = line, text, table


def read_story(path):
    """Title and steps. A step goes on in the lines that are indented under it; a line of '|' cells
    belongs to the table of the step above."""
    title, steps = os.path.basename(path), []
    with open(path, encoding="utf-8") as file:
        for number, raw in enumerate(file, 1):
            line = raw.rstrip()
            if number == 1 and line.startswith("#"):
                title = line.lstrip("# ").rstrip(".")
            if not line.strip() or line.startswith("#"):
                continue
            if line.lstrip().startswith("|"):
                cells = line.strip().strip("|").split("|")
                steps[-1].table.append([cell.strip() for cell in cells])
            elif line[0].isspace():
                steps[-1].text += " " + line.strip()
            else:
                steps.append(Step(number, line, []))
    return title, steps


# -- comparing JSON with what a story expects

def mismatch(expected, actual, path="$"):
    """Why `actual` is not at least what is expected, or None. Objects: each member that is named;
    lists: element by element, or, when the first is "...", each of the others somewhere. "*" stands
    for anything that is there, "/.../" for a text with a match, "<absent>" for a missing member."""
    if isinstance(expected, dict):
        return _object_mismatch(expected, actual, path)
    if isinstance(expected, list):
        return _list_mismatch(expected, actual, path)
    if expected == "*":
        return None if actual not in (None, "") else f"{path}: nothing there"
    is_pattern = isinstance(expected, str) and len(expected) > 1 and \
        expected.startswith("/") and expected.endswith("/")
    if is_pattern and isinstance(actual, str):
        return None if re.search(expected[1:-1], actual) else \
            f"{path}: {actual!r} does not match {expected}"
    numbers = (int, decimal.Decimal)
    same_kind = isinstance(expected, numbers) == isinstance(actual, numbers) and \
        isinstance(expected, bool) == isinstance(actual, bool)
    if same_kind and expected == actual:
        return None
    return f"{path}: {actual!r} instead of {expected!r}"


def _object_mismatch(expected, actual, path):
    if not isinstance(actual, dict):
        return f"{path}: {actual!r} is no object"
    for name, value in expected.items():
        if value == "<absent>":
            if name in actual:
                return f"{path}.{name}: there, but should not be"
        elif name not in actual:
            return f"{path}.{name}: missing"
        else:
            found = mismatch(value, actual[name], f"{path}.{name}")
            if found:
                return found
    return None


def _list_mismatch(expected, actual, path):
    if not isinstance(actual, list):
        return f"{path}: {actual!r} is no list"
    if expected[:1] == ["..."]:
        for wanted in expected[1:]:
            if all(mismatch(wanted, each) for each in actual):
                return f"{path}: none is like {json.dumps(wanted, default=str)}"
        return None
    if len(expected) != len(actual):
        return f"{path}: {len(actual)} elements instead of {len(expected)}"
    for index, (wanted, each) in enumerate(zip(expected, actual)):
        found = mismatch(wanted, each, f"{path}[{index}]")
        if found:
            return found
    return None


# -- playing

class Stage:
    """Plays the steps of one story on its own sandbox, database and server."""

    def __init__(self, folder, engine):
        self._folder, self._engine = folder, engine
        self._sandbox = self._yard = None
        self._databases = []
        self._is_serving = False
        self._names = {}
        self._sandbox_options = ["--orders", "0", "--marketplaces", "DE"]

    def play(self, steps):
        try:
            for step in steps:
                try:
                    self._play_step(step)
                except AssertionError as error:
                    raise AssertionError(f"line {step.line}: {step.text[:200]}\n{error}") from error
            if self._is_serving:
                self._yard.stop()
        finally:
            processes.stop_all()
            for database in self._databases:
                database.drop()

    def _play_step(self, step):
        text = self._fill_in(step.text)
        word, _, rest = text.partition(" ")
        if word == "WORLD":
            assert self._sandbox is None, "WORLD comes before everything else"
            self._sandbox_options = shlex.split(rest)
            return
        self._set_up()
        simple = {"STORE": self._add_store, "CLI": self._call_cli, "SYNC": self._sync,
                  "ADVANCE": self._advance, "NAME": self._name, "RESTART": self._restart,
                  "MOVE": self._move,
                  "PLACE": self._place, "AMAZON": self._change_at_amazon, "ORDER": self._order,
                  "LISTED": self._listed, "STOCK": self._stock}
        if word == "PRODUCTS":
            self._import_products(step.table, rest)
        elif word in simple:
            simple[word](rest)
        else:
            self._call(text)

    def _fill_in(self, text):
        def value(match):
            name = match.group(1)
            if name.startswith("day"):
                now = self._yard.now() if self._is_serving else \
                    datetime.datetime.now(datetime.timezone.utc)
                return (now + datetime.timedelta(days=int(name[3:] or 0))).strftime("%Y-%m-%d")
            assert name in self._names, f"nothing was named {name}"
            return str(self._names[name])
        return re.sub(r"\$\{([\w+-]+)\}", value, text)

    def _set_up(self):
        if self._yard is None:
            self._sandbox = amazon_side.Sandbox(self._folder, *self._sandbox_options)
            self._yard = our_side.Yard(self._folder, self._engine)
            self._databases.append(self._yard.database)
            self._yard.cli("migrate")

    def _serve(self):
        if not self._is_serving:
            self._yard.serve("--test-clock")
            self._is_serving = True

    def _restart(self, _rest):
        advanced = self._yard.advanced_seconds
        self._yard.stop()
        self._is_serving = False
        self._serve()
        # A new process begins with the real time, but Amazon's clock has gone on.
        self._yard.advance(advanced)

    def _move(self, _rest):
        """To the other engine, at the second try: the first is killed. The lists stay as they are."""
        self._serve()
        before, advanced = self._lists(), self._yard.advanced_seconds
        self._yard.stop()
        self._is_serving = False
        other = next(each for each in databases.ENGINES if each != self._yard.database.engine)
        was_killed = False
        while not was_killed:
            folder = os.path.join(self._folder, f"moved-{len(self._databases)}")
            os.makedirs(folder)
            target = databases.open_database(other, folder)
            self._databases.append(target)
            was_killed = self._yard.move_and_kill(target)
        assert target.rows("SELECT count(*) FROM sales_order") == [["0"]], "half a move is there"
        self._yard.cli("move", env={"ORDERYARD_MOVE_TO": target.url})
        self._yard.use(target)
        self._serve()
        after = self._lists()
        for path, answer in before.items():
            found = mismatch(answer, after[path]) or mismatch(after[path], answer)
            assert found is None, f"{path} after the move: {found}"
        self._yard.advance(advanced)

    def _lists(self):
        return {path: self._yard.client().get(path) for path in MOVED_LISTS}

    def _add_store(self, rest):
        code, *options = shlex.split(rest)
        env = {}
        while options and re.match(r"^[A-Z_]+=", options[-1]):
            name, _, value = options.pop().partition("=")
            env[name] = value
        self._yard.add_store(code, self._sandbox, *options, env=env)

    def _import_products(self, table, rest):
        """PRODUCTS, or PRODUCTS -> 1 words: how the import of the table ends."""
        path = self._yard.write_products(table[1:], table[0])
        self._check_cli(["--json", "products", "import", path], rest.removeprefix("-> ") or "0")

    def _call_cli(self, rest):
        command, _, expected = rest.partition(" -> ")
        self._check_cli(shlex.split(command), expected)

    def _check_cli(self, arguments, expected):
        status, _, words = expected.partition(" ")
        done = self._yard.run(*arguments)
        output = done.stdout + done.stderr
        assert done.returncode == int(status or 0), f"exit status {done.returncode}\n{output}"
        for word in shlex.split(words):
            assert word in output, f"no '{word}' in:\n{output}"

    def _advance(self, rest):
        self._serve()
        self._yard.advance_both(self._sandbox, int(rest))

    def _sync(self, rest):
        """Three minutes on, sync now, and wait until that run is over."""
        self._serve()
        code = rest.strip()
        self._yard.advance_both(self._sandbox, SYNC_STEP_SECONDS)
        # A run of its own may fall between the two clocks' steps and see nothing new: only one that
        # began after both counts, and is asked for until it is there.
        asked_at = self._yard.now_text()
        ask = lambda: self._yard.client().call("POST", f"/api/v1/stores/{code}/sync").status == 202
        # A store that was just connected is found within seconds.
        processes.wait_until(ask, SYNC_SECONDS, "the server does not take up the store")
        asked = time.monotonic()

        def is_done():
            nonlocal asked
            state = self._yard.sync_state(code)["sync"]
            is_fresh = (state["last_attempt_at"] or "") >= asked_at
            if not is_fresh and time.monotonic() > asked + 1:
                ask()
                asked = time.monotonic()
            is_good = (state["last_success_at"] or "") >= asked_at
            has_ended = is_good and not state["is_catching_up"] and not state["error"]
            return is_fresh and (has_ended or state["error"]) and state["inbox"]["waiting"] == 0

        processes.wait_until(is_done, SYNC_SECONDS,
                             lambda: comparison.sync_text(self._yard, code), pause=0.05)
        # The end of the run settles what was due; nothing outside tells when it is through.
        time.sleep(0.2)

    # Short for the calls that most stories make.

    def _place(self, rest):
        """PLACE {...}: an order at Amazon."""
        self._call(f"SANDBOX POST /control/orders {rest} -> 201")

    def _change_at_amazon(self, rest):
        """AMAZON 302-... ship {...}: something happens to it there."""
        number, verb, *body = rest.split(" ", 2)
        self._call(f"SANDBOX POST /control/orders/{number}/{verb} {''.join(body) or '{}'} -> 200")

    def _order(self, rest):
        """ORDER 302-... -> {...}: its commerce order over Magento's API; -> none."""
        number, _, expected = (part.strip() for part in rest.partition("->"))
        query = "searchCriteria[filter_groups][0][filters][0]"
        path = f"/rest/V1/orders?{query}[field]=ext_order_id&{query}[value]={number}"
        if expected == "none":
            self._call(f'GET {path} -> 200 {{"total_count": 0, "items": []}}')
        else:
            self._call(f'GET {path} -> 200 {{"total_count": 1, "items": [{expected}]}}')
            self._names["last answer"] = self._names["last answer"]["items"][0]

    def _listed(self, rest):
        """LISTED de 302-... -> {...}: the channel order, as our own API shows it."""
        target, _, expected = (part.strip() for part in rest.partition("->"))
        store, number = target.split()
        self._call(f"GET /api/v1/stores/{store}/amazon-orders/{number} -> 200 {expected}")

    def _stock(self, rest):
        """STOCK SKU on_hand reserved."""
        sku, *wanted = shlex.split(rest)
        rows = self._yard.database.rows(
            f"SELECT on_hand, reserved FROM product WHERE sku = '{sku}'")
        assert rows == [wanted], f"on hand and reserved: {rows}"
        found = comparison.database_differences(self._yard.database)
        assert not found, comparison.shown(found)

    def _name(self, rest):
        """NAME x = member[0].member of the last answer."""
        name, _, path = (part.strip() for part in rest.partition("="))
        value = self._names["last answer"]
        for part in re.findall(r"\w+", path):
            value = value[int(part)] if isinstance(value, list) else value[part]
        self._names[name] = value

    def _call(self, text):
        request, _, expected = text.partition(" -> ")
        match = _CALL.match(request.strip())
        assert match, "not a step this runner knows"
        who, method, path, body = match.groups()
        status, _, json_text = expected.strip().partition(" ")
        wanted = json.loads(json_text, parse_float=decimal.Decimal) if json_text.strip() else None
        client = self._client(who)
        headers = {"Content-Type": "application/json"} if body else {}
        # What is read may take a moment to become true; what is done is done once.
        until = time.monotonic() + (RETRY_SECONDS if method == "GET" else 0)
        while True:
            answer = client.call(method, path, body, headers)
            problem = self._problem(answer, status, wanted)
            if problem is None:
                return
            if time.monotonic() > until:
                raise AssertionError(f"{problem}\n{answer.status} {answer.text()[:3000]}")
            time.sleep(0.1)

    def _client(self, who):
        if who == "SANDBOX":
            return self._sandbox.client
        self._serve()
        if who and who.startswith("AS"):
            token = who.split()[1]
            return http_calls.Client(self._yard.url, {"Authorization": "Bearer " + token})
        return self._yard.client(has_token=who != "ANONYMOUS")

    def _problem(self, answer, status, wanted):
        if status and answer.status != int(status):
            return f"status {answer.status} instead of {status}"
        if not status and answer.status >= 400:
            return f"status {answer.status}"
        is_json = "json" in answer.headers.get("content-type", "") and answer.body
        self._names["last answer"] = answer.json() if is_json else None
        if wanted is None:
            return None
        return mismatch(wanted, self._names["last answer"])
