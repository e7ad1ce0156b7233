"""A small HTTP client that keeps its connection. Numbers of JSON are read exactly: a decimal is a
Decimal, never a float."""

import decimal
import http.client
import json
import os
import urllib.parse


class Answer:
    """Status, headers (names in lower case) and body of one answer."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def text(self):
        return self.body.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.body, parse_float=decimal.Decimal)


def _note(method, path, body, answer):
    """For tools/openapi/record.py: a line a call in the file ORDERYARD_RECORD."""
    name = os.environ.get("ORDERYARD_RECORD")
    if name:
        line = {"method": method, "path": path, "body": (body or b"").decode("utf-8", "replace"),
                "status": answer.status, "type": answer.headers.get("content-type", ""),
                "answer": answer.text()[:400_000]}
        with open(name, "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


class Client:
    """Calls one server. `headers` go with every request."""

    def __init__(self, base_url, headers=None, seconds=30):
        parts = urllib.parse.urlsplit(base_url)
        self.base_url = base_url
        self.headers = dict(headers or {})
        self._address = (parts.hostname, parts.port)
        self._seconds = seconds
        self._connection = None

    def call(self, method, path, body=None, headers=None):
        """One request; `body` may be text, bytes or something for JSON."""
        all_headers = {**self.headers, **(headers or {})}
        if body is not None and not isinstance(body, (str, bytes)):
            body = json.dumps(body)
            all_headers.setdefault("Content-Type", "application/json")
        if isinstance(body, str):
            body = body.encode("utf-8")
        for is_retry in (False, True):
            is_fresh = self._connection is None
            if is_fresh:
                self._connection = http.client.HTTPConnection(*self._address,
                                                              timeout=self._seconds)
            try:
                self._connection.request(method, path, body=body, headers=all_headers)
                response = self._connection.getresponse()
                answer = Answer(response.status,
                                {name.lower(): value for name, value in response.getheaders()},
                                response.read())
                if response.will_close:
                    self.close()
                _note(method, path, body, answer)
                return answer
            except (http.client.HTTPException, OSError):
                self.close()
                # A kept connection may have been closed meanwhile; a fresh one that fails is news.
                if is_fresh or is_retry:
                    raise
        raise AssertionError("unreachable")

    def get(self, path, **parameters):
        """The JSON of a 200."""
        if parameters:
            path += "?" + urllib.parse.urlencode(parameters, doseq=True)
        return self.expect(200, "GET", path)

    def expect(self, status, method, path, body=None):
        """The JSON of an answer that has this status."""
        answer = self.call(method, path, body)
        if answer.status != status:
            raise AssertionError(f"{method} {self.base_url}{path}: {answer.status} instead of "
                                 f"{status}: {answer.text()[:2000]}")
        return answer.json() if answer.body else None

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None
