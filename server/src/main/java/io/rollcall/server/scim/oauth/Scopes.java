package io.rollcall.server.scim.oauth;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.tokens.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Scopes of access tokens (RFC 6749 section 3.3). */
final class Scopes {
    private static final String WRITE = "scim";
    private static final String READ = "scim.read";

    /** All scopes. */
    static final List<String> ALL = List.of(WRITE, READ);

    private Scopes() {}

    /** @throws Refusal INVALID about "scope" for an unknown scope */
    static Token.Scope parse(String text) {
        Set<String> wanted = Set.copyOf(Arrays.asList(text.strip().split(" +")));
        if (!ALL.containsAll(wanted)) {
            throw Refusal.invalid("The scopes are scim, to read and write, and scim.read, to read only.")
                    .about("scope");
        }
        return wanted.contains(WRITE) ? Token.Scope.READ_WRITE : Token.Scope.READ_ONLY;
    }

    static String of(Token.Scope scope) {
        return scope == Token.Scope.READ_ONLY ? READ : WRITE;
    }
}
