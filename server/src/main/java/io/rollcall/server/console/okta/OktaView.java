package io.rollcall.server.console.okta;

import io.rollcall.server.console.page.Layout;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.OktaLists;
import java.util.Optional;
import java.util.UUID;

/**
 * The guide, with this organization's own values.
 *
 * @param ignoring the entry of the latest user that came, if the role of that user was ignored
 */
record OktaView(
        Layout layout,
        Organization organization,
        String baseUrl,
        OktaLists roles,
        OktaChecks checks,
        Optional<UUID> ignoring) {}
