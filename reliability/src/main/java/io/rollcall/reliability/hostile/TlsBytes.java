package io.rollcall.reliability.hostile;

import io.rollcall.reliability.hostile.Attack.Wave;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Attacks on a TLS port that do not complete the handshake. */
final class TlsBytes {
    private TlsBytes() {}

    static Wave[] handshakes() {
        byte[] hello = clientHello();
        return new Wave[] {
            new Wave(Script.of(hello).sending(1, 500), 200, 50),
            new Wave(Script.of(hello), 200, 50),
            new Wave(Script.of(Arrays.copyOf(hello, hello.length / 2)), 200, 50),
            new Wave(Script.of(hello).neverReading().ending(Script.Ending.RESET).living(Duration.ofMillis(50)), 50, 50)
        };
    }

    static Wave[] garbage(Target target) {
        byte[] noise = new byte[20_000];
        new Random(1).nextBytes(noise);
        byte[] hello = clientHello();
        byte[] broken = hello.clone();
        Arrays.fill(broken, 20, broken.length, (byte) 0xff);
        // The header announces a record of maximum length, of which only the beginning is sent.
        byte[] endless = new byte[1_000];
        endless[0] = 22;
        endless[1] = 3;
        endless[2] = 1;
        endless[3] = (byte) 0xff;
        endless[4] = (byte) 0xff;
        return new Wave[] {
            new Wave(Script.of(noise), 100, 30),
            new Wave(Script.of(broken), 100, 30),
            new Wave(Script.of(endless), 100, 30),
            new Wave(Script.of(target.get(Target.OPENAPI)), 100, 30)
        };
    }

    private static byte[] clientHello() {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
            engine.setUseClientMode(true);
            ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), record);
            return Arrays.copyOf(record.array(), record.position());
        } catch (NoSuchAlgorithmException | SSLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
