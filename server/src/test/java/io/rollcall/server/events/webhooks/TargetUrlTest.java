package io.rollcall.server.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Refusal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs of endpoints. */
class TargetUrlTest {
    private static final Set<Integer> LOW_PORTS = Set.of(80, 443);

    private static TargetUrl parse(String url, boolean allowPrivate) {
        return TargetUrl.parse(url, new AddressRules(allowPrivate), LOW_PORTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example.com/hook",
                "ftp://app.example.com/",
                "https:///hook",
                "https:hook",
                "hook",
                "",
                "https://user@app.example.com/",
                "https://user:secret@app.example.com/",
                "https://app.example.com/#part",
                "https://app.example.com:22/",
                "https://app.example.com:0/",
                "https://app.example.com:70000/",
                "https://app.example.com/a b",
                "https://app.example.com/\r\nX: y",
                "https://b\u00fccher.example/",
                "https://localhost/",
                "https://LOCALHOST/",
                "https://a.localhost/",
                "https://127.0.0.1/",
                "https://10.1.2.3/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[fd00::1]/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://127.1/"
            })
    void refusesUrlsThatEventsMayNotBeSentTo(String url) {
        assertThatThrownBy(() -> parse(url, false)).isInstanceOf(Refusal.class).hasMessageStartingWith("The URL ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8000/", "https://localhost:8443/", "http://[::1]:8000/x"})
    void allowsPrivateHostsIfConfigured(String url) {
        assertThat(parse(url, true).uri()).hasToString(url);
    }

    @Test
    void hasThePartsOfARequest() {
        TargetUrl url = parse("https://app.example.com:8443/in/hook?key=a%20b", false);

        assertThat(url.host()).isEqualTo("app.example.com");
        assertThat(url.port()).isEqualTo(8443);
        assertThat(url.authority()).isEqualTo("app.example.com:8443");
        assertThat(url.target()).isEqualTo("/in/hook?key=a%20b");
        assertThat(parse("https://app.example.com", false).target()).isEqualTo("/");
        assertThat(parse("https://app.example.com", false).port()).isEqualTo(443);
        assertThat(parse("https://app.example.com?a=b", false).target()).isEqualTo("/?a=b");
    }
}
