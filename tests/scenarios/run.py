#!/usr/bin/env python3
"""Plays the stories of this folder, each on a sandbox, a database and a server of its own.

    run.py [sqlite|postgres] [NAME...]      NAME: part of a file name
"""

import glob
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
# pylint: disable=wrong-import-position
from yard import databases, results, stories

STORY_SECONDS_MAX = 90


def main():
    words = sys.argv[1:]
    engine = words.pop(0) if words and words[0] in databases.ENGINES else "sqlite"
    cases = results.Cases("stories_" + engine)
    for path in sorted(glob.glob(os.path.join(HERE, "*.test"))):
        name = os.path.basename(path).removesuffix(".test")
        if words and not any(word in name for word in words):
            continue
        title, steps = stories.read_story(path)
        cases.run(f"{name}: {title}",
                  lambda folder, steps=steps: stories.Stage(folder, engine).play(steps),
                  STORY_SECONDS_MAX)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
