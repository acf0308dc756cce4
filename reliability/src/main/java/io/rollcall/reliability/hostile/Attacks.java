package io.rollcall.reliability.hostile;

import static io.rollcall.reliability.hostile.Target.OPENAPI;
import static io.rollcall.reliability.hostile.Target.SCIM;

import io.rollcall.reliability.hostile.Attack.Wave;
import io.rollcall.reliability.hostile.Script.Ending;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Attacks by name.
 *
 * @param idleSockets number of connections of the idle attack
 */
record Attacks(int port, String token, boolean behindProxy, int idleSockets) {
    private static final String HUNDRED_KILOBYTES = "Content-Length: 100000\r\n\r\n";
    private static final int CHUNKS = 20_000;

    /** Kind of attack. The first ones use plain HTTP or no protocol. */
    enum Kind {
        PIPELINERS,
        SLOW_READERS,
        COMPRESSED,
        SLOW_SENDERS,
        IDLE,
        STORM,
        HALF_CLOSED,
        RESETS,
        FLOODS,
        HEAVY,
        /** This and the following ones are for servers with TLS only. */
        TLS_HANDSHAKES,
        TLS_GARBAGE;

        boolean needsTls() {
            return ordinal() >= TLS_HANDSHAKES.ordinal();
        }

        /** Returns whether the attack suits a port with or without TLS. Attacks below HTTP suit both. */
        boolean suits(boolean tls) {
            return tls ? needsTls() || this == IDLE || this == STORM : !needsTls();
        }

        String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Attack make(Kind kind) {
        Target target = target(kind.ordinal());
        Wave[] waves =
                switch (kind) {
                    case PIPELINERS -> pipeliners(target);
                    case SLOW_READERS -> slowReaders(target);
                    case COMPRESSED -> compressed(target);
                    case SLOW_SENDERS -> SlowSenders.waves(target);
                    case IDLE -> new Wave[] {new Wave(Script.of(new byte[0]), idleSockets, 1_000)};
                    case STORM -> storm();
                    case HALF_CLOSED -> halfClosed(target);
                    case RESETS -> resets(target);
                    case FLOODS -> Floods.small(target);
                    case HEAVY -> Floods.heavy(target);
                    case TLS_HANDSHAKES -> TlsBytes.handshakes();
                    case TLS_GARBAGE -> TlsBytes.garbage(target);
                };
        return Attack.of(kind.title(), target, waves);
    }

    private Target target(int number) {
        return behindProxy
                ? new Target(port, "127.0.0.1", Optional.of("203.0.113." + (number + 1)), token)
                : new Target(port, "127.0.0." + (number + 2), Optional.empty(), token);
    }

    private static Wave[] pipeliners(Target target) {
        byte[] document = target.get(OPENAPI);
        return new Wave[] {
            new Wave(Script.of(Target.pipelined(115, document)).neverReading(), 80, 40),
            new Wave(Script.of(Target.pipelined(200, document)).neverReading(), 20, 10)
        };
    }

    private static Wave[] slowReaders(Target target) {
        Script lists = Script.of(
                Target.pipelined(4, target.get(SCIM + "/Users?startIndex=1&count=1000", target.authorization())));
        return new Wave[] {
            new Wave(lists.neverReading(), 14, 10),
            new Wave(lists.reading(1, 1_000), 13, 10),
            new Wave(lists.reading(100, 1_000), 13, 10)
        };
    }

    private static Wave[] compressed(Target target) {
        String gzip = "Accept-Encoding: gzip";
        byte[] list = target.get(SCIM + "/Users?startIndex=1&count=1000", target.authorization(), gzip);
        return new Wave[] {
            new Wave(Script.of(Target.pipelined(500, target.get(OPENAPI, gzip))).neverReading(), 40, 20),
            new Wave(Script.of(Target.pipelined(20, list)).neverReading(), 10, 5)
        };
    }

    private static Wave[] storm() {
        Script nothing = Script.of(new byte[0]).neverReading();
        return new Wave[] {
            new Wave(nothing.ending(Ending.RESET).living(Duration.ZERO), 400, 300),
            new Wave(nothing.living(Duration.ZERO), 400, 50)
        };
    }

    private static Wave[] halfClosed(Target target) {
        byte[] whole = target.get(SCIM + "/Users?startIndex=1&count=100", target.authorization());
        byte[] headOnly = Target.bytes(target.head("GET", OPENAPI));
        byte[] partOfBody = Target.bytes(
                target.head("POST", SCIM + "/Users", target.authorization()) + HUNDRED_KILOBYTES + "{\"schemas\":");
        return new Wave[] {
            new Wave(Script.of(whole).ending(Ending.HALF_CLOSE), 20, 10),
            new Wave(Script.of(whole).neverReading().ending(Ending.HALF_CLOSE), 20, 10),
            new Wave(Script.of(headOnly).ending(Ending.HALF_CLOSE), 50, 20),
            new Wave(Script.of(partOfBody).ending(Ending.HALF_CLOSE), 50, 20),
            new Wave(Script.of(new byte[0]).ending(Ending.HALF_CLOSE), 200, 50)
        };
    }

    private static Wave[] resets(Target target) {
        byte[] lists = Target.pipelined(3, target.get(SCIM + "/Users?startIndex=1&count=1000", target.authorization()));
        byte[] partOfBody = Target.join(
                Target.bytes(target.head("POST", SCIM + "/Users", target.authorization()) + HUNDRED_KILOBYTES),
                new byte[50_000]);
        byte[] documents = Target.pipelined(20, target.get(OPENAPI));
        Duration soon = Duration.ofMillis(300);
        return new Wave[] {
            new Wave(Script.of(lists).reading(1_000, 50).ending(Ending.RESET).living(soon), 10, 5),
            new Wave(
                    Script.of(documents).reading(1_000, 50).ending(Ending.RESET).living(soon), 40, 20),
            new Wave(Script.of(partOfBody).ending(Ending.RESET).living(soon), 40, 40)
        };
    }

    /** Requests that never arrive completely. */
    private static final class SlowSenders {
        /** Slightly below the server's limits on number and length. */
        private static final String HEADERS = ("X: " + "x".repeat(230) + "\r\n").repeat(60);

        private static Wave[] waves(Target target) {
            byte[] head = target.get(SCIM + "/Users?startIndex=1&count=2", target.authorization());
            byte[] tokenless = target.get(OPENAPI);
            String post = target.head("POST", SCIM + "/Users", target.authorization());
            byte[] body = Target.join(Target.bytes(post + HUNDRED_KILOBYTES), new byte[100_000]);
            String chunks = post + "Transfer-Encoding: chunked\r\n\r\n" + "1\r\n \r\n".repeat(CHUNKS);
            byte[] expect = Target.bytes(post + "Expect: 100-continue\r\n" + HUNDRED_KILOBYTES);
            byte[] anonymous = Target.join(
                    Target.bytes(target.head("POST", SCIM + "/Users") + HUNDRED_KILOBYTES), new byte[100_000]);
            byte[] manyHeaders = Target.join(
                    Target.bytes(target.head("POST", SCIM + "/Users") + HEADERS + HUNDRED_KILOBYTES), new byte[31_000]);
            byte[] endless = Target.bytes(target.head("GET", OPENAPI) + HEADERS);
            return new Wave[] {
                new Wave(Script.of(manyHeaders).sending(1_400, 20), 200, 50),
                new Wave(Script.of(endless).sending(1_400, 20), 200, 50),
                new Wave(Script.of(head).sending(1, 400), 100, 50),
                new Wave(Script.of(tokenless).sending(1, 400), 100, 50),
                new Wave(Script.of(body).sending(1, 200), 100, 50),
                new Wave(Script.of(anonymous).sending(1, 200), 100, 50),
                new Wave(Script.of(Target.bytes(chunks)).sending(6, 20), 40, 20),
                new Wave(Script.of(expect), 100, 50)
            };
        }
    }
}
