package io.rollcall.server.scim;

import static io.rollcall.server.testing.ScimErrorAssert.assertScimError;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /ServiceProviderConfig} needs no token (RFC 7643 section 5); all else does. */
class PublicConfigIT {
    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient anonymous = organization.client().without("Authorization");

    @Test
    void isTheSameWithAndWithoutAToken() {
        for (String host : new String[] {organization.slug() + "." + TestServer.BASE_DOMAIN, "127.0.0.1"}) {
            Response open = anonymous.with("Host", host).get("/ServiceProviderConfig");
            assertThat(open.status()).as(open.body()).isEqualTo(200);
            assertThat(open.body())
                    .isEqualTo(organization
                            .client()
                            .with("Host", host)
                            .get("/ServiceProviderConfig")
                            .body());
        }
        assertThat(anonymous.get("//ServiceProviderConfig").status()).isEqualTo(200);
        assertThat(anonymous.send("HEAD", "/ServiceProviderConfig", "").status())
                .isEqualTo(200);
        assertScimError(anonymous.get("/ServiceProviderConfig?filter=x").body(), 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Schemas",
                "/ResourceTypes",
                "/Users",
                "/ServiceProviderConfig/x",
                "/ServiceProviderConfig;x/../Users",
                "/Users;/ServiceProviderConfig",
                "/x/ServiceProviderConfig",
                "/serviceproviderconfig"
            })
    void isAllThatNeedsNone(String path) {
        assertThat(anonymous.get(path).status()).isIn(400, 401);
    }

    @Test
    void isReadAndNothingElseWithoutAToken() {
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
            assertThat(anonymous.send(method, "/ServiceProviderConfig", "{}").status())
                    .isEqualTo(401);
        }
        assertThat(anonymous
                        .with("Authorization", "Bearer wrong")
                        .get("/ServiceProviderConfig")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void isLimitedByAddressApartFromCallersWithAToken() {
        try (RunningServer server = TestServer.start(Map.of("limits.address-requests-per-second", "1"))) {
            ScimClient nobody = organization.client(server).without("Authorization");
            Response refused = IntStream.range(0, 20)
                    .mapToObj(number -> nobody.get("/ServiceProviderConfig"))
                    .filter(answer -> answer.status() != 200)
                    .findFirst()
                    .orElseThrow();
            assertScimError(refused.body(), 429);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(organization.client(server).get("/Users").status()).isEqualTo(200);
        }
    }
}
