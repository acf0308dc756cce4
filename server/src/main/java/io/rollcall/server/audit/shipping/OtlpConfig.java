package io.rollcall.server.audit.shipping;

import io.rollcall.server.config.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings of an OTLP collector. @param headers sent with each request, such as its credentials */
record OtlpConfig(String endpoint, Map<String, String> headers) {
    private static final String HEADER = "[A-Za-z0-9!#$%&'*+.^_`|~-]+=[ -~]+";

    OtlpConfig {
        headers = Map.copyOf(headers);
    }

    static Optional<OtlpConfig> read(Settings settings) {
        Map<String, String> headers = headers(settings);
        return settings.optionalText("audit.otlp.endpoint").flatMap(endpoint -> {
            if (!isUrl(endpoint)) {
                settings.problem(
                        "audit.otlp.endpoint is '" + endpoint + "', but must be like http://127.0.0.1:4318/v1/logs");
                return Optional.empty();
            }
            return Optional.of(new OtlpConfig(endpoint, headers));
        });
    }

    /** Parses the headers; error messages do not repeat the setting, which is secret. */
    private static Map<String, String> headers(Settings settings) {
        List<String> texts = settings.texts("audit.otlp.headers");
        if (!texts.stream().allMatch(text -> text.matches(HEADER))) {
            settings.problem("audit.otlp.headers must be like Authorization=Bearer TOKEN, with commas between headers");
            return Map.of();
        }
        Map<String, String> headers = new TreeMap<>();
        texts.forEach(text -> headers.put(text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1)));
        return headers;
    }

    private static boolean isUrl(String text) {
        try {
            URI url = URI.create(text);
            return url.getHost() != null
                    && url.getScheme() != null
                    && url.getScheme().matches("https?");
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
