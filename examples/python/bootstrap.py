"""Starts the receiver, stores all users of Rollcall's snapshot, and continues with the events after it."""
import json, os
from threading import Thread
from urllib.request import Request, urlopen
from receiver import apply, connect, listen


def call(path, body=None):
    """Calls the admin API: GET without a body, otherwise POST."""
    headers = {"Authorization": "Bearer " + os.environ["ADMIN_KEY"], "Content-Type": "application/json"}
    data = json.dumps(body).encode() if body else None
    with urlopen(Request(os.environ["BASE_URL"] + "/api/admin/v1" + path, data, headers)) as response:
        return json.load(response)


def bootstrap():
    with connect() as db:
        rows = db.execute("SELECT id, organization, version FROM users WHERE user_name IS NOT NULL")
        known = {id: (organization, version) for id, organization, version in rows}
    path = "/events/snapshot?limit=1000"
    while path:
        page = call(path)
        with connect() as db, db:  # a page is a transaction
            for user in page["users"]:
                data = user["data"]
                known.pop(data["id"], None)
                apply(db, "user.created", user["organization"]["id"], data["version"], data)
        path = "next" in page and "/events/snapshot?limit=1000&after=" + page["next"]
    with connect() as db, db:
        for id, (organization, version) in known.items():  # not in the snapshot: deleted, one version later at least
            apply(db, "user.deleted", organization, version + 1, {"id": id})
    call(f"/webhooks/{os.environ['WEBHOOK_ID']}/replay", {"after": page["events"]})
    print("The snapshot is stored. The webhook continues from its position.", flush=True)


if __name__ == "__main__":
    server = listen()  # fails if the port is taken
    Thread(target=bootstrap).start()
    server.serve_forever()
