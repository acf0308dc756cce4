package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.someName;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of users (RFC 7644 section 3.14, RFC 9110 section 13). */
class ETagIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();

    private final String name = someName();
    private final Response made = CLIENT.post("/Users", user(name, "'title':'0'"));
    private final String address = "/Users/" + made.id();

    private static String title(String title) {
        return patch("{'op':'replace','path':'title','value':'" + title + "'}");
    }

    /** A user at its second version. */
    private String changed() {
        return CLIENT.patch(address, title("1")).header("ETag");
    }

    @Test
    void saysTheVersionInHeaderAndMetaOfEveryAnswer() {
        String tag = made.header("ETag");
        assertThat(tag).matches("W/\"[^\"]+\"");
        assertThat(made.text("/meta/version")).isEqualTo(tag);
        assertThat(CLIENT.get(address).header("ETag")).isEqualTo(tag);
        assertThat(CLIENT.send("HEAD", address, "").header("ETag")).isEqualTo(tag);
        assertThat(CLIENT.filter("userName eq \"" + name + "\"").text("/Resources/0/meta/version"))
                .isEqualTo(tag);
        Response patched = CLIENT.patch(address, title("x"));
        assertThat(patched.header("ETag"))
                .isEqualTo(patched.text("/meta/version"))
                .isNotEqualTo(tag);
        Response put = CLIENT.put(address, user(name, "'title':'y'"));
        assertThat(put.header("ETag")).isEqualTo(put.text("/meta/version")).isNotEqualTo(patched.header("ETag"));
    }

    @Test
    void keepsTheVersionWhereNothingChanges() {
        assertThat(CLIENT.patch(address, title("0")).header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(CLIENT.put(address, user(name, "'title':'0'")).header("ETag"))
                .isEqualTo(made.header("ETag"));
        assertThat(CLIENT.get(address).json()).isEqualTo(made.json());
    }

    /** TAG stands for the present tag; weak comparison. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            TAG                   | 304
            OPAQUE                | 304
            *                     | 304
            "x", TAG              | 304
            "x",TAG,W/"y"         | 304
            "a,b" , OPAQUE        | 304
            W/"x"                 | 200
            "x", W/"y"            | 200
            "a,*,b"               | 200
            "a,TAG,b"             | 200
            ""                    | 200
            ``                    | 200
            """)
    void answersAConditionalGet(String tags, int status) {
        Response answer = CLIENT.with("If-None-Match", tags(tags)).get(address);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(answer.body().isEmpty()).isEqualTo(status == 304);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            TAG                   | 200
            OPAQUE                | 200
            *                     | 200
            "x", TAG              | 200
            "x" ,OPAQUE, "y"      | 200
            W/"x"                 | 412
            "x", W/"y"            | 412
            "a,*,b"               | 412
            "a,TAG,b"             | 412
            nonsense              | 412
            """)
    void changesOnlyTheVersionThatIfMatchNames(String tags, int status) {
        ScimClient conditional = CLIENT.with("If-Match", tags(tags));
        assertConditional(conditional.patch(address, title("p")), status);
        if (status == 412) {
            assertConditional(conditional.put(address, user(name, "'title':'q'")), status);
            assertConditional(conditional.delete(address), status);
            assertConditional(conditional.get(address), status);
            assertThat(CLIENT.get(address).json()).isEqualTo(made.json());
        }
    }

    private static void assertConditional(Response answer, int status) {
        if (status == 412) {
            assertRefused(answer, 412, "");
        } else {
            assertOk(answer);
        }
    }

    private String tags(String text) {
        String tag = made.header("ETag");
        String filled = text.replace("OPAQUE", tag.substring(2));
        return filled.replace("\"a,TAG,b\"", "\"a," + tag.substring(3, tag.length() - 1) + ",b\"")
                .replace("TAG", tag);
    }

    @Test
    void refusesAStaleVersionOnEveryWrite() {
        String stale = made.header("ETag");
        String present = changed();
        ScimClient conditional = CLIENT.with("If-Match", stale);
        Response refused = conditional.put(address, user(name));
        assertRefused(refused, 412, "");
        assertThat(refused.text("/detail")).contains(present);
        assertRefused(conditional.patch(address, title("2")), 412, "");
        assertRefused(conditional.delete(address), 412, "");
        assertThat(CLIENT.get(address).text("/title")).isEqualTo("1");
        assertThat(CLIENT.with("If-Match", present).delete(address).status()).isEqualTo(204);
    }

    @Test
    void writesOnlyWhereIfNoneMatchIsNotThere() {
        assertRefused(CLIENT.with("If-None-Match", "*").put(address, user(name)), 412, "");
        assertRefused(CLIENT.with("If-None-Match", made.header("ETag")).delete(address), 412, "");
        assertOk(CLIENT.with("If-None-Match", "W/\"other\"").patch(address, title("2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "W/\"1\""})
    void knowsNobodyWhateverTheCondition(String tag) {
        String nobody = "/Users/2819c223-7f76-453a-919d-413861904646";
        assertRefused(CLIENT.with("If-Match", tag).put(nobody, user(name)), 404, "");
        assertRefused(CLIENT.with("If-Match", tag).delete(nobody), 404, "");
        assertRefused(CLIENT.with("If-None-Match", tag).get(nobody), 404, "");
    }

    @Test
    void answersAConditionalHead() {
        assertThat(CLIENT.with("If-None-Match", made.header("ETag"))
                        .send("HEAD", address, "")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void letsOneOfTwoConcurrentConditionalWritersWin() throws Exception {
        ScimClient conditional = CLIENT.with("If-Match", made.header("ETag"));
        List<Integer> statuses = atOnce(
                8, number -> conditional.patch(address, title("w" + number)).status());
        assertThat(statuses).containsOnlyOnce(200).hasSize(8);
        assertThat(statuses.stream().filter(status -> status == 412)).hasSize(7);
    }

    @Test
    void losesNoneOfManyConcurrentUnconditionalChanges() throws Exception {
        List<Integer> statuses = atOnce(8, number -> CLIENT.patch(
                        address, patch("{'op':'add','path':'emails','value':[{'value':'" + number + "@x'}]}"))
                .status());
        assertThat(statuses).containsOnly(200);
        assertThat(CLIENT.get(address).json().path("emails")).hasSize(8);
    }

    private static List<Integer> atOnce(int writers, IntFunction<Integer> write) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<Integer>> calls = IntStream.range(0, writers)
                    .<Callable<Integer>>mapToObj(number -> () -> write.apply(number))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : threads.invokeAll(calls)) {
                statuses.add(status.get());
            }
            return statuses;
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ServiceProviderConfig", "/Schemas", "/ResourceTypes", "/ResourceTypes/User"})
    void versionsWhatIsDiscovered(String path) {
        String tag = CLIENT.get(path).header("ETag");
        assertThat(tag).matches("W/\"[^\"]+\"");
        Response again = CLIENT.with("If-None-Match", tag).get(path);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(CLIENT.with("If-None-Match", "W/\"x\"").get(path).status()).isEqualTo(200);
    }
}
