package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request that reaches no application is refused in the words of the one that its address is of. */
class ErrorPagesIT {
    @ParameterizedTest
    @CsvSource({
        "/API/enterprise/scim/%zz, application/scim+json",
        "/api/admin/v1/%zz, application/problem+json",
        "/console/%zz, text/html",
        "/console/organizations/acme/../other, text/html",
        "/console/organizations/acme/users?q=%00, text/html",
        "/consoles/%zz, application/scim+json",
        "/%zz, application/scim+json"
    })
    void speaksAsTheApplicationOfTheAddress(String path, String type) {
        RawAnswer answer = RawConnection.exchange(
                TestServer.shared().port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith(type);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
}
