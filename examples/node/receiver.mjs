// Webhook receiver that keeps a table of Rollcall's users; see docs/integrate.md. Node 18 or newer, without packages.
import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";

const CHANGED = ["user.created", "user.updated", "user.role_changed", "user.deactivated", "user.reactivated"];

/** Rows by id. A file stands for your database. Changes are synchronous: they do not interleave. */
export const users = new Map(existsSync("users.json") ? JSON.parse(readFileSync("users.json", "utf8")) : []);

export function commit() {
  writeFileSync("users.json.new", JSON.stringify([...users]));
  renameSync("users.json.new", "users.json");
}

/** Applies an event, unless the user is known with the same or a higher version. Other types are ignored. */
export function apply(type, organization, version, { id, userName, email, active, role, redacted }) {
  const gone = ["user.deleted", "user.erased"].includes(type) || redacted;
  if (type === "organization.deleted") {
    for (const [key, user] of users) if (user.organization === organization) users.delete(key);
  } else if ((gone || CHANGED.includes(type)) && version > (users.get(id)?.version ?? 0)) {
    // The row of a deleted user stays, without personal data: no late event revives the user.
    const data = gone ? { active: false } : { userName, email, active, role: role?.value };
    users.set(id, { organization, version, ...data });
  }
}

/** Returns whether one of the signatures is valid, and at most five minutes old. */
function verified({ "webhook-id": id, "webhook-timestamp": time, "webhook-signature": signatures = "" }, body) {
  const key = Buffer.from(process.env.WEBHOOK_SECRET.slice("whsec_".length), "base64");
  const expected = Buffer.from("v1," + createHmac("sha256", key).update(`${id}.${time}.`).update(body).digest("base64"));
  const given = signatures.split(" ").map(each => Buffer.from(each)).filter(each => each.length === expected.length);
  return given.some(each => timingSafeEqual(each, expected)) && Math.abs(Date.now() / 1000 - time) <= 300;
}

async function receive(request, response) {
  let body = Buffer.alloc(0);
  for await (const chunk of request) {
    body = Buffer.concat([body, chunk]);
    if (body.length > 1_000_000) return response.writeHead(413).end();
  }
  if (!verified(request.headers, body)) return response.writeHead(401).end();
  const { type, organizationid, version, data } = JSON.parse(body);
  apply(type, organizationid, version, data);
  commit();
  response.writeHead(204).end();
}

export function serve() {
  const server = createServer((request, response) => {
    receive(request, response).catch(error => {
      response.writeHead(error instanceof SyntaxError ? 400 : 500).end(console.error(error)); // 400: it is not JSON
    });
  });
  return once(server.listen(process.env.PORT ?? 3000, "127.0.0.1"), "listening"); // fails if the port is taken
}

if (process.argv[1].endsWith("receiver.mjs")) await serve();
