package io.rollcall.server.users.query;

/** Comparison of a user's value with a given one. */
public enum ComparisonOperator {
    EQUAL("="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    CONTAINS("LIKE"),
    STARTS_WITH("LIKE"),
    ENDS_WITH("LIKE");

    private final String operator;

    ComparisonOperator(String operator) {
        this.operator = operator;
    }

    public String operator() {
        return operator;
    }

    public boolean isPattern() {
        return operator.equals("LIKE");
    }

    /** Returns the right operand in SQL for a text; {@code |} is the escape character of patterns. */
    public String bound(String text) {
        return switch (this) {
            case CONTAINS -> "%" + escaped(text) + "%";
            case STARTS_WITH -> escaped(text) + "%";
            case ENDS_WITH -> "%" + escaped(text);
            default -> text;
        };
    }

    private static String escaped(String text) {
        return text.replace("|", "||").replace("%", "|%").replace("_", "|_");
    }
}
