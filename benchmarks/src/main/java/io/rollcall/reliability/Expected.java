package io.rollcall.reliability;

/**
 * What a user must look like after a crash, by what the client was answered.
 *
 * @param title empty where the user must not be there
 */
record Expected(boolean there, String title, boolean active) {
    static final Expected GONE = new Expected(false, "", false);

    static Expected there(String title, boolean active) {
        return new Expected(true, title, active);
    }
}
