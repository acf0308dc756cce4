package io.rollcall.server.database;

/**
 * Number of rows to read at a time, so that rows with texts of megabytes take no more memory and time than short ones: it begins
 * small, and follows from the rows that were read last.
 *
 * @param max the number for short rows
 */
public record PageSize(int rows, int max) {
    private static final int FIRST = 10;
    private static final long LENGTH = 4L * 1024 * 1024;

    /** Returns the size of the first page. */
    public static PageSize upTo(int max) {
        return new PageSize(Math.min(FIRST, max), max);
    }

    /** Returns the size of the next page. @param length the length of all texts of the rows that were read */
    public PageSize after(int read, long length) {
        long average = Math.max(1, length / Math.max(1, read));
        long fitting = Math.max(1, LENGTH / average);
        return new PageSize((int) Math.min(fitting, Math.min(max, rows * 2L)), max);
    }
}
