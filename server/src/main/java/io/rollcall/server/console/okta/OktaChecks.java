package io.rollcall.server.console.okta;

/**
 * Which steps of the guide are done, as far as the server has seen it, for the connection as it is now.
 *
 * @param ready SCIM provisioning is on, and there is a token that may write
 * @param tested a request with a token that is valid now, and not being replaced, has succeeded
 * @param created a user was created with such a token, or with one that it replaced; likewise the next ones
 * @param role a user came with a role
 */
record OktaChecks(boolean ready, boolean tested, boolean created, boolean updated, boolean deactivated, boolean role) {}
