package io.rollcall.server.audit.shipping;

import io.rollcall.server.config.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings of a syslog receiver.
 *
 * @param trusted a PEM file of certificates to trust; empty for those of the JVM
 * @param facility the facility's number (RFC 5424 section 6.2.1)
 * @param structuredDataId the name of the structured data
 * @param maxBytes maximum size of a message
 */
record SyslogConfig(
        Transport transport,
        String host,
        int port,
        Optional<Path> trusted,
        int facility,
        String structuredDataId,
        int maxBytes) {
    private static final int HIGHEST_PORT = 65_535;
    private static final int HIGHEST_FACILITY = 23;
    private static final int MIN_BYTES = 2_048;
    private static final int MAX_BYTES = 65_507;

    /** SD-ID of RFC 5424 with an enterprise number, which all names not registered with IANA need. */
    private static final String SD_ID = "[!#-<>-?A-Z\\[\\^-~]{1,20}@[0-9]{1,10}";

    /** Transports, with the default ports of their RFCs. */
    enum Transport {
        UDP(514),
        TCP(601),
        TLS(6514);

        private final int port;

        Transport(int port) {
            this.port = port;
        }
    }

    static Optional<SyslogConfig> read(Settings settings) {
        int facility = settings.integer("audit.syslog.facility", 0, HIGHEST_FACILITY);
        int maxBytes = settings.integer("audit.syslog.max-message-bytes", MIN_BYTES, MAX_BYTES);
        Optional<Path> trusted =
                settings.optionalText("audit.syslog.trusted-certificates").map(Path::of);
        trusted.flatMap(TrustedCertificates::problem)
                .ifPresent(problem -> settings.problem("audit.syslog.trusted-certificates: " + problem));
        String id = settings.text("audit.syslog.structured-data-id");
        if (!id.matches(SD_ID)) {
            settings.problem("audit.syslog.structured-data-id is '" + id
                    + "', but must be a name, @ and your enterprise number, like rollcall@32473");
        }
        return settings.optionalText("audit.syslog.url").flatMap(text -> {
            Optional<SyslogConfig> config = receiver(text).flatMap(url -> transport(url)
                    .map(transport -> new SyslogConfig(
                            transport,
                            url.getHost().replaceAll("[\\[\\]]", ""),
                            url.getPort() < 0 ? transport.port : url.getPort(),
                            trusted,
                            facility,
                            id,
                            maxBytes)));
            if (config.isEmpty()) {
                settings.problem("audit.syslog.url is '" + text
                        + "', but must be like udp://HOST:514, tcp://HOST:601 or tls://HOST:6514");
            }
            return config;
        });
    }

    private static Optional<URI> receiver(String text) {
        try {
            return Optional.of(URI.create(text))
                    .filter(url -> url.getScheme() != null && url.getHost() != null)
                    .filter(url -> url.getPort() != 0 && url.getPort() <= HIGHEST_PORT)
                    .filter(url -> url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null)
                    .filter(url -> url.getPath().isEmpty() || url.getPath().equals("/"));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Transport> transport(URI url) {
        for (Transport transport : Transport.values()) {
            if (transport.name().equalsIgnoreCase(url.getScheme())) {
                return Optional.of(transport);
            }
        }
        return Optional.empty();
    }
}
