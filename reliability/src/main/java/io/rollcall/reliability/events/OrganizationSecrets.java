package io.rollcall.reliability.events;

import io.rollcall.reliability.RollcallServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets of a new organization. @param token for SCIM @param key an operator's, for the admin API */
record OrganizationSecrets(String token, String key) {
    static final String ORGANIZATION = "okta";

    private static final Pattern SECRET = Pattern.compile("\"secret\" *: *\"([^\"]+)\"");

    static OrganizationSecrets create(Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        RollcallServer.run(folder, environment, "organization", "create", ORGANIZATION);
        return new OrganizationSecrets(
                secret(folder, environment, "token", "generate", ORGANIZATION, "--json"),
                secret(folder, environment, "key", "create", "--json"));
    }

    /** Runs a command that prints a secret once. */
    static String secret(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Matcher secret = SECRET.matcher(RollcallServer.run(folder, environment, arguments));
        if (!secret.find()) {
            throw new IllegalStateException("no secret");
        }
        return secret.group(1);
    }
}
