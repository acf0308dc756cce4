package io.rollcall.server.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.CredentialKind;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.testing.CapturedLog;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token is issued for a time and a purpose, leaves a trace of its use, and ends. */
class TokenLifeIT {
    private static final Map<String, String> SMALL = Map.of("database.pool-size", "4");
    private static final SettableClock CLOCK = new SettableClock();
    private static RunningServer server;
    private static RunningServer secondServer;

    private final Tokens tokens = server.component(Tokens.class);
    private final TestOrganization organization = TestOrganization.create(server);

    @BeforeAll
    static void start() {
        server = TestServer.start(SMALL, CLOCK);
        secondServer = TestServer.start(SMALL, CLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
        secondServer.close();
    }

    @Test
    void expiresAYearAfterItsIssueUnlessToldOtherwise() {
        Instant issued = CLOCK.instant();
        Instant end = issued.atZone(ZoneOffset.UTC).plus(Period.ofYears(1)).toInstant();
        ScimClient client = organization.client(server);

        assertThat(organization.issued().token().expires()).contains(end);
        CLOCK.advance(Duration.between(issued, end).minusMillis(1));
        assertThat(client.get("/Users").status()).isEqualTo(200);
        CLOCK.advance(Duration.ofMillis(1));
        assertThat(client.get("/Users").status()).isEqualTo(401);
        assertThat(token(organization.issued()).stateAt(CLOCK.instant())).isEqualTo(Credential.State.EXPIRED);
    }

    @Test
    void livesAsLongAsItWasGiven() {
        ScimClient days = client(issue(TokenRequest.named("Days").goodFor(Lifetime.ofDays(2))));
        ScimClient always = client(issue(TokenRequest.named("Always").goodFor(Lifetime.unlimited())));

        CLOCK.advance(Duration.ofDays(2));

        assertThat(days.get("/Users").status()).isEqualTo(401);
        assertThat(always.get("/Users").status()).isEqualTo(200);
    }

    @Test
    void remembersWhoMadeIt() {
        assertThat(issue(TokenRequest.named("Okta")).token().createdBy()).isEqualTo("Command line");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /Users, 200",
        "GET, /Schemas, 200",
        "HEAD, /Users, 200",
        "POST, /Users/.search, 200",
        "POST, /.search, 200",
        "POST, /Groups/.search, 200",
        "POST, /Users, 403",
        "PUT, /Users/1, 403",
        "PATCH, /Users/1, 403",
        "DELETE, /Users/1, 403",
        "DELETE, /Users/.search, 403",
        "POST, /Groups, 403",
        "POST, /Bulk, 403"
    })
    void letsAReadOnlyTokenReadAndNothingElse(String method, String path, int status) {
        Token.Issued readOnly = issue(TokenRequest.named("Report").readOnly());
        String body = method.equals("POST") ? "{\"schemas\":[],\"userName\":\"jane\"}" : "";

        ScimClient.Response answer = client(readOnly).send(method, path, body);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.text("/detail")).contains("'Report' is read-only");
        }
    }

    @Test
    void notesItsUseAtMostOnceAMinuteWhicheverServerItIsUsedOn() {
        Instant first = CLOCK.instant();
        use(server);
        assertThat(lastUseAt(first)).contains(new Credential.LastUse(first, "127.0.0.1"));

        CLOCK.advance(Duration.ofSeconds(59));
        use(server);
        use(secondServer);
        flush();
        assertThat(token(organization.issued()).lastUse()).contains(new Credential.LastUse(first, "127.0.0.1"));

        CLOCK.advance(Duration.ofSeconds(1));
        Instant second = CLOCK.instant();
        use(secondServer);
        assertThat(lastUseAt(second)).contains(new Credential.LastUse(second, "127.0.0.1"));
    }

    @Test
    void answersWhileItsUseCannotBeNoted() throws SQLException {
        Instant used = CLOCK.instant();
        try (Connection other = TestDatabase.connect()) {
            other.setAutoCommit(false);
            lock(other, organization.issued().token().id());

            assertThat(organization.client(server).get("/Users").status()).isEqualTo(200);
            assertThat(token(organization.issued()).lastUse()).isEmpty();
            other.rollback();
        }
        assertThat(lastUseAt(used)).map(Credential.LastUse::at).contains(used);
    }

    private static void lock(Connection connection, long id) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT id FROM tokens WHERE id = ? FOR UPDATE")) {
            statement.setLong(1, id);
            statement.executeQuery();
        }
    }

    @Test
    void notesWhatWaitsBeforeTheServerStops() {
        RunningServer passing = TestServer.start(SMALL, CLOCK);
        assertThat(organization.client(passing).get("/Users").status()).isEqualTo(200);

        passing.close();

        assertThat(token(organization.issued()).lastUse()).isPresent();
    }

    @Test
    void isRefusedAtOnceWhereItWasRevokedAndWithinASecondElsewhere() {
        use(server);
        use(secondServer);

        tokens.revoke(organization.id(), organization.issued().token().id(), Actor.operator());

        assertThat(organization.client(server).get("/Users").status()).isEqualTo(401);
        ScimClient elsewhere = organization.client(secondServer);
        assertThat(Eventually.withinASecond(() -> elsewhere.get("/Users").status(), status -> status == 401))
                .isEqualTo(401);
    }

    @Test
    void saysWhatCannotBeRevoked() {
        long id = organization.issued().token().id();
        tokens.revoke(organization.id(), id, Actor.operator());

        assertThatThrownBy(() -> tokens.revoke(organization.id(), id, Actor.operator()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("revoked already");
        assertThatThrownBy(() -> tokens.revoke(TestOrganization.create(server).id(), id, Actor.operator()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no token " + id);
    }

    @Test
    void leavesItsTextNowhere() throws SQLException {
        String text;
        try (CapturedLog log = CapturedLog.everything("io.rollcall")) {
            Token.Issued issued = issue(TokenRequest.named("Okta"));
            text = issued.secret().reveal();
            client(issued).get("/Users");
            client(issued).get("/nowhere");
            Token.Issued successor =
                    tokens.rotate(organization.id(), issued.token().id(), Actor.operator());
            tokens.revoke(organization.id(), successor.token().id(), Actor.operator());
            flush();
            assertThat(log.lines()).noneMatch(line -> line.contains(text.substring(9)));
            assertThat(issued.toString()).doesNotContain(text.substring(9));
        }
        assertThat(dump("tokens") + dump("activity"))
                .contains("Okta")
                .doesNotContain(text.substring(CredentialKind.TOKEN.prefix().length()));
    }

    private static String dump(String table) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = TestDatabase.connect();
                ResultSet rows = connection.createStatement().executeQuery("SELECT * FROM " + table)) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    text.append(rows.getString(column)).append(' ');
                }
            }
        }
        return text.toString();
    }

    private void use(RunningServer by) {
        assertThat(organization.client(by).get("/Users").status()).isEqualTo(200);
    }

    /** A use of another token waits behind those noted before, on each server. */
    private static void flush() {
        for (RunningServer each : new RunningServer[] {server, secondServer}) {
            TestOrganization last = TestOrganization.create(server);
            last.client(each).get("/Users");
            Tokens tokens = server.component(Tokens.class);
            long id = last.issued().token().id();
            assertThat(Eventually.get(() -> tokens.get(last.id(), id).lastUse(), Optional::isPresent))
                    .isPresent();
        }
    }

    private Optional<Credential.LastUse> lastUseAt(Instant moment) {
        return Eventually.get(
                () -> token(organization.issued()).lastUse(),
                use -> use.filter(last -> last.at().equals(moment)).isPresent());
    }

    private Token token(Token.Issued issued) {
        return tokens.get(organization.id(), issued.token().id());
    }

    private Token.Issued issue(TokenRequest request) {
        return tokens.issue(organization.id(), request, Actor.operator());
    }

    private static ScimClient client(Token.Issued issued) {
        return new ScimClient(TestServer.scimUrl(server), issued.secret().reveal());
    }
}
