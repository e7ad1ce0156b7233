"""Amazon's side: the sandbox program, the strings behind it, and a reader of its API that shares
nothing with ours."""

import os
import urllib.parse

from yard import http_calls, processes

CLIENT_ID = "amzn1.application-oa2-client.sandbox"
CLIENT_SECRET = "amzn1.oa2-cs.v1.sandbox"
REFRESH_TOKEN = "Atzr|sandbox"
SELLER_ID = "A2SANDBOXSELLER"
CREDENTIALS = {"ORDERYARD_LWA_CLIENT_ID": CLIENT_ID,
               "ORDERYARD_LWA_CLIENT_SECRET": CLIENT_SECRET,
               "ORDERYARD_LWA_REFRESH_TOKEN": REFRESH_TOKEN}
SECTIONS = ("BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,"
            "PAYMENT,FULFILLMENT_ORDERS")


class Sandbox:
    """A running `orderyard sandbox`."""

    def __init__(self, folder, *options, plan="fast"):
        command = [processes.find_orderyard(), "sandbox", "--port", "0", "--plan", plan,
                   *options]
        self.program = processes.Program("sandbox", command, os.path.join(folder, "sandbox.log"))
        self.url = self.program.wait_for(r"sandbox on (http://\S+)", 60).group(1)
        self.client = http_calls.Client(self.url)

    # -- the strings

    def control(self, method, path, body=None):
        """Status and JSON of a call to /control."""
        answer = self.client.call(method, "/control" + path, body)
        return answer.status, answer.json()

    def must(self, method, path, body=None):
        """The JSON of a call to /control that has to succeed."""
        status, json = self.control(method, path, body)
        assert status in (200, 201), f"{method} /control{path} {body}: {status} {json}"
        return json

    def state(self):
        return self.must("GET", "/state")

    def calls_of(self, operation):
        return self.state()["operations"].get(operation, {}).get("calls", 0)

    def advance(self, seconds):
        self.must("POST", "/clock", {"advance_seconds": seconds})

    def place(self, spec):
        """Places an order and returns its id."""
        return self.must("POST", "/orders", spec)["order_ids"][0]

    def place_generated(self, count):
        return self.must("POST", "/orders", {"count": count})["order_ids"]

    def change(self, order_id, verb, **body):
        """True when the order was in a state that allows it."""
        status, answer = self.control("POST", f"/orders/{order_id}/{verb}", body)
        assert status in (200, 400, 404, 409), f"{verb} {order_id}: {status} {answer}"
        return status == 200

    def add_faults(self, *rules):
        self.must("POST", "/faults", list(rules))

    def clear_faults(self):
        self.must("DELETE", "/faults")

    def fired(self):
        """How often the faults have fired since they were added."""
        return sum(rule["fired"] for rule in self.must("GET", "/faults")["rules"])

    def truth(self):
        """What Amazon's side holds, by order id."""
        orders, after = {}, -1
        while after is not None:
            page = self.must("GET", f"/orders?limit=5000&after={after}")
            for order in page["orders"]:
                assert order["order_id"] not in orders, "an order id twice at Amazon"
                orders[order["order_id"]] = order
            after = page["next_after"]
        assert len(orders) == page["count"]
        return orders

    # -- Amazon's API, read by us for the comparison

    def access_token(self):
        form = urllib.parse.urlencode({"grant_type": "refresh_token", "client_id": CLIENT_ID,
                                       "client_secret": CLIENT_SECRET,
                                       "refresh_token": REFRESH_TOKEN})
        answer = self.client.call("POST", "/auth/o2/token", form,
                                  {"Content-Type": "application/x-www-form-urlencoded"})
        assert answer.status == 200, answer.text()
        return answer.json()["access_token"]

    def as_seen_by_clients(self):
        """Every order as searchOrders shows it now, by order id."""
        headers = {"x-amz-access-token": self.access_token(), "user-agent": "yard-tests/1"}
        orders, token = {}, None
        while True:
            query = {"createdAfter": "2000-01-01T00:00:00Z", "includedData": SECTIONS}
            if token:
                query["paginationToken"] = token
            answer = self.client.call(
                "GET", "/orders/2026-01-01/orders?" + urllib.parse.urlencode(query),
                headers=headers)
            assert answer.status == 200, answer.text()
            page = answer.json()
            for order in page["orders"]:
                orders[order["orderId"]] = order
            token = page.get("pagination", {}).get("nextToken")
            if not token:
                return orders
