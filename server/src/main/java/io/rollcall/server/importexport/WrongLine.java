package io.rollcall.server.importexport;

/** Signals a line that is not a valid user. */
final class WrongLine extends Exception {
    private static final long serialVersionUID = 1L;

    private final long number;

    WrongLine(long number, String detail) {
        super(detail, null, false, false);
        this.number = number;
    }

    ImportReport.Problem problem() {
        return new ImportReport.Problem(number, getMessage());
    }
}
