package io.rollcall.server.importexport;

/**
 * Why a line of a file was not imported, or not wholly.
 *
 * @param line its number, from 1
 * @param detail what is wrong, in words for the person who mends it
 */
public record LineProblem(long line, String detail) {}
