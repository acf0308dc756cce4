package io.rollcall.server.importexport;

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
