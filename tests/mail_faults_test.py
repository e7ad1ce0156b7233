#!/usr/bin/env python3
"""Mail servers that make trouble: greylisting, refusal, a slow server, none at all, TLS that is required,
a bad certificate, log-in, and kill -9 between the mail and its record: one mail, shown as doubtful, sent
again by a person only.

    mail_faults_test.py [sqlite|postgres]
"""

import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
# pylint: disable=wrong-import-position
from yard import system_python

system_python.need("aiosmtpd")
from yard import mail_house, mail_side, processes


def greylisting(house):
    house.allow()
    server = mail_side.MailServer()
    house.connect(server)
    buyer = house.yard.client().get(f"/api/v1/orders/{mail_house.ORDER}")["buyer"]["email"]
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
    buyer = house.yard.client().get(f"/api/v1/orders/{mail_house.ORDER}")["buyer"]["email"]
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


CASES = (
    ("greylisting: 451, later, taken", greylisting),
    ("550, 554, 452 and a refused copy", refusal),
    ("a slow server leaves it doubtful", slow_server),
    ("nobody listens; given up", nobody_listens),
    ("TLS is required, certificates are checked, log-in", tls_and_log_in),
    ("kill -9 between the mail and its record", killed_between_mail_and_record),
    ("no address in the log", no_address_in_the_log),
)


if __name__ == "__main__":
    sys.exit(mail_house.play_all("mail_faults", CASES))
