"""A mail server for tests (aiosmtpd): it keeps what it takes, and refuses, delays or drops what it is
told to. Certificates are made by openssl, for this test alone."""

import asyncio
import email
import email.policy
import os
import socket
import ssl
import subprocess
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


class Mail:
    """One mail that was taken: the envelope and the message."""

    def __init__(self, envelope):
        self.sender = envelope.mail_from
        self.recipients = list(envelope.rcpt_tos)
        self.raw = bytes(envelope.content)
        self.message = email.message_from_bytes(self.raw, policy=email.policy.default)

    @property
    def subject(self):
        return str(self.message["Subject"])

    def part(self, media_type):
        """The text of the first part of this type."""
        for part in self.message.walk():
            if part.get_content_type() == media_type:
                return part.get_content()
        return None


class _Handler:
    def __init__(self, server):
        self._server = server

    async def handle_RCPT(self, _smtp, _session, envelope, address, _options):
        answers = self._server.recipient_answers.get(address, [])
        answer = answers.pop(0) if answers else None
        if answer:
            self._server.refusals.append((address, answer))
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _smtp, _session, envelope):
        server = self._server
        if server.delay_seconds:
            await asyncio.sleep(server.delay_seconds)
        if server.data_answers:
            return server.data_answers.pop(0)
        server.keep(Mail(envelope))
        if server.on_taken:
            await asyncio.get_running_loop().run_in_executor(None, server.on_taken)
        return "250 taken"


def _free_port():
    """Its controller connects to the port it was told, so 0 does not do."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailServer:
    """Listens on loopback until close()."""

    def __init__(self, certificate=None, user=None, password=None, needs_tls=False):
        self.mails = []
        self.refusals = []
        self.recipient_answers = {}  # address -> answers to the next RCPTs
        self.data_answers = []       # answers to the next mails, which are then not kept
        self.delay_seconds = 0
        self.on_taken = None         # called after a mail was kept, before the answer
        self.logins = []
        self._lock = threading.Lock()
        context = None
        if certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate.chain, certificate.key)

        def check(_server, _session, _envelope, _mechanism, data):
            is_right = (isinstance(data, LoginPassword) and data.login == (user or "").encode()
                        and data.password == (password or "").encode())
            self.logins.append(is_right)
            return AuthResult(success=is_right, handled=False)

        self._controller = Controller(
            _Handler(self), hostname="127.0.0.1", port=_free_port(), tls_context=context,
            require_starttls=needs_tls, authenticator=check if user else None,
            auth_required=bool(user), auth_require_tls=needs_tls)
        self._controller.start()
        self.port = self._controller.port

    def keep(self, mail):
        with self._lock:
            self.mails.append(mail)

    def to(self, address):
        """The mails that were taken for this address."""
        return [mail for mail in self.mails if address in mail.recipients]

    def close(self):
        self._controller.stop()


class Certificate:
    """A self-signed certificate for a name."""

    def __init__(self, folder, name="localhost"):
        self.chain = os.path.join(folder, name + ".pem")
        self.key = os.path.join(folder, name + ".key")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                        "-subj", "/CN=" + name, "-addext", "subjectAltName=DNS:" + name,
                        "-keyout", self.key, "-out", self.chain], check=True, capture_output=True)

    def pem(self):
        with open(self.chain, encoding="ascii") as file:
            return file.read()
