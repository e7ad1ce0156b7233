"""Our side: an installation of Orderyard (data folder, database, keys), its command line, its
server, and what its APIs say."""

import datetime
import json
import os
import subprocess
import urllib.parse

from yard import amazon_side, databases, http_calls, processes

_PAGE = 250


def real_now():
    """The machine's clock, without fractions."""
    return datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


class Yard:
    """One installation. `database` may be shared by two of them; then `keys_of` names the first."""

    def __init__(self, folder, engine="sqlite", name="server", database=None, keys_of=None):
        self.name = name
        self.folder = os.path.join(folder, name)
        os.makedirs(self.folder, exist_ok=True)
        self._keys = ["--set", f"keys.master_key_file={keys_of.folder}/master.key"] if keys_of else []
        self.use(database or databases.open_database(engine, self.folder))
        # Tests are one client that asks a thousand times a minute; the limits have a test of their own.
        self.settings = {"limits.requests_per_minute": 100_000,
                         "limits.anonymous_per_minute": 100_000}
        self._log = os.path.join(folder, name + ".log")
        self.server = None
        self.url = None
        self._token = None
        self._clients = {}
        self._advanced_seconds = 0

    def use(self, database):
        """Works with this database from now on."""
        self.database = database
        self._common = ["--data-dir", self.folder, "--database", database.url, *self._keys]

    # -- the command line

    def cli(self, *arguments, status=0, env=None, seconds=120):
        """Standard output of a command that has to end with `status`."""
        done = self.run(*arguments, env=env, seconds=seconds)
        assert done.returncode == status, (
            f"orderyard {' '.join(arguments)}: exit status {done.returncode} instead of {status}\n"
            f"{done.stdout[-2000:]}{done.stderr[-4000:]}")
        return done.stdout

    def run(self, *arguments, env=None, seconds=120):
        command = [processes.find_orderyard(), *self._common, *arguments]
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              env={**os.environ, **(env or {})}, timeout=seconds, check=False)

    def move_and_kill(self, target):
        """`orderyard move` to an empty database, killed while it fills that; false when it was
        through before."""
        command = [processes.find_orderyard(), *self._common, "move"]
        env = {**os.environ, "ORDERYARD_MOVE_TO": target.url}
        with subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as move:
            for line in move.stderr:
                if "move_search_index_made" in line:
                    break
            move.kill()
        return move.returncode != 0

    def add_store(self, code, sandbox, *options, env=None, api_url=None):
        """Connects the sandbox's seller; options are those of `orderyard store add`."""
        url = api_url or sandbox.url
        if "--region" not in options:
            options += ("--region", "eu")
        if "--seller-id" not in options:
            options += ("--seller-id", amazon_side.SELLER_ID)
        self.cli("store", "add", code, "--api-url", url,
                 "--token-url", sandbox.url + "/auth/o2/token", *options,
                 env={**amazon_side.CREDENTIALS, **(env or {})})

    def write_products(self, rows, columns):
        """A CSV file of these rows."""
        path = os.path.join(self.folder, "products.csv")
        with open(path, "w", encoding="utf-8") as file:
            for row in [columns, *rows]:
                file.write(",".join('"' + str(cell).replace('"', '""') + '"' for cell in row))
                file.write("\n")
        return path

    def import_products(self, rows, columns):
        """Imports these rows; the program's report."""
        path = self.write_products(rows, columns)
        return json.loads(self.cli("--json", "products", "import", path))

    def token(self):
        if self._token is None:
            self._token = json.loads(self.cli("--json", "token", "create", "tests"))["token"]
        return self._token

    # -- the server

    def serve(self, *options):
        """Starts the server and waits until it listens."""
        self.start(*options)
        self.url = self.server.wait_for(r"listening on (http://\S+)").group(1)
        self._clients.clear()
        return self

    def start(self, *options):
        """Starts the server without waiting."""
        if self.server is not None:
            self.server.forget()
        settings = [part for key, value in self.settings.items() for part in ("--set", f"{key}={value}")]
        command = [processes.find_orderyard(), *self._common, *settings, "--port", "0", "serve", *options]
        self.server = processes.Program(self.name, command, self._log)
        self._advanced_seconds = 0

    def stop(self):
        status = self.server.stop()
        assert status == 0, f"the server ended with {status}:\n" + "\n".join(self.server.tail())

    def client(self, has_token=True):
        if has_token not in self._clients:
            headers = {"Authorization": "Bearer " + self.token()} if has_token else {}
            self._clients[has_token] = http_calls.Client(self.url, headers)
        return self._clients[has_token]

    def advance(self, seconds):
        """Moves the clock of a server started with --test-clock."""
        self.client().expect(200, "POST", "/test/clock", {"advance_seconds": seconds})
        self._advanced_seconds += seconds

    @property
    def advanced_seconds(self):
        """How far the server's clock is before the real one."""
        return self._advanced_seconds

    def now(self):
        """The server's clock, without fractions."""
        return real_now() + datetime.timedelta(seconds=self._advanced_seconds)

    def now_text(self):
        """The server's clock to the microsecond, to be compared with the times it tells."""
        now = datetime.datetime.now(datetime.timezone.utc)
        now += datetime.timedelta(seconds=self._advanced_seconds)
        return now.strftime("%Y-%m-%dT%H:%M:%S.%f")

    # -- what its APIs say

    def sync_state(self, store):
        return self.client().get(f"/api/v1/stores/{store}/sync")

    def ask_for_sync(self, store):
        self.client().expect(202, "POST", f"/api/v1/stores/{store}/sync")

    def channel_order(self, store, number):
        path = f"/api/v1/stores/{store}/amazon-orders/{urllib.parse.quote(number)}"
        return self.client().get(path)

    def channel_rows(self, store):
        """The list of all channel orders, walked page by page, by number."""
        rows, after = {}, ""
        while True:
            query = {"page_size": _PAGE, "sort": "purchased_at", "order": "asc"}
            if after:
                query["after"] = after
            page = self.client().get(f"/api/v1/stores/{store}/amazon-orders", **query)
            for row in page["items"]:
                assert row["number"] not in rows, f"the list shows {row['number']} twice"
                rows[row["number"]] = row
            after = page["next"]
            if not after:
                return rows

    def commerce_orders(self):
        """All commerce orders over Magento's API, by entity id."""
        orders, page_number = {}, 1
        while True:
            page = self.client().get("/rest/V1/orders", **{
                "searchCriteria[pageSize]": 500, "searchCriteria[currentPage]": page_number,
                "searchCriteria[sortOrders][0][field]": "entity_id",
                "searchCriteria[sortOrders][0][direction]": "ASC"})
            for order in page["items"]:
                assert order["entity_id"] not in orders, "the list shows a commerce order twice"
                orders[order["entity_id"]] = order
            if page_number * 500 >= page["total_count"]:
                assert len(orders) == page["total_count"], (len(orders), page["total_count"])
                return orders
            page_number += 1

    # -- time

    def advance_both(self, sandbox, seconds):
        """Moves both clocks, ours first: an answer in between then makes us think that it is
        earlier at Amazon than it is, which does no harm."""
        self.advance(seconds)
        sandbox.advance(seconds)

    def let_time_pass(self):
        """As if a while had passed since the server was killed: a store is asked every three
        minutes at most, and on PostgreSQL leases of a dead server last a minute; on SQLite the
        next server ends them."""
        if self.database.engine == "postgres":
            self.database.execute("UPDATE lease SET until_at = 1")
        self.database.execute("UPDATE sync_health SET last_success_at ="
                              " last_success_at - 1000000000")


def serve_lamp_shop(folder, engine, store):
    """A sandbox without orders, and a server of one store with 5,000 lamps in stock; both."""
    sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--marketplaces", "DE")
    yard = Yard(folder, engine)
    yard.cli("migrate")
    yard.import_products([["LAMP-1", "Lamp", "5000", "yes"]],
                         ["sku", "name", "quantity", "manage_stock"])
    yard.add_store(store, sandbox)
    yard.serve("--test-clock")
    return sandbox, yard
