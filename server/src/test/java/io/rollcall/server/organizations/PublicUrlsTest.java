package io.rollcall.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.organizations.PublicUrls.HostMeaning;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlsTest {
    private final PublicUrls urls =
            PublicUrls.read(Settings.load(Map.of("ROLLCALL_PUBLIC_URL", "https://Example.com"), Map.of()));

    @Test
    void putsTheSlugInFrontOfTheBaseDomain() {
        assertThat(urls.of(new Slug("acme"))).isEqualTo("https://acme.example.com/API/enterprise/scim");
    }

    @Test
    void standsOnLocalhostUnlessTold() {
        PublicUrls local = PublicUrls.read(Settings.load(Map.of("ROLLCALL_HTTP_PORT", "9090"), Map.of()));
        assertThat(local.of(new Slug("acme"))).isEqualTo("http://acme.localhost:9090/API/enterprise/scim");
    }

    @Test
    void readsTheSlugInAHostInAnyCase() {
        assertThat(urls.read("ACME.example.com:8443")).isEqualTo(new HostMeaning.Named(Optional.of(new Slug("acme"))));
    }

    @Test
    void takesAHostBelowTheBaseDomainThatCannotBeASlugForNoOrganization() {
        assertThat(urls.read("a.b.example.com")).isEqualTo(new HostMeaning.Named(Optional.empty()));
        assertThat(urls.read("www.example.com")).isEqualTo(new HostMeaning.Named(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST"})
    void givesLoopbackHostsBack(String host) {
        assertThat(urls.read(host)).isEqualTo(new HostMeaning.Loopback("http://" + host + "/API/enterprise/scim"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "evil.test", "10.0.0.1", "", "notexample.com", "localhost.evil.test"})
    void learnsNothingFromOtherHosts(String host) {
        assertThat(urls.read(host)).isEqualTo(new HostMeaning.Unnamed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "ftp://example.com", "https://example.com/scim", "https://", "::"})
    void refusesAPublicUrlThatIsNone(String url) {
        Settings settings = Settings.load(Map.of("ROLLCALL_PUBLIC_URL", url), Map.of());
        PublicUrls.read(settings);
        assertThatThrownBy(settings::requireValid)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("public.url");
    }
}
