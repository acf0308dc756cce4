package io.rollcall.server.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/console", "/console/", "/console?done=x", "/console/organizations/acme/users?q=a%20b&state="})
    void leadsOnToPagesOfTheConsole(String next) {
        assertThat(ConsolePaths.inside(next)).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://evil.example",
                "//evil.example",
                "/consoles",
                "/console//evil.example",
                "/console/\\evil.example",
                "/console/a b",
                "/console/\r\nSet-Cookie: a=b",
                "/console/é",
                "/console/sign-in",
                "/console/assets/x/console.js",
                "/api/admin/v1"
            })
    void leadsNowhereElse(String next) {
        assertThat(ConsolePaths.inside(next)).isEqualTo("/console");
    }

    @ParameterizedTest
    @CsvSource({
        "/console/organizations/a/security/on, /console/organizations/a/security",
        "/console/organizations/a/security/generate, /console/organizations/a/security/generate",
        "/console/organizations/a/roles/role/forbid?value=x%2Fon, /console/organizations/a/roles/role?value=x%2Fon",
        "/console/organizations/a/roles/role?value=on, /console/organizations/a/roles/role?value=on",
        "/console/organizations/a/webhooks/1/enable, /console/organizations/a/webhooks/1",
        "/console/webhooks/1/deliveries/2/resend, /console/webhooks/1/deliveries/2",
        "/console/webhooks/add, /console/webhooks/add",
        "/console/sign-out, /console"
    })
    void findsThePageOfAForm(String address, String page) {
        assertThat(ConsolePaths.formOf(address)).isEqualTo(page);
    }

    @Test
    void encodesWhatAPartOfAnAddressCannotHold() {
        assertThat(ConsolePaths.encoded("a b/c?d&e=\"é")).isEqualTo("a%20b%2Fc%3Fd%26e%3D%22%C3%A9");
    }
}
