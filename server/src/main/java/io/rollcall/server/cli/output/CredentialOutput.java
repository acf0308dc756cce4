package io.rollcall.server.cli.output;

import io.rollcall.server.kernel.Plural;
import io.rollcall.server.kernel.SecretText;
import java.time.Duration;
import java.util.stream.Stream;

/** Output of the commands on tokens and on admin keys, with the noun for each. */
public enum CredentialOutput {
    TOKEN("token", "Token", "token"),
    ADMIN_KEY("admin key", "Key", "the admin key");

    private final String noun;
    private final String start;
    private final String phrase;

    /** @param start noun at the start of a sentence @param phrase noun within a sentence */
    CredentialOutput(String noun, String start, String phrase) {
        this.noun = noun;
        this.start = start;
        this.phrase = phrase;
    }

    /** Prints a new credential with its secret, which is shown once. @param lines text that follows */
    public void printIssued(CommandOutput output, JsonLine issued, SecretText secret, String... lines) {
        printSecret(output, issued, Character.toUpperCase(noun.charAt(0)) + noun.substring(1), secret, lines);
    }

    /** Prints the successor of the credential with that id, and its secret, which is shown once. @param lines text that follows */
    public void printSuccessor(CommandOutput output, JsonLine issued, SecretText secret, long id, String... lines) {
        printSecret(output, issued.with("replaces", id), "New " + noun, secret, lines);
    }

    /** Prints a secret, which is shown once. @param label the noun for it, at the start of the line @param lines text that follows */
    public static void printSecret(
            CommandOutput output, JsonLine issued, String label, SecretText secret, String... lines) {
        String first = label + " (copy it now, it is not shown again): " + secret.reveal();
        output.print(issued, Stream.concat(Stream.of(first), Stream.of(lines)).toArray(String[]::new));
    }

    /** Returns a sentence on how long a rotated credential stays valid. */
    public String overlap(long id, Duration grace) {
        return start + " " + id + " keeps working, and ends " + Plural.of(grace.toHours(), "hour")
                + " after the new one is first used.";
    }

    /** Returns a sentence with the command that revokes a rotated credential. @param revocation the arguments of the command that revokes it */
    public static String endSooner(String... revocation) {
        return "To end the old one sooner: " + ProgramName.command(revocation);
    }

    /** Prints that the credential with that id was revoked. */
    public void printRevoked(CommandOutput output, long id) {
        output.print(new JsonLine().with("id", id).with("state", "revoked"), "Revoked " + phrase + " " + id + ".");
    }
}
