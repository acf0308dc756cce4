package io.rollcall.server.console.page;

import io.rollcall.server.kernel.Refusal;

/**
 * Reason why a form was rejected.
 *
 * @param text message for people; empty if the form was not rejected
 * @param field the field to change; empty for the form as a whole
 */
public record FormProblem(String text, String field) {
    public static final FormProblem NONE = new FormProblem("", "");

    /** Returns the refusal as a form problem. */
    public static FormProblem of(Refusal refusal) {
        return new FormProblem(refusal.getMessage(), refusal.field().orElse(""));
    }

    /** Returns the refusal as a form problem, at the given field if the input is invalid and the refusal names no field. */
    public static FormProblem of(Refusal refusal, String usual) {
        FormProblem problem = of(refusal);
        boolean invalid = refusal.reason() == Refusal.Reason.INVALID;
        return problem.field().isEmpty() && invalid ? new FormProblem(problem.text(), usual) : problem;
    }

    public boolean isThere() {
        return !text.isEmpty();
    }

    /** Returns whether the problem is in that field. */
    public boolean isIn(String name) {
        return isThere() && field.equals(name);
    }

    /** Returns the value of {@code aria-describedby}. @param hint id of the field's hint; empty if it has none */
    public String describing(String name, String hint) {
        return ((isIn(name) ? "problem " : "") + hint).strip();
    }
}
