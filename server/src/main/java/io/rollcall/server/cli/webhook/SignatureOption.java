package io.rollcall.server.cli.webhook;

import io.rollcall.server.events.webhooks.SignatureScheme;
import io.rollcall.server.kernel.EnumName;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --signature}. */
final class SignatureOption {
    @Option(
            names = "--signature",
            paramLabel = "SCHEME",
            description = "How messages are signed: v1 by a secret, v1a by an Ed25519 key, or both.")
    private Optional<String> name = Optional.empty();

    /** Returns the scheme, if the option was given. */
    Optional<SignatureScheme> scheme() {
        return name.map(text -> EnumName.parse(SignatureScheme.class, "--signature", text));
    }
}
