// Starts the receiver, stores all users of Rollcall's snapshot, and continues with the events after it.
import { apply, commit, serve, users } from "./receiver.mjs";

const { BASE_URL, ADMIN_KEY, WEBHOOK_ID } = process.env;

/** Calls the admin API: GET without a body, otherwise POST. */
async function call(path, body) {
  const response = await fetch(`${BASE_URL}/api/admin/v1${path}`, {
    method: body ? "POST" : "GET",
    headers: { Authorization: `Bearer ${ADMIN_KEY}`, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

await serve();
const known = new Map([...users].filter(([, user]) => user.userName));
let page;
for (let path = "/events/snapshot?limit=1000"; path; ) {
  page = await call(path);
  for (const { organization, data } of page.users) {
    known.delete(data.id);
    apply("user.created", organization.id, data.version, data);
  }
  commit();
  path = page.next && `/events/snapshot?limit=1000&after=${page.next}`;
}
for (const [id, { organization, version }] of known) {
  apply("user.deleted", organization, version + 1, { id }); // not in the snapshot: deleted, one version later at least
}
commit();
await call(`/webhooks/${WEBHOOK_ID}/replay`, { after: page.events });
console.log("The snapshot is stored. The webhook continues from its position.");
