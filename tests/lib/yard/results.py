"""Runs the cases of a test program one after the other, prints what happened, and leaves the counts
where scripts/test finds them.

Environment: ORDERYARD_TEST_RESULTS, a folder for NAME.json; ORDERYARD_TEST_NAME, NAME (default: the
program); ORDERYARD_KEEP=1 keeps the data of the cases.
"""

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback

from yard import databases, processes


class Skip(Exception):
    """Raised by a case that cannot run here; the text says why."""


class TimeIsUp(Exception):
    """A case took longer than it may."""


def seed():
    """The seed of this run: ORDERYARD_SEED, or a new one. Whoever uses it prints it."""
    given = os.environ.get("ORDERYARD_SEED")
    return int(given) if given else random.SystemRandom().randrange(1, 1_000_000)


class Cases:
    """cases = Cases("name"); cases.run("it works", function); sys.exit(cases.finish())"""

    def __init__(self, program):
        self.program = program
        self.passed, self.failed, self.skipped = [], [], []
        signal.signal(signal.SIGALRM, self._ring)

    @staticmethod
    def _ring(_signal, _frame):
        raise TimeIsUp("the case took longer than it may")

    def run(self, name, case, seconds_max=120):
        """`case` gets a fresh folder; an exception is a failure, Skip a skip. Whatever the case
        started is stopped after it."""
        folder = tempfile.mkdtemp(prefix="orderyard-test-")
        begun = time.monotonic()
        signal.alarm(seconds_max)
        try:
            case(folder)
            verdict, text = "passed", ""
            self.passed.append(name)
        except Skip as reason:
            verdict, text = "skipped", f": {reason}"
            self.skipped.append(name)
        except (Exception, KeyboardInterrupt) as error:  # pylint: disable=broad-except
            signal.alarm(0)
            verdict, text = "FAILED", ""
            self.failed.append(name)
            self._explain(error)
            if isinstance(error, KeyboardInterrupt):
                raise
        finally:
            signal.alarm(0)
            processes.stop_all()
            if os.environ.get("ORDERYARD_KEEP") == "1":
                print(f"  kept: {folder}")
            else:
                shutil.rmtree(folder, ignore_errors=True)
        took = time.monotonic() - begun
        print(f"{verdict:<8}{self.program}: {name} ({took:.1f} s){text}", flush=True)

    @staticmethod
    def _explain(error):
        if isinstance(error, (AssertionError, TimeIsUp)) and str(error):
            print("\n".join("  | " + line for line in str(error).splitlines()))
            frame = traceback.extract_tb(error.__traceback__)[-1]
            print(f"  at {os.path.basename(frame.filename)}:{frame.lineno} {frame.name}")
        else:
            traceback.print_exception(error, file=sys.stdout)
        for program in processes.started():
            print(f"  -- tail of {program.name}'s log")
            print("\n".join("  " + line for line in program.tail()))

    def finish(self):
        """Prints the closing line, writes the counts, returns the exit status."""
        counts = f"{len(self.passed)} passed, {len(self.failed)} failed"
        print(counts + (f", {len(self.skipped)} skipped" if self.skipped else ""))
        folder = os.environ.get("ORDERYARD_TEST_RESULTS")
        if folder:
            os.makedirs(folder, exist_ok=True)
            name = os.environ.get("ORDERYARD_TEST_NAME") or self.program
            with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as file:
                json.dump({"passed": self.passed, "failed": self.failed,
                           "skipped": self.skipped}, file)
        return 1 if self.failed else 0


def run_on_engines(program, title, play, seconds_max):
    """The main of a program with one case an engine: `play(engine, folder, seed)` on the engines
    that the arguments name, or on both. `title` says what is played. Returns the exit status."""
    wanted = sys.argv[1:] or databases.ENGINES
    cases = Cases(program + "_" + "_".join(wanted))
    chosen = seed()
    print(f"seed {chosen} (replay: ORDERYARD_SEED={chosen})", flush=True)
    for engine in wanted:
        cases.run(f"{title} on {engine}",
                  lambda folder, engine=engine: play(engine, folder, chosen), seconds_max)
    return cases.finish()
