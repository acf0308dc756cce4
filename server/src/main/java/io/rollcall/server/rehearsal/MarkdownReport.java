package io.rollcall.server.rehearsal;

import java.util.List;
import java.util.Locale;

/** Report in Markdown: the result, a table of all steps, then the requests of each step. */
public record MarkdownReport(Report report) {
    private static final String FENCE = "```";

    /** Returns the text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("# Rehearsal of ").append(report.organization()).append("\n\n");
        text.append("**")
                .append(report.summary())
                .append("** ")
                .append(report.cleanupSummary())
                .append("\n\n");
        report.cleanup()
                .problems()
                .forEach(problem -> text.append("- ").append(problem).append('\n'));
        text.append("Started ")
                .append(report.started())
                .append(" against `")
                .append(report.baseUrl())
                .append("`.\n\n");
        text.append("| Result | Suite | Step | ms |\n|---|---|---|---|\n");
        report.steps()
                .forEach(step -> text.append("| %s | %s | %s | %d |\n"
                        .formatted(
                                word(step.result()),
                                step.suite(),
                                step.title(),
                                step.took().toMillis())));
        report.steps().forEach(step -> append(step, text));
        return text.toString();
    }

    private static void append(Report.Step step, StringBuilder text) {
        text.append("\n## ")
                .append(step.suite())
                .append(": ")
                .append(step.title())
                .append("\n\n");
        text.append(word(step.result())).append(".\n");
        List<String> findings = step.findings();
        if (!findings.isEmpty()) {
            text.append('\n');
            findings.forEach(finding -> text.append("- ").append(finding).append('\n'));
        }
        step.exchanges().forEach(exchange -> append(exchange, text));
    }

    private static void append(Report.Exchange exchange, StringBuilder text) {
        text.append('\n')
                .append(FENCE)
                .append("http\n")
                .append(exchange.request())
                .append('\n');
        exchange.body().ifPresent(body -> text.append('\n').append(body).append('\n'));
        text.append(FENCE).append("\n\n").append(FENCE).append("http\n");
        text.append(exchange.status())
                .append("  (")
                .append(exchange.took().toMillis())
                .append(" ms)\n");
        exchange.response().ifPresent(body -> text.append('\n').append(body).append('\n'));
        text.append(FENCE).append('\n');
    }

    private static String word(Report.Result result) {
        String name = result.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
