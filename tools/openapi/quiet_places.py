"""Stops of the tour (tour.py) where something is null or missing that is there in other worlds, or
there that is missing in most: orders without a channel, holds without a reason, what nobody has set.
"""


def addresses(tour):
    _, order = tour.take_order()
    shown = tour.do("GET", f"/rest/V1/orders/{order}")
    address = shown["extension_attributes"]["shipping_assignments"][0]["shipping"]["address"]
    kept = ("entity_id", "address_type", "firstname", "lastname", "city", "postcode",
            "country_id", "telephone", "email", "region", "street")
    entity = {key: address[key] for key in kept if key in address}
    tour.do("PUT", f"/rest/V1/orders/{order}", {"entity": {**entity, "city": "Potsdam"}})


def read_lists(tour):
    """Pages of everything about orders, in both APIs."""
    for what in ("orders", "invoices", "shipments", "credit-memos", "exceptions", "home"):
        tour.do("GET", f"/api/v1/{what}")
    tour.do("GET", "/rest/V1/transactions?searchCriteria")
    for what in ("orders", "orders/items", "invoices", "shipments", "creditmemos"):
        tour.do("GET", f"/rest/V1/{what}?searchCriteria[sort_orders][0][field]=entity_id"
                "&searchCriteria[sort_orders][0][direction]=DESC&searchCriteria[currentPage]=1"
                "&searchCriteria[pageSize]=50")


def read_order(tour, order):
    for rest in ("", "/refundable", "/mails", "/neighbours"):
        tour.do("GET", f"/api/v1/orders/{order}{rest}")
    tour.do("GET", f"/rest/V1/orders/{order}")
    tour.do("GET", f"/rest/V1/orders/{order}/comments")


def orders_of_our_own(tour):
    """No channel, no store, and so no reason that Amazon would know."""
    _, old = tour.take_order()
    order = tour.do("POST", f"/api/v1/orders/{old}/reorder", {})["order"]["id"]
    base = f"/api/v1/orders/{order}"
    read_order(tour, order)
    nameless = {"kind": "shipping", "name": "", "street1": "Example Street 1", "city": "Berlin",
                "postal_code": "10115", "country_code": "DE"}
    tour.do("PUT", f"{base}/address", nameless)
    made = {"invoices": "invoices", "shipments": "shipments", "credit-memos": "credit_memos"}
    for what, members in made.items():
        document = tour.do("POST", f"{base}/{what}", {})[members][0]["id"]
        tour.do("GET", f"/api/v1/{what}/{document}")
        tour.do("POST", f"/api/v1/{what}/{document}/comments", {"comment": "Seen."})
    read_order(tour, order)
    read_lists(tour)


def holds(tour):
    _, order = tour.take_order()
    for body in ({}, {"reason": "the buyer asked", "until": "2100-01-01T00:00:00Z"}):
        tour.do("POST", f"/api/v1/orders/{order}/hold", body)
        read_order(tour, order)
        read_lists(tour)
        tour.do("POST", f"/api/v1/orders/{order}/unhold", {})


def refund_of_an_invoice(tour):
    """The only credit memos that name an invoice."""
    _, old = tour.take_order()
    order = tour.do("POST", f"/api/v1/orders/{old}/reorder", {})["order"]["id"]
    invoice = tour.do("POST", f"/rest/V1/order/{order}/invoice", {"capture": True})
    tour.do("POST", f"/rest/V1/order/{order}/ship", {})
    read_order(tour, order)
    memo = tour.do("POST", f"/rest/V1/invoice/{invoice}/refund", {})
    tour.do("GET", f"/rest/V1/creditmemo/{memo}")
    tour.do("GET", f"/api/v1/credit-memos/{memo}")
    read_lists(tour)


def a_shipment_taken_back(tour):
    _, order = tour.take_order()
    made = tour.do("POST", f"/api/v1/orders/{order}/shipments", {})["shipments"][0]["id"]
    tour.do("POST", f"/api/v1/shipments/{made}/void", {"reason": "wrong parcel"})
    tour.do("GET", f"/api/v1/shipments/{made}")
    tour.do("GET", f"/rest/V1/shipment/{made}")
    read_order(tour, order)
    read_lists(tour)


def jobs_over_many(tour):
    """What was done has no message, what was refused has one."""
    _, order = tour.take_order()
    tour.do("POST", f"/api/v1/orders/{order}/hold", {})
    for verb in ("unhold", "ship", "ship", "invoice"):
        job = tour.do("POST", "/api/v1/bulk", {"verb": verb, "orders": [order]})
        path = f"/api/v1/bulk/{job['id']}"
        tour.wait(lambda at=path: tour.do("GET", at)["done"] + tour.do("GET", at)["failed"] > 0,
                  f"the job to {verb} does not end")
        tour.do("GET", f"{path}/items")


def ends_of_lists(tour):
    """The first and the last order have one neighbour."""
    ids = sorted(each["entity_id"] for each in tour.yard.commerce_orders().values())
    for order in (ids[0], ids[-1]):
        tour.do("GET", f"/api/v1/orders/{order}/neighbours")


def what_nobody_has_set(tour):
    tour.do("DELETE", f"/api/v1/stores/{tour.store}/backfill")
    carrier = {"title": "House carrier", "tracking_url": "https://example.org/{number}"}
    tour.do("PUT", "/api/v1/carriers/house", {**carrier, "amazon_code": None})
    tour.do("PUT", "/api/v1/carriers/house", {**carrier, "tracking_url": None})
    tour.do("GET", "/api/v1/carriers")
    tour.do("DELETE", "/api/v1/carriers/house")
    _, clerk = tour.make_user("lea")
    tour.do("GET", "/api/v1/preferences/never-kept", client=clerk)
    # Nobody has signed in as this one.
    user = tour.do("POST", "/api/v1/users", {"name": "ole", "email": "ole@example.org",
                                             "role_id": 3})["user"]["id"]
    tour.do("GET", f"/api/v1/users/{user}")
    for what in ("unlock", "remove-second-factor", "reset-password"):
        tour.do("POST", f"/api/v1/users/{user}/{what}")
    tour.do("DELETE", f"/api/v1/users/{user}/sessions")
    tour.do("GET", "/api/v1/audit")


STOPS = (addresses, orders_of_our_own, holds, refund_of_an_invoice, a_shipment_taken_back,
         jobs_over_many, ends_of_lists, what_nobody_has_set)
