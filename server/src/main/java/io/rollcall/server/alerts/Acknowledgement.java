package io.rollcall.server.alerts;

import java.time.Instant;

/**
 * An alert that somebody has seen.
 *
 * @param alert the id of the alert, such as {@code rejected-token:7}
 * @param covers the latest occurrence that was shown; what happens later raises the alert again
 * @param acknowledged when
 * @param actorName name of the administrator
 */
public record Acknowledgement(String alert, Instant covers, Instant acknowledged, String actorName) {}
