package io.rollcall.server.audit;

/** Audit entry with its place in the chain. @param position the number of entries in the chain before it */
public record ChainedAuditEntry(long position, AuditEntry entry) {}
