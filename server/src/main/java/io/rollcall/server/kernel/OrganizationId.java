package io.rollcall.server.kernel;

/** Identifies an organization inside this installation; never shown to clients. */
public record OrganizationId(long value) {}
