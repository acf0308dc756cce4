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
import org.junit.jupiter.params.provider.CsvSource;
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
    @ValueSource(
            strings = {"localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST", "127.1.2.3", "[0:0:0:0:0:0:0:1]"})
    void givesLoopbackHostsBack(String host) {
        assertThat(urls.read(host)).isEqualTo(new HostMeaning.Loopback("http://" + host + "/API/enterprise/scim"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.test",
                "10.0.0.1",
                "[2001:db8::1]",
                "",
                ".",
                "notexample.com",
                "localhost.evil.test",
                "example.com.evil.test",
                "localhost."
            })
    void knowsNoOtherHosts(String host) {
        assertThat(urls.read(host)).isEqualTo(new HostMeaning.Unknown());
        assertThat(urls.serves(host)).isFalse();
    }

    @Test
    void servesItsBaseDomainForNoOrganization() {
        assertThat(urls.read("example.com:443")).isEqualTo(new HostMeaning.Base());
        assertThat(urls.serves("example.com")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "rollcall, rollcall",
        "ROLLCALL:8080, rollcall",
        "10.1.2.3:80, 10.1.2.3",
        "[2001:db8::1]:80, [2001:db8:0:0:0:0:0:1]",
        "[2001:DB8:0::1], [2001:db8:0:0:0:0:0:1]",
        "lb.internal, lb.internal"
    })
    void servesConfiguredHosts(String host, String written) {
        PublicUrls extra = PublicUrls.read(Settings.load(
                Map.of(
                        "ROLLCALL_PUBLIC_URL",
                        "https://example.com",
                        "ROLLCALL_HTTP_EXTRA_HOSTS",
                        "Rollcall, 10.1.2.3, [2001:db8::1], lb.internal."),
                Map.of()));
        assertThat(extra.read(host)).isEqualTo(new HostMeaning.Extra("https://" + written + "/API/enterprise/scim"));
        assertThat(extra.serves(host)).isTrue();
        assertThat(extra.serves("x" + host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "a:80", "a/b", "a b", "*", "[::1", "10.0.0.0/8", "a..b"})
    void refusesExtraHostsThatAreNone(String host) {
        Settings settings = Settings.load(Map.of("ROLLCALL_HTTP_EXTRA_HOSTS", "a.test," + host), Map.of());
        PublicUrls.read(settings);
        assertThatThrownBy(settings::requireValid)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("http.extra-hosts names '" + host + "'");
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
