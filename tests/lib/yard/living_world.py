"""Lets things happen to Amazon's orders by chance: placed, paid, shipped in parts, cancelled.
The same seed does the same things to the same world."""

import collections
import datetime

# What may happen, and how often it is tried.
_VERBS = {"ship": 5, "partial-ship": 4, "cancel": 2, "request-cancel": 2, "change-address": 2,
          "change-quantity": 2, "pay": 3, "deliver": 2, "place": 2}
_STREETS = ("Hafenweg", "Rue du Quai", "Harbour Lane", "Calle del Puerto")
_CITIES = ("Kiel", "Brest", "Hull", "Vigo")


class LivingWorld:
    """`chance` is a random.Random of the test's seed."""

    def __init__(self, sandbox, chance):
        self._sandbox = sandbox
        self._chance = chance
        self._truth = sandbox.truth()
        self._ids = sorted(self._truth)
        self._now = sandbox.state()["now"]

    def days_ago(self, days):
        """That many days before the world's present, as a date."""
        now = datetime.datetime.fromisoformat(self._now[:19])
        return (now - datetime.timedelta(days=days)).strftime("%Y-%m-%d")

    def stock_products(self, yard, unknown_share=0.0, quantity=100_000):
        """Brings the world's SKUs into the catalog, but for a share of them."""
        skus = sorted({line["sku"] for order in self._truth.values() for line in order["lines"]
                       if line["sku"]})
        known = [sku for sku in skus if self._chance.random() >= unknown_share]
        assert len(known) > 20, "hardly any SKUs in this world"
        yard.import_products([[sku, "Article " + sku, "enabled", "yes", quantity] for sku in known],
                             ["sku", "name", "status", "manage_stock", "quantity"])

    def change(self, tries):
        """Tries so many random changes; counts those that happened."""
        counts = collections.Counter()
        for _ in range(tries):
            verb = self._chance.choices(list(_VERBS), list(_VERBS.values()))[0]
            if verb == "place":
                self._ids += self._sandbox.place_generated(1)
                counts["placed"] += 1
            elif self._sandbox.change(self._chance.choice(self._ids), verb, **self._details(verb)):
                counts["changes"] += 1
        return counts

    def _details(self, verb):
        if verb == "change-address":
            return {"address": {
                "name": f"New Person {self._chance.randrange(1000)}",
                "addressLine1": f"{self._chance.choice(_STREETS)} {self._chance.randrange(1, 99)}",
                "city": self._chance.choice(_CITIES), "postalCode": "24103", "countryCode": "DE"}}
        if verb == "change-quantity":
            return {"quantity": self._chance.choice((0, 1, 1, 2)),
                    "keeps_ordered": self._chance.random() < 0.5}
        if verb == "cancel":
            return {"cancelled_by": self._chance.choice(("BUYER", "MERCHANT", "AMAZON")),
                    "hides_amounts": self._chance.random() < 0.3}
        return {}
