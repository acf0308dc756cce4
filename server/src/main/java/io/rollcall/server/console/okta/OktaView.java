package io.rollcall.server.console.okta;

import io.rollcall.server.console.page.Frame;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.OktaLists;

/** The guide, with this organization's own values. */
record OktaView(Frame frame, Organization organization, String baseUrl, OktaLists roles, OktaChecks checks) {}
