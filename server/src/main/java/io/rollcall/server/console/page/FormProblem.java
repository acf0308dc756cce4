package io.rollcall.server.console.page;

import io.rollcall.server.kernel.Refusal;

/**
 * Why a form was refused.
 *
 * @param text for people; empty if it was not refused
 * @param field the one that has to be changed; empty if it is the form as a whole
 */
public record FormProblem(String text, String field) {
    public static final FormProblem NONE = new FormProblem("", "");

    /** Returns the problem that a refusal tells. */
    public static FormProblem of(Refusal refusal) {
        return new FormProblem(refusal.getMessage(), refusal.field().orElse(""));
    }

    /** Returns the problem that a refusal tells, of that field if it names none itself and the input is invalid. */
    public static FormProblem of(Refusal refusal, String usual) {
        FormProblem problem = of(refusal);
        boolean invalid = refusal.reason() == Refusal.Reason.INVALID;
        return problem.field().isEmpty() && invalid ? new FormProblem(problem.text(), usual) : problem;
    }

    public boolean isThere() {
        return !text.isEmpty();
    }

    /** Whether it is that field that has to be changed. */
    public boolean isIn(String name) {
        return isThere() && field.equals(name);
    }

    /** Returns the ids of what describes that field. @param hint the id of its hint; empty if it has none */
    public String describing(String name, String hint) {
        return ((isIn(name) ? "problem " : "") + hint).strip();
    }
}
