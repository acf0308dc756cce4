package io.rollcall.server.database;

/**
 * Adaptive number of rows to read at a time, which bounds memory and time for rows with texts of megabytes. It begins small and
 * adapts to the length of the last rows.
 *
 * @param max maximum number, used for short rows
 */
public record PageSize(int rows, int max) {
    private static final int FIRST = 10;
    private static final long LENGTH = 4L * 1024 * 1024;

    /** Returns the size of the first page. */
    public static PageSize upTo(int max) {
        return new PageSize(Math.min(FIRST, max), max);
    }

    /**
     * Returns the size of the next page. @param read number of rows of the last page @param length total length of their texts
     */
    public PageSize after(int read, long length) {
        long average = Math.max(1, length / Math.max(1, read));
        long fitting = Math.max(1, LENGTH / average);
        return new PageSize((int) Math.min(fitting, Math.min(max, rows * 2L)), max);
    }
}
