package io.rollcall.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollcall audit}: the audit log of the whole installation. */
@Command(
        name = "audit",
        description = {
            "Read and verify the audit log: administrative events of the whole installation.",
            "",
            "It outlives the organizations that it names. What happened to users is in 'rollcall activity'."
        },
        footer = {"", "Help on one: rollcall audit list --help"})
final class AuditCommand extends CommandGroup {
    private AuditCommand() {}

    static CommandLine of(Program program) {
        return new CommandLine(new AuditCommand())
                .addSubcommand(new ListAudit(program))
                .addSubcommand(new ExportAudit(program))
                .addSubcommand(new VerifyAudit(program))
                .addSubcommand(new CreateCheckpoint(program));
    }
}
