package io.rollcall.server.console.organizations;

import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.organizations.Organization;
import java.util.List;
import java.util.Optional;

/**
 * The organizations that an operator chooses from, and the form for another one with what was entered in it.
 *
 * @param text what was searched for
 * @param after the slug after which this page begins; empty for the first one
 * @param next the slug after which the next page begins
 */
record OrganizationsView(
        Layout layout,
        List<Organization> organizations,
        String text,
        String after,
        Optional<String> next,
        String slug,
        String name,
        FormProblem problem) {}
