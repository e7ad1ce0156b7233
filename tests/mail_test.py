#!/usr/bin/env python3
"""Mails through a real SMTP server: who gets what (kinds, copies, customer and guest, Amazon's relay
addresses, the invoice as PDF), hostile texts, and what Amazon carries itself.

    mail_test.py [sqlite|postgres]
"""

import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
# pylint: disable=wrong-import-position
from yard import system_python

system_python.need("aiosmtpd")
from yard import mail_house, mail_side, processes


def waits_for_a_server(house):
    house.allow()
    house.write()
    row, = house.wait_for("queued")
    assert row["problem"] == "no_server" and row["attempts"] == 0, row
    house.connect(mail_side.MailServer())
    row, = house.wait_for("sent")
    mail, = house.mail.mails
    assert mail.recipients == [row["recipient"]] and mail.sender == mail_house.SHOP, vars(mail)
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
        for kind in mail_house.ALL_KINDS.split(","):
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


def hostile_texts_come_out_literally(house):
    house.allow()
    server = mail_side.MailServer()
    house.connect(server)
    house.write(text=mail_house.HOSTILE, subject=mail_house.HOSTILE.replace("\r\n", " ")[:280])
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
    told = house.sandbox.must("GET", f"/truth/{mail_house.ORDER}")["messages"]
    assert [(row["action"], row["text"]) for row in told] == [
        ("confirmOrderDetails", "Blue or green? 파란색?"),
        ("confirmDeliveryDetails", "When may we come?")], told


def reviews_are_asked_for_once(house):
    path = f"/api/v1/orders/{house.id}/channel-messages"
    house.call(201, "POST", f"/api/v1/orders/{house.id}/shipments", {"packages": [
        {"tracks": [{"carrier_code": "dhl", "number": "00340434161094042557"}]}]})
    processes.wait_until(lambda: house.sandbox.must("GET", f"/truth/{mail_house.ORDER}")["status"] == "SHIPPED",
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
    told = house.sandbox.must("GET", f"/truth/{mail_house.ORDER}")["messages"]
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
    ("hostile texts come out literally", hostile_texts_come_out_literally),
    ("Amazon carries messages of its own", amazon_carries_messages),
    ("a review is asked for once", reviews_are_asked_for_once),
    ("a customer's template", customer_and_guest, "--customers", "account"),
)


if __name__ == "__main__":
    sys.exit(mail_house.play_all("mails", CASES))
