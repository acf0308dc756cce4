package io.rollcall.server.organizations;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;

/** A customer of the product: the owner of users, roles and tokens. */
public record Organization(OrganizationId id, Slug slug, String name, boolean scimEnabled, Instant created) {}
