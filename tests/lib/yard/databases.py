"""The two engines a test can run on: a SQLite file, or a database of its own in the throw-away
cluster of ORDERYARD_TEST_POSTGRES. Rows are lists of texts (None for NULL), alike on both."""

import csv
import io
import os
import secrets
import sqlite3
import subprocess
import urllib.parse

from yard import results

ENGINES = ("sqlite", "postgres")
_NULL = "\\N(null)"


def open_database(engine, folder):
    return SqliteDatabase(folder) if engine == "sqlite" else PostgresDatabase()


class SqliteDatabase:
    engine = "sqlite"

    def __init__(self, folder):
        self._path = os.path.join(folder, "orderyard.db")
        self.url = "sqlite:" + self._path

    def rows(self, sql):
        with self._connect() as connection:
            found = connection.execute(sql).fetchall()
        return [[None if value is None else str(value) for value in row] for row in found]

    def execute(self, sql):
        with self._connect() as connection:
            connection.execute(sql)

    def _connect(self):
        connection = sqlite3.connect(self._path, timeout=20, factory=_ClosingConnection)
        connection.execute("PRAGMA busy_timeout = 20000")
        return connection

    def drop(self):
        """The file goes with its folder."""


class _ClosingConnection(sqlite3.Connection):
    def __exit__(self, *failure):
        result = super().__exit__(*failure)
        self.close()
        return result


class PostgresDatabase:
    engine = "postgres"

    def __init__(self):
        self._admin_url = os.environ.get("ORDERYARD_TEST_POSTGRES")
        if not self._admin_url:
            raise results.Skip("ORDERYARD_TEST_POSTGRES names no cluster (scripts/test starts one)")
        name = "yard_" + secrets.token_hex(6)
        _psql(self._admin_url, f"CREATE DATABASE {name}")
        parts = urllib.parse.urlsplit(self._admin_url)
        self.url = urllib.parse.urlunsplit(parts._replace(path="/" + name))
        self._name = name

    def rows(self, sql):
        text = _psql(self.url, sql)
        return [[None if value == _NULL else value for value in row]
                for row in csv.reader(io.StringIO(text))]

    def execute(self, sql):
        _psql(self.url, sql)

    def dump(self, path):
        """By pg_dump, as docs/operating.md says it."""
        _run(self.url, ["pg_dump", "--format=custom", "--file", path])

    def replace_by(self, path):
        """An empty database of the same name, filled by pg_restore from such a file."""
        self.drop()
        _psql(self._admin_url, f"CREATE DATABASE {self._name}")
        _run(self.url, ["pg_restore", "--exit-on-error", "--no-owner", "--dbname", self._name,
                        path])

    def drop(self):
        _psql(self._admin_url, f"DROP DATABASE {self._name} WITH (FORCE)")


def _psql(url, sql):
    return _run(url, ["psql", "-X", "-q", "-t", "--csv", "-v", "ON_ERROR_STOP=1", "-P",
                      "null=" + _NULL, "-c", sql])


def _run(url, command):
    # The address holds the cluster's password: by the environment, not where `ps` shows it.
    parts = urllib.parse.urlsplit(url)
    env = {**os.environ, "PGUSER": parts.username or "", "PGPASSWORD": parts.password or "",
           "PGHOST": parts.hostname, "PGPORT": str(parts.port), "PGDATABASE": parts.path[1:],
           "PGCONNECT_TIMEOUT": "20"}
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=60, check=False)
    assert done.returncode == 0, f"{command[-1]}\n{done.stderr}"
    return done.stdout
