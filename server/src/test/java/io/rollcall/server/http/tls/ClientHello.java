package io.rollcall.server.http.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** TLS 1.2 ClientHello in one record, with a chosen number of signature algorithms. */
public final class ClientHello {
    private static final int[] SUITES = {0xC02B, 0xC02F, 0xC02C, 0xC030};
    private static final int[] GROUPS = {0x001D, 0x0017};
    private static final int ECDSA_SHA256 = 0x0403;
    private static final int RSA_SHA256 = 0x0401;

    private ClientHello() {}

    /** Returns the record. The algorithms are two, repeated. */
    public static byte[] withAlgorithms(int many) {
        ByteArrayOutputStream extensions = new ByteArrayOutputStream();
        write(extensions, extension(10, list(GROUPS)));
        write(extensions, extension(11, new byte[] {1, 0}));
        int[] algorithms = new int[many];
        for (int index = 0; index < many; index++) {
            algorithms[index] = index % 2 == 0 ? ECDSA_SHA256 : RSA_SHA256;
        }
        write(extensions, extension(13, list(algorithms)));
        byte[] suites = list(SUITES);
        ByteBuffer body = ByteBuffer.allocate(2 + 32 + 1 + suites.length + 2 + 2 + extensions.size())
                .putShort((short) 0x0303)
                .put(new byte[32])
                .put((byte) 0)
                .put(suites)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) extensions.size())
                .put(extensions.toByteArray());
        int length = body.capacity();
        return ByteBuffer.allocate(9 + length)
                .put((byte) 22)
                .putShort((short) 0x0301)
                .putShort((short) (4 + length))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) length)
                .put(body.array())
                .array();
    }

    private static byte[] extension(int type, byte[] content) {
        return ByteBuffer.allocate(4 + content.length)
                .putShort((short) type)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    /** The values behind their length in bytes. */
    private static byte[] list(int... values) {
        ByteBuffer list = ByteBuffer.allocate(2 + 2 * values.length).putShort((short) (2 * values.length));
        for (int value : values) {
            list.putShort((short) value);
        }
        return list.array();
    }

    private static void write(ByteArrayOutputStream target, byte[] bytes) {
        target.write(bytes, 0, bytes.length);
    }
}
