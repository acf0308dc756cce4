package io.rollcall.server.scim.filter;

/**
 * Limits of a filter, so that none takes long to parse or to run.
 *
 * @param characters the length of the text
 * @param depth how deep parentheses and brackets may be nested
 * @param terms how many comparisons and {@code pr} tests there may be
 */
public record FilterLimits(int characters, int depth, int terms) {
    /** Far above what identity providers send. */
    public static final FilterLimits DEFAULT = new FilterLimits(4096, 20, 100);
}
