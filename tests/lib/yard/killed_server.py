"""One store and its sandbox, and a server that is killed over and over, always at the time it had."""

import time

from yard import our_side

STORE = "de"


class Installation:
    """With a lamp in stock. `kills_per_lap`: how likely kill_sometimes kills."""

    def __init__(self, folder, engine, chance, kills_per_lap):
        self.sandbox, self.yard = our_side.serve_lamp_shop(folder, engine, STORE)
        self.chance = chance
        self.kills_per_lap = kills_per_lap
        self.kills = 0

    def kill_sometimes(self, _lap):
        if self.chance.random() < self.kills_per_lap:
            self.kill()

    def kill(self):
        time.sleep(self.chance.random() * 0.3)
        ahead = (self.yard.now() - our_side.real_now()).total_seconds()
        self.yard.server.kill()
        self.kills += 1
        self.yard.let_time_pass()
        self.yard.serve("--test-clock")
        self.yard.advance(round(ahead))
