package io.rollcall.server.importexport;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Parsed line of a file.
 *
 * @param number of the line, from 1
 * @param length in characters
 */
record ImportedLine(long number, int length, Content content) {

    /** A user's part of a file. */
    interface Content {
        /** Look-up key of the user; empty if the line has none. */
        String userName();

        /** Returns the user's id at the file's origin; empty if the line has none. */
        String id();

        /** Returns whether the line sets or unassigns the manager. */
        boolean saysManager();

        /** Returns other names of the manager. */
        ManagerNames managerNames();

        /** Returns the complete User after applying the line to the stored document, which is empty for a new user. */
        ObjectNode over(ObjectNode stored);
    }

    /**
     * Names of a user's manager in addition to {@code manager.value}, each empty if the line has none.
     *
     * @param binding whether they were written by a person, so that they may not contradict {@code manager.value}
     */
    record ManagerNames(String userName, String externalId, boolean binding) {
        /** Returns whether there are names, and they are binding. */
        boolean areBinding() {
            return binding && !(userName.isEmpty() && externalId.isEmpty());
        }
    }
}
