"""Some packages are Debian's, for its own Python, which need not be the first one in PATH."""

import importlib.util
import os
import sys

_PATH = "/usr/bin/python3"


def need(package):
    """Goes on in Debian's Python when this one lacks the package."""
    if importlib.util.find_spec(package) is None and sys.executable != _PATH:
        os.execv(_PATH, [_PATH, "-B", *sys.argv])
