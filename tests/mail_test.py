#!/usr/bin/env python3
"""Mails through a real SMTP server: who gets what (kinds, copies, customer and guest, Amazon's relay
addresses), greylisting, refusal, a slow server, TLS that is required, a bad certificate, log-in, hostile
texts, and kill -9 between the mail and its record: one mail, shown as doubtful, sent again by a person
only.

    mail_test.py [sqlite|postgres]
"""

import importlib.util
import os
import sys
import time

# aiosmtpd is a package of Debian's Python, which need not be the first one in PATH.
SYSTEM_PYTHON = "/usr/bin/python3"
if importlib.util.find_spec("aiosmtpd") is None and sys.executable != SYSTEM_PYTHON:
    os.execv(SYSTEM_PYTHON, [SYSTEM_PYTHON, "-B", *sys.argv])

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
# pylint: disable=wrong-import-position
from yard import amazon_side, databases, mail_side, our_side, processes, results

ORDER = "302-0000001-0000001"
SHOP = "shop@example.com"
ALL_KINDS = ("order,order_comment,invoice,invoice_comment,shipment,shipment_comment,credit_memo,"
             "credit_memo_comment,message")
HOSTILE = ("{{order_number}} ${7*7} {% x %} %s <script>alert(1)</script>\r\nBcc: evil@example.com"
           "\r\n\r\nX-Evil: 1 홍길동")


class House:
    """A server, a sandbox with one imported order, and perhaps a mail server."""

    def __init__(self, folder, engine, *store_options):
        self.folder = folder
        self.mail = None
        self.sandbox = amazon_side.Sandbox(folder, "--orders", "0", "--marketplaces", "DE",
                                           "--speed", "0")
        self.yard = our_side.Yard(folder, engine)
        self.yard.cli("migrate")
        self.yard.add_store("de", self.sandbox, "--import-from", "2000-01-01", *store_options)
        self.sandbox.place({"order_id": ORDER, "lines": [{"sku": "LAMP-1", "quantity": 3}]})
        self.yard.serve("--test-clock")
        self.yard.advance_both(self.sandbox, 190)
        processes.wait_until(self._has_order, 60, "the order does not come in", pause=0.5)
        self.id = self.call(200, "GET", f"/api/v1/orders/{ORDER}")["id"]

    def _has_order(self):
        client = self.yard.client()
        return (client.call("POST", "/api/v1/stores/de/sync").status == 202
                and client.call("GET", f"/api/v1/orders/{ORDER}").status == 200)

    def call(self, status, method, path, body=None):
        answer = self.yard.client().call(method, path, body)
        assert answer.status == status, f"{method} {path}: {answer.status} {answer.text()}"
        return answer.json()

    def allow(self, kinds=ALL_KINDS):
        """What the store's settings allow to relay addresses."""
        self.yard.database.execute(f"UPDATE store SET mail_kinds = '{kinds}'")

    def connect(self, server, **settings):
        self.mail = server
        self.call(200, "PUT", "/api/v1/mail-settings/server", {
            "host": "localhost", "port": server.port, "security": "none", "sender_address": SHOP,
            "sender_name": "홍상점 GmbH", "timeout_seconds": 5, **settings})

    def rule(self, kind, **rule):
        self.call(200, "PUT", f"/api/v1/mail-settings/rules/all-views/{kind}", rule)

    def write(self, text="Hello", subject="About your order", status=201):
        return self.call(status, "POST", f"/api/v1/orders/{self.id}/mails",
                         {"kind": "message", "subject": subject, "text": text})

    def ask(self, kind, status=201):
        return self.call(status, "POST", f"/api/v1/orders/{self.id}/mails", {"kind": kind})

    def log(self):
        """The mails of the order, oldest first."""
        return self.call(200, "GET", f"/api/v1/orders/{self.id}/mails")["items"][::-1]

    def states(self):
        return [row["state"] for row in self.log()]

    def wait_for(self, *states, seconds=30):
        """Until the mails of the order are in these states, oldest first."""
        processes.wait_until(lambda: self.states() == list(states), seconds,
                             lambda: f"states {self.states()} instead of {list(states)}: "
                                     + str(self.log()), pause=0.1)
        return self.log()

    def buyer(self):
        return self.log()[0]["recipient"]

    def close(self):
        if self.mail:
            self.mail.close()
        processes.stop_all()
        self.yard.database.drop()


def in_house(engine, play, *store_options):
    def case(folder):
        house = House(folder, engine, *store_options)
        try:
            play(house)
        finally:
            house.close()
    return case


def waits_for_a_server(house):
    house.allow()
    house.write()
    row, = house.wait_for("queued")
    assert row["problem"] == "no_server" and row["attempts"] == 0, row
    house.connect(mail_side.MailServer())
    row, = house.wait_for("sent")
    mail, = house.mail.mails
    assert mail.recipients == [row["recipient"]] and mail.sender == SHOP, vars(mail)
    assert mail.subject == "About your order"
    assert "홍상점 GmbH" in str(mail.message["From"])
    assert "Hello" in mail.part("text/plain") and "Hello" in mail.part("text/html")
    assert str(mail.message["Message-ID"]) == "<" + house.call(
        200, "GET", f"/api/v1/mails/{row['id']}")["message_id"] + ">"
    assert mail.message["Date"] and mail.message["MIME-Version"] == "1.0"


def relay_only_what_the_store_allows(house):
    house.connect(mail_side.MailServer())
    refused = house.write(status=409)
    assert refused["params"]["reason"] == "channel_mail", refused
    kinds = {row["kind"]: row for row in house.call(
        200, "GET", f"/api/v1/orders/{house.id}/mails")["kinds"]}
    assert not kinds["message"]["may_send"] and kinds["message"]["reason"] == "channel_mail", kinds
    house.call(200, "POST", f"/api/v1/orders/{house.id}/comments",
               {"comment": "not told", "notify": True})
    assert house.log() == []
    house.allow("message")
    house.write()
    house.ask("order", status=409)
    house.wait_for("sent")
    house.rule("message", is_enabled=False)
    assert house.write(status=409)["params"]["reason"] == "kind_off"
    time.sleep(1)
    assert len(house.mail.mails) == 1


def matrix(house):
    """Every kind x copies none, bcc, separate x told or not."""
    house.allow()
    house.connect(mail_side.MailServer())
    api = f"/api/v1/orders/{house.id}"
    invoice = house.call(201, "POST", api + "/invoices", {})["invoices"][0]["id"]
    shipment = house.call(201, "POST", api + "/shipments", {"packages": [
        {"tracks": [{"carrier_code": "dhl", "number": "00340434161094042557"}]}]})
    shipment = shipment["shipments"][0]["id"]
    sent = 0
    for method, copies in (("bcc", []), ("bcc", ["a@example.com", "b@example.com"]),
                           ("separate", ["a@example.com", "b@example.com"])):
        for kind in ALL_KINDS.split(","):
            house.rule(kind, copy_to=copies, copy_method=method)
        expected = 0
        for kind in ("order", "invoice", "shipment"):
            house.ask(kind)
            expected += 1
        house.write(f"{method} {len(copies)}")
        house.call(200, "POST", api + "/comments", {"comment": f"told {method}", "notify": True})
        rest = "/rest/V1"
        house.call(200, "POST", f"{rest}/invoices/comments", {"entity": {
            "parent_id": invoice, "comment": "inv", "is_customer_notified": 1,
            "is_visible_on_front": 0}})
        house.call(200, "POST", f"{rest}/shipment/{shipment}/comments", {"entity": {
            "parent_id": shipment, "comment": "shp", "is_customer_notified": 1,
            "is_visible_on_front": 0}})
        expected += 4
        to_buyer = expected
        to_copies = expected if copies else 0
        # Nobody is told, but for the seller's own copies, each by itself.
        house.call(200, "POST", api + "/comments", {"comment": "untold", "notify": False})
        sent += expected + (expected * len(copies) if method == "separate" else 0) + len(copies)
        processes.wait_until(lambda: len(house.mail.mails) >= sent, 60,
                             lambda: f"{len(house.mail.mails)} of {sent}: {house.log()}", pause=0.2)
        assert len(house.mail.mails) == sent, (len(house.mail.mails), sent)
        batch, house.mail.mails = house.mail.mails, []
        sent = 0
        buyer = house.buyer()
        assert sum(buyer in mail.recipients for mail in batch) == to_buyer
        for copy in copies:
            assert sum(copy in mail.recipients for mail in batch) == to_copies + 1, (method, copy)
        for mail in batch:
            if method == "bcc" and copies and buyer in mail.recipients:
                assert mail.recipients == [buyer, *copies]
                assert "example.com" not in str(mail.message["To"]), "a hidden copy is hidden"
                assert mail.message["Bcc"] is None
            else:
                assert len(mail.recipients) == 1, mail.recipients
        told = [mail for mail in batch if "untold" in (mail.part("text/plain") or "")]
        assert len(told) == len(copies)
        assert all(buyer not in mail.recipients for mail in told)
    shipment_mail = [mail for mail in batch if "00340434161094042557" in mail.part("text/plain")]
    assert shipment_mail, "the shipment's mail holds the tracking number"


def customer_and_guest(house):
    house.allow()
    house.connect(mail_side.MailServer())
    for audience in ("customer", "guest"):
        house.call(200, "PUT", f"/api/v1/mail-settings/templates/all-views/order/{audience}", {
            "subject": audience + " {{order_number}}", "text": "{{store_name}}", "html": ""})
    house.ask("order")
    house.wait_for("sent")
    mail, = house.mail.mails
    is_account = house.yard.database.rows(
        "SELECT customer_id FROM sales_order WHERE id = " + str(house.id))[0][0] is not None
    assert mail.subject.startswith("customer " if is_account else "guest "), mail.subject
    assert mail.part("text/html") is None


def greylisting(house):
    house.allow()
    server = mail_side.MailServer()
    house.connect(server)
    buyer = house.yard.client().get(f"/api/v1/orders/{ORDER}")["buyer"]["email"]
    server.recipient_answers[buyer] = ["451 4.7.1 come back later"] * 2
    house.write()
    processes.wait_until(lambda: server.refusals, 30, "no first attempt", pause=0.1)
    row = wait_for_problem(house, "temporary")
    assert row["reply_code"] == 451 and row["attempts"] == 1, row
    assert server.mails == []
    house.yard.advance(200)
    processes.wait_until(lambda: len(server.refusals) == 2, 30, "no second attempt", pause=0.1)
    house.yard.advance(600)
    row, = house.wait_for("sent")
    assert row["attempts"] == 3 and len(server.mails) == 1, row


def wait_for_problem(house, problem):
    processes.wait_until(lambda: house.log()[-1]["problem"] == problem, 30,
                         lambda: f"no {problem}: {house.log()}", pause=0.1)
    return house.log()[-1]


def refusal(house):
    house.allow()
    server = mail_side.MailServer()
    house.connect(server)
    buyer = house.yard.client().get(f"/api/v1/orders/{ORDER}")["buyer"]["email"]
    server.recipient_answers[buyer] = ["550 5.1.1 no such mailbox"]
    house.rule("message", copy_to=["a@example.com"])
    house.write()
    row, = house.wait_for("refused")
    assert row["problem"] == "refused" and row["reply_code"] == 550, row
    assert server.mails == [], "a copy alone makes no sense"
    shown = house.call(200, "GET", f"/api/v1/mails/{row['id']}")
    assert "no such mailbox" in shown["answer"], shown
    house.yard.advance(7200)
    time.sleep(1)
    assert house.states() == ["refused"]
    house.call(200, "POST", f"/api/v1/mails/{row['id']}/retry")
    house.wait_for("sent")
    assert len(server.mails) == 1
    # A copy that is refused does not hold up the buyer's mail.
    server.recipient_answers["a@example.com"] = ["550 no"]
    house.write("second")
    rows = house.wait_for("sent", "sent")
    assert rows[1]["problem"] == "copy_refused", rows[1]
    server.data_answers = ["554 5.7.1 looks like spam"]
    house.write("third")
    rows = house.wait_for("sent", "sent", "refused")
    assert rows[2]["reply_code"] == 554, rows[2]
    server.data_answers = ["452 4.3.1 disk is full"]
    house.write("fourth")
    assert wait_for_problem(house, "temporary")["state"] == "queued"


def slow_server(house):
    house.allow()
    server = mail_side.MailServer()
    server.delay_seconds = 8  # longer than the five seconds that are set
    house.connect(server)
    house.write()
    row, = house.wait_for("doubtful")
    assert row["problem"] == "no_answer", row
    house.yard.advance(7200)
    time.sleep(4)
    assert house.states() == ["doubtful"] and len(server.mails) == 1, "nobody sends it again"
    server.delay_seconds = 0
    house.call(200, "POST", f"/api/v1/mails/{row['id']}/retry")
    house.wait_for("sent")
    first, second = server.mails
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert first.message["Date"] == second.message["Date"]


def nobody_listens(house):
    house.allow()
    server = mail_side.MailServer()
    house.connect(server)
    server.close()
    house.write()
    row = wait_for_problem(house, "connect")
    assert row["state"] == "queued" and row["attempts"] == 1, row
    for text in ("second", "third"):
        house.write(text)
    time.sleep(3)
    assert [row["attempts"] for row in house.log()] == [1, 0, 0], "the server is left alone"
    house.call(200, "POST", f"/api/v1/mails/{row['id']}/give-up")
    assert house.states() == ["given_up", "queued", "queued"]
    house.mail = None


def tls_and_log_in(house):
    house.allow()
    certificate = mail_side.Certificate(house.folder)
    server = mail_side.MailServer(certificate, "shop", "s3cret pass", needs_tls=True)
    secure = {"security": "starttls", "user": "shop", "password": "s3cret pass"}
    house.connect(server, **secure)
    house.write()
    assert wait_for_problem(house, "tls")["state"] == "queued", "nobody vouches for it"
    house.connect(server, **secure, ca_certificate=certificate.pem())
    row = house.log()[0]
    house.call(200, "POST", f"/api/v1/mails/{row['id']}/retry")
    house.wait_for("sent")
    assert server.logins == [True]
    settings = house.call(200, "GET", "/api/v1/mail-settings")
    assert settings["server"]["has_password"] and "s3cret" not in str(settings), settings
    house.connect(server, **{**secure, "password": "wrong"}, ca_certificate=certificate.pem())
    house.write("second")
    assert wait_for_problem(house, "login")["state"] == "queued"
    # Another name than the certificate's.
    house.connect(server, **secure, ca_certificate=certificate.pem(), host="127.0.0.1")
    house.write("third")
    assert wait_for_problem(house, "tls")["state"] == "queued"
    # STARTTLS is asked for, and the server has none: nothing leaves in the clear.
    bare = mail_side.MailServer()
    house.connect(bare, security="starttls")
    house.write("fourth")
    assert wait_for_problem(house, "tls")["state"] == "queued"
    assert bare.mails == [] and len(server.mails) == 1
    bare.close()
    house.mail = server
    dump = house.yard.database.rows("SELECT sealed FROM mail_server")
    assert "s3cret" not in str(dump)


def hostile_texts_come_out_literally(house):
    house.allow()
    server = mail_side.MailServer()
    house.connect(server)
    house.write(text=HOSTILE, subject=HOSTILE.replace("\r\n", " ")[:280])
    house.wait_for("sent")
    mail, = server.mails
    assert "{{order_number}} ${7*7} {% x %} %s <script>" in mail.subject, mail.subject
    assert mail.message["Bcc"] is None and mail.message["X-Evil"] is None
    names = {name.lower() for name in mail.message.keys()}
    assert names <= {"date", "from", "to", "subject", "message-id", "auto-submitted",
                     "mime-version", "content-type", "x-peer", "x-mailfrom", "x-rcptto"}, names
    assert "{{order_number}} ${7*7}" in mail.part("text/plain")
    page = mail.part("text/html")
    assert "<script>" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "홍길동" in mail.part("text/plain")
    assert mail.recipients == [house.buyer()]
    # What would be read as another header is refused where it is typed.
    for field, value in (("sender_name", "a\r\nBcc: x@y.z"), ("reply_to", "a@b.c\r\nBcc: x@y.z"),
                         ("sender_address", "a@b.c>\r\nRCPT TO:<x@y.z")):
        answer = house.call(400, "PUT", "/api/v1/mail-settings/rules/all-views/order", {field: value})
        assert answer["field"] == field, answer
    template = "/api/v1/mail-settings/templates/all-views/order/guest"
    for body, word in (({"subject": "x", "text": "{{nothing}}"}, "nothing"),
                       ({"subject": "x", "text": "{{{status}}}"}, "escaped"),
                       ({"subject": "x", "text": "{{#lines}}"}, "never closed"),
                       ({"subject": "x", "text": "{{=<% %>=}}"}, "brackets")):
        answer = house.call(400, "PUT", template, body)
        assert answer["field"] == "text" and word in answer["message"], answer


def killed_between_mail_and_record(house):
    house.allow()
    server = mail_side.MailServer()
    house.connect(server)
    pid = house.yard.server

    def kill():
        server.on_taken = None
        pid.kill()

    server.on_taken = kill
    house.write()
    processes.wait_until(lambda: not pid.is_running(), 30, "the server was not killed")
    house.yard.let_time_pass()
    house.yard.serve("--test-clock")
    row, = house.wait_for("doubtful", seconds=60)
    assert row["problem"] == "interrupted" and row["attempts"] == 1, row
    house.yard.advance(100_000)
    time.sleep(2)
    assert len(server.mails) == 1 and house.states() == ["doubtful"], "exactly one mail"
    house.call(200, "POST", f"/api/v1/mails/{row['id']}/retry")
    house.wait_for("sent")
    assert len(server.mails) == 2
    assert len({str(mail.message["Message-ID"]) for mail in server.mails}) == 1


def no_address_in_the_log(house):
    house.allow()
    server = mail_side.MailServer()
    house.connect(server)
    house.write(text="Canary4711 text", subject="Canary4711 subject")
    house.wait_for("sent")
    log = house.yard.server.output()
    assert "mail_tried" in log
    for secret in ("Canary4711", house.buyer(), house.buyer().split("@")[0]):
        assert secret not in log, secret


def amazon_carries_messages(house):
    """Messages of Amazon's own, with its truth: allowed ones once, others refused."""
    path = f"/api/v1/orders/{house.id}/channel-messages"
    kinds = {row["kind"]: row for row in house.call(200, "GET", path)["kinds"]}
    assert kinds["confirm_order"]["may_send"] and not kinds["digital_key"]["may_send"], kinds
    assert not kinds["review_request"]["may_send"], kinds
    house.call(201, "POST", path, {"kind": "confirm_order", "text": "Blue or green? 파란색?"})
    house.wait_for("sent")
    house.call(201, "POST", path, {"kind": "digital_key", "text": "key"})
    row = house.wait_for("sent", "refused")[1]
    assert row["problem"] == "not_allowed_now" and row["channel_action"] == "digital_key", row
    for body, field in (({"kind": "digital_key", "text": "x" * 401}, "text"),
                        ({"kind": "confirm_order", "text": "write to a@b.c"}, "text"),
                        ({"kind": "nonsense", "text": "x"}, "kind"),
                        ({"kind": "confirm_order"}, "text")):
        assert house.call(400, "POST", path, body)["field"] == field
    # An answer that is lost leaves a doubtful message, which nobody sends again by itself.
    house.sandbox.add_faults({"operation": "createConfirmDeliveryDetails",
                              "kind": "reset_before_answer",
                              "count": 1, "applied": True})
    house.call(201, "POST", path, {"kind": "confirm_delivery", "text": "When may we come?"})
    house.wait_for("sent", "refused", "doubtful")
    house.yard.advance(100_000)
    time.sleep(1)
    assert house.states() == ["sent", "refused", "doubtful"]
    told = house.sandbox.must("GET", f"/truth/{ORDER}")["messages"]
    assert [(row["action"], row["text"]) for row in told] == [
        ("confirmOrderDetails", "Blue or green? 파란색?"),
        ("confirmDeliveryDetails", "When may we come?")], told


def reviews_are_asked_for_once(house):
    path = f"/api/v1/orders/{house.id}/channel-messages"
    house.call(201, "POST", f"/api/v1/orders/{house.id}/shipments", {"packages": [
        {"tracks": [{"carrier_code": "dhl", "number": "00340434161094042557"}]}]})
    processes.wait_until(lambda: house.sandbox.must("GET", f"/truth/{ORDER}")["status"] == "SHIPPED",
                         60, "not shipped at Amazon", pause=0.5)

    def may_request():
        kinds = house.call(200, "GET", path)["kinds"]
        return next(row for row in kinds if row["kind"] == "review_request")["may_send"]

    assert not may_request()
    house.yard.advance_both(house.sandbox, 20 * 86_400)
    assert may_request()
    # Its answer is lost: that it may not be made any more proves that it arrived.
    house.sandbox.add_faults({"operation": "createProductReviewAndSellerFeedbackSolicitation",
                              "kind": "reset_before_answer", "count": 1, "applied": True})
    house.call(201, "POST", path, {"kind": "review_request"})
    processes.wait_until(lambda: house.states() in (["doubtful"], ["sent"]), 30, house.log)
    house.yard.advance(600)
    house.wait_for("sent")
    assert not may_request()
    told = house.sandbox.must("GET", f"/truth/{ORDER}")["messages"]
    assert [row["action"] for row in told] == ["productReviewAndSellerFeedback"], told


def the_invoice_comes_as_pdf(house):
    house.allow()
    house.connect(mail_side.MailServer())
    house.rule("invoice", attaches_document=True, language="ko", reply_to="answers@example.com")
    house.call(201, "POST", f"/api/v1/orders/{house.id}/invoices", {})
    house.ask("invoice")
    house.wait_for("sent")
    mail, = house.mail.mails
    pdf, = [part for part in mail.message.walk() if part.get_content_type() == "application/pdf"]
    assert pdf.get_content().startswith(b"%PDF-") and pdf.get_filename().startswith("invoice-")
    assert "answers@example.com" in str(mail.message["Reply-To"])
    assert "인보이스" in mail.subject and "인보이스" in mail.part("text/html"), mail.subject


CASES = (
    ("a mail waits until there is a server", waits_for_a_server),
    ("Amazon's relay gets only what the store allows", relay_only_what_the_store_allows),
    ("kinds x copies x told or not", matrix),
    ("a guest's template", customer_and_guest),
    ("the invoice comes as PDF", the_invoice_comes_as_pdf),
    ("greylisting: 451, later, taken", greylisting),
    ("550, 554, 452 and a refused copy", refusal),
    ("a slow server leaves it doubtful", slow_server),
    ("nobody listens; given up", nobody_listens),
    ("TLS is required, certificates are checked, log-in", tls_and_log_in),
    ("hostile texts come out literally", hostile_texts_come_out_literally),
    ("kill -9 between the mail and its record", killed_between_mail_and_record),
    ("no address in the log", no_address_in_the_log),
    ("Amazon carries messages of its own", amazon_carries_messages),
    ("a review is asked for once", reviews_are_asked_for_once),
)


def main():
    engines = sys.argv[1:] or databases.ENGINES
    cases = results.Cases("mails")
    wanted = os.environ.get("ORDERYARD_CASE", "")
    for engine in engines:
        for name, play in CASES:
            if wanted not in name:
                continue
            cases.run(f"{name} on {engine}", in_house(engine, play), 180)
        if wanted not in "a customer's template":
            continue
        cases.run(f"a customer's template on {engine}",
                  in_house(engine, customer_and_guest, "--customers", "account"), 180)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main())
