package io.rollcall.server.importexport;

/** Listener for how far an import has come. */
public interface ImportProgress {
    /** Hears nothing. */
    ImportProgress NONE = new ImportProgress() {
        @Override
        public void checked(long lines) {
            // nobody watches
        }

        @Override
        public void imported(long lines, long all) {
            // nobody watches
        }
    };

    /** So many lines are readable. */
    void checked(long lines);

    /** So many lines of all are done. */
    void imported(long lines, long all);
}
