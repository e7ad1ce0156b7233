"""Users who sign in: a session of the web app's kind, with its cookie and CSRF token."""

from yard import http_calls

PASSWORD = "violet tractor plum 7"
ROLES = {"owner": 1, "manager": 2, "clerk": 3, "packer": 4, "customer_service": 5, "accountant": 6,
         "read_only": 7}


def sign_in(yard, name, password=PASSWORD):
    """A client that carries the session of this user."""
    client = http_calls.Client(yard.url)
    answer = client.call("POST", "/api/v1/session", {"name": name, "password": password})
    assert answer.status == 200, f"{name} cannot sign in: {answer.text()[:500]}"
    client.headers["Cookie"] = answer.headers["set-cookie"].split(";")[0]
    client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    return client


def add_user(yard, name, role, language="en"):
    """Makes a user of this role; his client, with a password of his own, and his id."""
    made = yard.client().expect(201, "POST", "/api/v1/users", {
        "name": name, "email": name + "@example.org", "role_id": ROLES[role], "language": language})
    first = made["one_time_password"]
    client = sign_in(yard, name, first)
    answer = client.call("PUT", "/api/v1/session/password",
                         {"current_password": first, "new_password": PASSWORD})
    assert answer.status < 300, answer.text()[:500]
    return sign_in(yard, name), made["user"]["id"]
