package io.rollcall.server.organizations;

import java.time.Instant;

/** A slug that an organization had before it was renamed, and that leads to it until the moment. */
public record FormerSlug(Slug slug, Instant until) {}
