package io.rollcall.server.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What one line of a file says of a user.
 *
 * @param number of the line, from 1
 */
record ImportedLine(long number, Content content) {

    /** A user's part of a file. */
    interface Content {
        /** By whom the user is found; empty where the line does not say. */
        String userName();

        /** The whole User that the line makes of one who is stored; of nothing where there is none. */
        ObjectNode over(ObjectNode stored);
    }
}
