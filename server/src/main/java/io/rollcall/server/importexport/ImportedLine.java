package io.rollcall.server.importexport;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A user in one line of a file.
 *
 * @param number of the line, from 1
 * @param length in characters
 */
record ImportedLine(long number, int length, Content content) {

    /** A user's part of a file. */
    interface Content {
        /** Look-up key of the user; empty if the line has none. */
        String userName();

        /** The id that the user has where the file comes from; empty if the line does not say. */
        String id();

        /** Whether the line says who the manager is, or that there is none. */
        boolean saysManager();

        /** Other names of the manager. */
        ManagerNames managerNames();

        /** The whole User that the line makes of one who is stored; of nothing where there is none. */
        ObjectNode over(ObjectNode stored);
    }

    /**
     * Names of a user's manager beside {@code manager.value}, each empty if the line does not say it.
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
