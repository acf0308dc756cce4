package io.rollcall.server.console.okta;

/**
 * Which steps of the guide the server has seen done.
 *
 * @param ready SCIM provisioning is on, and there is a token
 * @param tested a request came with it, as of the connector's test
 */
record OktaChecks(boolean ready, boolean tested, boolean created, boolean updated, boolean deactivated, boolean role) {}
