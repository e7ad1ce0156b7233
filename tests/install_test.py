#!/usr/bin/env python3
"""Installing and keeping Orderyard, as docs/operating.md says it: the files that scripts/install
makes, the sample settings, backups, a lost key, and the way back after a migration. Needs neither
root nor systemd; where systemd's own checker is there, it reads the units."""

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))

from yard import our_side, processes, results  # noqa: E402

PACKAGING = os.path.join(processes.repository(), "packaging")
INSTALLED = {"usr/local/bin/orderyard": 0o755, "usr/local/lib/orderyard/orderyard": 0o755,
             "usr/local/lib/orderyard/backup": 0o755, "etc/orderyard/orderyard.toml": 0o640,
             "etc/orderyard/secrets.env": 0o600, "etc/systemd/system/orderyard.service": 0o644,
             "etc/systemd/system/orderyard-backup.service": 0o644,
             "etc/systemd/system/orderyard-backup.timer": 0o644,
             "usr/local/share/doc/orderyard/operating.md": 0o644}


def run(*command, status=0, **environment):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          env={**os.environ, **environment}, timeout=120, check=False)
    assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def install(folder):
    return run(os.path.join(processes.repository(), "scripts", "install"), "--destdir", folder,
               "--binary", processes.find_orderyard())


def installs_and_upgrades(folder):
    install(folder)
    for name, mode in INSTALLED.items():
        path = os.path.join(folder, name)
        assert stat.S_IMODE(os.stat(path).st_mode) == mode, name
    settings = os.path.join(folder, "etc/orderyard/orderyard.toml")
    with open(settings, "a", encoding="utf-8") as file:
        file.write("# mine\n")
    install(folder)
    with open(settings, encoding="utf-8") as file:
        assert file.read().endswith("# mine\n"), "an upgrade keeps the settings"
    assert os.path.exists(os.path.join(folder, "usr/local/lib/orderyard/orderyard.previous"))
    refused = run(os.path.join(folder, "usr/local/bin/orderyard"), "doctor",
                  status=1) if os.getuid() != 0 else "run it as root"
    assert "run it as root" in refused


def units_hold(_folder):
    checker = shutil.which("systemd-analyze")
    if not checker:
        raise results.Skip("systemd-analyze is not installed (Debian: systemd)")
    for unit in ("orderyard.service", "orderyard-backup.service"):
        told = run(checker, "security", "--offline=true", "--no-pager",
                   os.path.join(PACKAGING, unit))
        level = float(re.search(r"Overall exposure level for \S+ ([0-9.]+)", told).group(1))
        assert level < 3, f"{unit}: {level}"


def sample_settings_are_settings(folder):
    """Every line that is commented out is one the program takes, and none of them is missing."""
    with open(os.path.join(PACKAGING, "orderyard.toml"), encoding="utf-8") as file:
        text = re.sub(r"(?m)^# (\w+ = )", r"\1", file.read())
    text = text.replace("/var/lib/orderyard", folder).replace("/etc/orderyard", folder)
    path = os.path.join(folder, "all.toml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    program = processes.find_orderyard()
    run(program, "migrate", "--config", path, "--database", f"sqlite:{folder}/orderyard.db")
    section, named = "", set()
    for line in text.splitlines():
        head = re.match(r"\[(\w+)\]", line)
        key = re.match(r"(\w+) = ", line)
        section = head.group(1) + "." if head else section
        named |= {section + key.group(1)} if key else set()
    known = set(re.findall(r"(?m)^  ([a-z_]+(?:\.[a-z_]+)?), ORDERYARD_", run(program, "--help")))
    in_secrets = {"mail.password"}
    assert known - named == in_secrets, known ^ named


def commands_make_nothing(folder):
    """In the wrong folder a command says so, instead of answering from an empty database."""
    data = os.path.join(folder, "wrong")
    program = processes.find_orderyard()
    for command in (["doctor"], ["backup", os.path.join(folder, "empty.db")], ["user", "list"]):
        told = run(program, *command, "--data-dir", data, status=1)
        assert "there is no database here yet" in told, told
    assert not os.path.exists(data)
    assert not os.path.exists(os.path.join(folder, "empty.db"))


def a_lost_key_is_told(folder):
    yard = our_side.Yard(folder)
    yard.cli("migrate")
    key = os.path.join(yard.folder, "master.key")
    os.rename(key, key + ".copy")
    for command in (["doctor"], ["serve", "--port", "0"], ["migrate"]):
        told = yard.run(*command)
        assert told.returncode == 1 and "put the copy of the key file back" in told.stderr, told
    assert not os.path.exists(key), "a new key would hide that the right one is lost"
    os.rename(key + ".copy", key)
    yard.cli("doctor")


def back_up(folder, yard):
    script = os.path.join(PACKAGING, "backup")
    config = os.path.join(folder, "orderyard.toml")
    with open(config, "w", encoding="utf-8") as file:
        file.write(f'data_dir = "{yard.folder}"\n')
    run(script, os.path.join(folder, "copies"), ORDERYARD_CONFIG=config,
        ORDERYARD_PROGRAM=processes.find_orderyard())
    return sorted(os.listdir(os.path.join(folder, "copies")))


def nightly_backups_are_read_and_grow_old(folder):
    yard = our_side.Yard(folder)
    yard.serve()
    yard.cli("token", "create", "kept")
    (name,) = back_up(folder, yard)
    copy = os.path.join(folder, "copies", name)
    assert stat.S_IMODE(os.stat(copy).st_mode) == 0o600
    old = os.path.join(folder, "copies", "orderyard-20200101T000000Z.db")
    shutil.copy(copy, old)
    os.utime(old, (1, 1))
    mine = os.path.join(folder, "copies", "of-my-own.db")
    shutil.copy(copy, mine)
    os.utime(mine, (1, 1))
    os.rename(copy, copy + "-first.db")  # made within the same second, the next has its name
    names = back_up(folder, yard)
    assert os.path.basename(old) not in names and "of-my-own.db" in names, names

    refused = yard.run("restore", copy + "-first.db")
    assert refused.returncode == 1 and "in use by another server" in refused.stderr, refused
    yard.cli("token", "create", "lost")
    yard.stop()
    yard.cli("restore", copy + "-first.db")
    assert "kept" in yard.cli("token", "list") and "lost" not in yard.cli("token", "list")
    assert "is whole" in yard.cli("audit", "verify")
    yard.serve()
    yard.stop()


def a_copied_file_is_recognised(folder):
    yard = our_side.Yard(folder)
    yard.cli("migrate")
    copy = os.path.join(folder, "copy.db")
    yard.cli("backup", copy)
    shutil.copy(copy, os.path.join(yard.folder, "orderyard.db"))
    told = yard.run("serve", "--port", "0")
    assert told.returncode == 1 and "`orderyard restore` makes it" in told.stderr, told
    yard.cli("restore")
    yard.serve()
    yard.stop()


def an_upgrade_can_be_undone(folder):
    """What a migration itself does is in src/storage/migrate_test.cpp; here: who may run it, and the
    way back from a database that a newer program has migrated."""
    yard = our_side.Yard(folder)
    yard.cli("migrate")
    copy = os.path.join(folder, "before.db")
    yard.cli("backup", copy)
    database = sqlite3.connect(os.path.join(yard.folder, "orderyard.db"))
    newest, name, at = database.execute(
        "SELECT * FROM schema_migration ORDER BY number DESC LIMIT 1").fetchone()
    database.execute("DELETE FROM schema_migration WHERE number = ?", (newest,))
    database.commit()
    told = yard.run("doctor")
    assert told.returncode == 1 and "`orderyard migrate`" in told.stderr, told
    database.executemany("INSERT INTO schema_migration VALUES (?, ?, ?)",
                         [(newest, name, at), (newest + 1, "later", at)])
    database.commit()
    database.close()
    told = yard.run("serve", "--port", "0")
    assert told.returncode == 1 and "Use that version, or restore a backup" in told.stderr, told
    yard.cli("restore", copy)
    yard.cli("doctor")


def main():
    cases = results.Cases("install_test")
    cases.run("installs, and again", installs_and_upgrades)
    cases.run("the units are hardened", units_hold)
    cases.run("the sample settings are settings", sample_settings_are_settings)
    cases.run("commands make no database", commands_make_nothing)
    cases.run("a lost key is told", a_lost_key_is_told)
    cases.run("nightly backups", nightly_backups_are_read_and_grow_old)
    cases.run("a backup that was only copied is recognised", a_copied_file_is_recognised)
    cases.run("an upgrade can be undone", an_upgrade_can_be_undone)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
