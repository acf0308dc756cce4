package io.rollcall.server.console;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser as an attacker would write one: it keeps what cookie it likes, and sends what forms and headers it likes. */
final class ConsoleClient {
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final RunningServer server;
    private final Map<String, String> headers = new TreeMap<>();

    private ConsoleClient(RunningServer server) {
        this.server = server;
        headers.put("Sec-Fetch-Site", "same-origin");
    }

    /** Nobody yet. */
    static ConsoleClient of(RunningServer server) {
        return new ConsoleClient(server);
    }

    /** Somebody who has signed in. */
    static ConsoleClient signedIn(RunningServer server, String name) {
        ConsoleClient client = of(server);
        Response answer = client.signIn(name, ConsoleServer.PASSWORD);
        if (answer.status() != 303) {
            throw new IllegalStateException(answer.status() + ": " + answer.body());
        }
        return client.with("Cookie", answer.cookie().orElseThrow());
    }

    /** Sends that header from now on. */
    ConsoleClient with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    ConsoleClient without(String name) {
        headers.remove(name);
        return this;
    }

    Response signIn(String name, String password) {
        return send("POST", "/console/sign-in", Map.of("name", name, "password", password));
    }

    Response get(String path) {
        return send("GET", path, Map.of());
    }

    /** Sends a form with the token that the session's pages carry. */
    Response post(String path, Map<String, String> fields) {
        Map<String, String> all = new TreeMap<>(fields);
        all.put("form-token", formToken());
        return send("POST", path, all);
    }

    Response post(String path) {
        return post(path, Map.of());
    }

    String formToken() {
        Matcher found = FORM_TOKEN.matcher(get("/console/password").body());
        return found.find() ? found.group(1) : "";
    }

    Response send(String method, String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> ScimClient.encoded(field.getKey()) + "=" + ScimClient.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(method, path, body, "application/x-www-form-urlencoded");
    }

    Response send(String method, String path, String body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        headers.forEach(request::header);
        if (method.equals("GET")) {
            request.GET();
        } else {
            request.header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Response(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Response of the server. */
    record Response(int status, HttpHeaders headers, String body) {
        String location() {
            return headers.firstValue("Location").orElse("");
        }

        /** The cookie that was set, as it is sent back. */
        Optional<String> cookie() {
            return setCookie().map(text -> text.split(";", 2)[0]);
        }

        /** The cookie of that name that was set, as it is sent back. */
        Optional<String> cookie(String name) {
            return headers.allValues("Set-Cookie").stream()
                    .map(text -> text.split(";", 2)[0])
                    .filter(text -> text.startsWith(name + "="))
                    .findFirst();
        }

        Optional<String> setCookie() {
            return headers.firstValue("Set-Cookie");
        }
    }
}
