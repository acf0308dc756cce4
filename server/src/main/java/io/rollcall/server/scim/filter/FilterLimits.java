package io.rollcall.server.scim.filter;

/**
 * Limits of a filter, which bound the time to parse and run it.
 *
 * @param characters maximum length of the text
 * @param depth maximum nesting of parentheses and brackets
 * @param terms maximum number of comparisons and {@code pr} tests
 */
public record FilterLimits(int characters, int depth, int terms) {
    /** Defaults, far above the filters of identity providers. */
    public static final FilterLimits DEFAULT = new FilterLimits(4096, 20, 100);
}
