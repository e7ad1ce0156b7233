"""One address in front of several: the beginning of a path says whose it is. Lets a validating
proxy for each of Amazon's models stand behind the one base address a store has."""

import http.client
import http.server
import threading
import urllib.parse

_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}


class Splitter:
    """`places`: addresses by path prefix, the longest that fits wins."""

    def __init__(self, places):
        self.places = sorted(places.items(), key=lambda place: -len(place[0]))
        self.counts = {prefix: 0 for prefix in places}
        splitter = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def forward(self):
                splitter.forward(self)

            do_GET = do_POST = do_PUT = do_DELETE = forward

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def forward(self, request):
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        prefix, target = next((prefix, target) for prefix, target in self.places
                              if request.path.startswith(prefix))
        self.counts[prefix] += 1
        parts = urllib.parse.urlsplit(target)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        headers = {name: value for name, value in request.headers.items()
                   if name.lower() not in _HOP_BY_HOP}
        connection.request(request.command, request.path, body or None, headers)
        answer = connection.getresponse()
        content = answer.read()
        request.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _HOP_BY_HOP:
                request.send_header(name, value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)
        connection.close()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
