// Sign-in check of the product, on the table that the receiver keeps.
import { users } from "./receiver.mjs";

/** Returns the role (undefined: no role) of a user who may sign in. Call it after single sign-on, before you open a session. */
export function signIn(organization, userName) {
  for (const user of users.values()) {
    const sameName = user.userName?.toLowerCase() === userName.toLowerCase();
    if (user.organization === organization && sameName && user.active) return user.role;
  }
  throw new Error(`${userName} may not sign in: unknown or deactivated.`);
}

try {
  console.log(signIn(Number(process.argv[2]), process.argv[3]));
} catch (refusal) {
  console.error(refusal.message);
  process.exitCode = 1;
}
