package io.rollcall.server.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Encryption of cursors, cookies and secrets of webhooks. */
class AesGcmTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CONTEXT = "context".getBytes(StandardCharsets.UTF_8);

    private final AesGcm cipher = new AesGcm(key(1));

    private static byte[] key(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }

    private static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts));
    }

    /** Test case 16 of "The Galois/Counter Mode of Operation": what is stored stays readable. */
    @Test
    void readsNonceCiphertextAndTag() {
        AesGcm published = new AesGcm(hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));
        byte[] encrypted = hex(
                "cafebabefacedbaddecaf888",
                "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa",
                "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
                "76fc6ece0f4e1768cddf8853bb2d551b");

        assertThat(published.decrypt(encrypted, hex("feedfacedeadbeeffeedfacedeadbeefabaddad2")))
                .contains(hex(
                        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72",
                        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"));
    }

    @Test
    void readsItsOwnResultsWhichDifferEachTime() {
        byte[] encrypted = cipher.encrypt(CONTENT, CONTEXT);

        assertThat(cipher.decrypt(encrypted, CONTEXT)).contains(CONTENT);
        assertThat(cipher.encrypt(CONTENT, CONTEXT)).isNotEqualTo(encrypted);
    }

    @Test
    void refusesAnotherKeyOrContext() {
        byte[] encrypted = cipher.encrypt(CONTENT, CONTEXT);

        assertThat(new AesGcm(key(2)).decrypt(encrypted, CONTEXT)).isEmpty();
        assertThat(cipher.decrypt(encrypted, CONTENT)).isEmpty();
    }

    @Test
    void refusesEveryChangedOrMissingByte() {
        byte[] encrypted = cipher.encrypt(CONTENT, CONTEXT);

        for (int index = 0; index < encrypted.length; index++) {
            byte[] changed = encrypted.clone();
            changed[index] ^= 1;
            assertThat(cipher.decrypt(changed, CONTEXT)).as("byte %s", index).isEmpty();
            assertThat(cipher.decrypt(Arrays.copyOf(encrypted, index), CONTEXT))
                    .as("the first %s bytes", index)
                    .isEmpty();
        }
    }
}
