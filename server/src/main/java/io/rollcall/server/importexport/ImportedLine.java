package io.rollcall.server.importexport;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What one line of a file says of a user.
 *
 * @param number of the line, from 1
 * @param length in characters
 */
record ImportedLine(long number, int length, Content content) {

    /** A user's part of a file. */
    interface Content {
        /** By whom the user is found; empty where the line does not say. */
        String userName();

        /** The id that the user has where the file comes from; empty where the line does not say. */
        String id();

        /** Whether the line says who the manager is, or that there is none. */
        boolean saysManager();

        /** Other names of the manager. */
        ManagerNames managerNames();

        /** The whole User that the line makes of one who is stored; of nothing where there is none. */
        ObjectNode over(ObjectNode stored);
    }
}
