"""Programs under test as child processes: started, watched through their log, killed by their own
id and never by name. A child dies with the test that started it."""

import ctypes
import os
import re
import signal
import subprocess
import time

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)
_programs = []


def repository():
    """The top of the work tree."""
    return os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))


def find_orderyard():
    """The program under test: ORDERYARD_BINARY, or the newest build."""
    given = os.environ.get("ORDERYARD_BINARY")
    if given:
        return os.path.abspath(given)
    build = os.path.join(repository(), "build")
    found = [os.path.join(build, preset, "src", "app", "orderyard")
             for preset in (os.listdir(build) if os.path.isdir(build) else [])]
    found = [path for path in found if os.access(path, os.X_OK)]
    if not found:
        raise FileNotFoundError("no orderyard below build/: build it or set ORDERYARD_BINARY")
    return max(found, key=os.path.getmtime)


def find_shared(*parts):
    """A file of the material that is not part of the repository, or None."""
    folder = os.environ.get("ORDERYARD_SHARED") or os.path.join(repository(), "..", "shared")
    path = os.path.join(folder, *parts)
    return path if os.path.exists(path) else None


def started():
    """The programs that run, or ended by themselves, since the last stop_all."""
    return list(_programs)


def stop_all():
    """Ends everything that was started here."""
    for program in _programs:
        program.kill()
    _programs.clear()


def _die_with_parent():
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class Program:
    """One child process. Standard output and error go to `log_path`, one after the other."""

    def __init__(self, name, command, log_path, env=None, cwd=None):
        self.name = name
        self.log_path = log_path
        self._read_from = os.path.getsize(log_path) if os.path.exists(log_path) else 0
        with open(log_path, "ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=cwd,
                env={**os.environ, **(env or {})}, preexec_fn=_die_with_parent)
        self.pid = self._process.pid
        _programs.append(self)

    def is_running(self):
        return self._process.poll() is None

    def exit_status(self):
        return self._process.poll()

    def output(self):
        """What it has written since it was started."""
        with open(self.log_path, "rb") as log:
            log.seek(self._read_from)
            return log.read().decode("utf-8", "replace")

    def tail(self, lines=25):
        """The last lines, without those of everyday requests."""
        kept = [line for line in self.output().splitlines()
                if "http_request" not in line or not re.search(r"status=[23]", line)]
        return kept[-lines:]

    def wait_for(self, pattern, seconds=30):
        """The match of the first line that has it."""
        until = time.monotonic() + seconds
        while True:
            is_running = self.is_running()
            match = re.search(pattern, self.output(), re.MULTILINE)
            if match:
                return match
            if not is_running:
                raise AssertionError(f"{self.name} ended ({self.exit_status()}) before '{pattern}':"
                                     "\n" + "\n".join(self.tail()))
            if time.monotonic() > until:
                raise AssertionError(f"{self.name} did not write '{pattern}' within {seconds} s:\n"
                                     + "\n".join(self.tail()))
            time.sleep(0.01)

    def kill(self):
        """kill -9."""
        if self.is_running():
            self._process.kill()
        self._process.wait()

    def stop(self, seconds=20):
        """Asks it to end; the exit status. Longer than `seconds`: a failure."""
        self._process.terminate()
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise AssertionError(f"{self.name} did not stop within {seconds} s:\n"
                                 + "\n".join(self.tail())) from error

    def forget(self):
        """Its log is of no interest any more."""
        self.kill()
        _programs.remove(self)


def wait_until(condition, seconds, what, pause=0.1):
    """Until condition() is truthy; its value. `what` may be a function that tells how it stands."""
    until = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > until:
            text = what() if callable(what) else what
            raise AssertionError(f"not within {seconds} s: {text}")
        time.sleep(pause)
