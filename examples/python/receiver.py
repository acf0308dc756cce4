"""Webhook receiver that keeps a table of Rollcall's users; see docs/integrate.md. Python 3.9 or newer, without packages."""
import base64, contextlib, hmac, json, os, sqlite3, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TABLE = """CREATE TABLE IF NOT EXISTS users (id TEXT PRIMARY KEY, organization INTEGER, version INTEGER,
  user_name TEXT COLLATE NOCASE, email TEXT, active BOOLEAN, role TEXT)"""
UPSERT = """INSERT INTO users (id, organization, version, user_name, email, active, role) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET version = excluded.version, user_name = excluded.user_name, email = excluded.email,
    active = excluded.active, role = excluded.role WHERE excluded.version > users.version"""
CHANGED = ("user.created", "user.updated", "user.role_changed", "user.deactivated", "user.reactivated")


def connect():
    db = sqlite3.connect("users.db", timeout=10)
    db.execute(TABLE)
    return contextlib.closing(db)


def apply(db, type, organization, version, user):
    """Applies an event, unless the user is known with the same or a higher version. Other types are ignored."""
    if type in ("user.deleted", "user.erased") or user.get("redacted"):  # the row stays: no late event revives the user
        db.execute(UPSERT, (user["id"], organization, version, None, None, False, None))
    elif type in CHANGED:
        role = user.get("role", {}).get("value")
        db.execute(UPSERT, (user["id"], organization, version, user["userName"], user.get("email"), user["active"], role))
    elif type == "organization.deleted":
        db.execute("DELETE FROM users WHERE organization = ?", (organization,))


def verified(headers, body):
    """Returns whether one of the signatures is valid, and at most five minutes old."""
    key = base64.b64decode(os.environ["WEBHOOK_SECRET"][len("whsec_"):])
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.digest(key, signed, "sha256"))
    valid = [hmac.compare_digest(expected, each.encode()) for each in (headers["webhook-signature"] or "").split()]
    return any(valid) and abs(time.time() - int(headers["webhook-timestamp"])) <= 300


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(min(int(self.headers["Content-Length"] or 0), 1_000_000))
        if not verified(self.headers, body):
            return self.send_error(401)
        try:
            event = json.loads(body)
        except ValueError:
            return self.send_error(400)
        with connect() as db, db:  # commits at its end, before the answer
            apply(db, event["type"], event.get("organizationid"), event.get("version"), event["data"])
        self.send_response(204)
        self.end_headers()


def listen():
    return ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "3000"))), Receiver)


if __name__ == "__main__":
    listen().serve_forever()
