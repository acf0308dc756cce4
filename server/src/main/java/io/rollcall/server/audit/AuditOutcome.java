package io.rollcall.server.audit;

/** Result of what somebody did. */
public enum AuditOutcome {
    SUCCEEDED,
    FAILED
}
