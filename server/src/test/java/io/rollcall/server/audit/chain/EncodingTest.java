package io.rollcall.server.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The bytes that docs/audit.md describes. */
class EncodingTest {
    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");

    private static Hash sha256(String hex) throws Exception {
        return Hash.of(
                MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(hex)));
    }

    private static String field(String hex) {
        return "%08x".formatted(hex.length() / 2) + hex;
    }

    private static String text(String text) {
        return field(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void putsTheLengthBeforeEachField() throws Exception {
        Hash hash = HashInput.of("domain")
                .text("Zoë")
                .number(200)
                .time(Instant.ofEpochMilli(1))
                .id(ID)
                .hash();

        assertThat(hash)
                .isEqualTo(sha256("00000006646f6d61696e" + "000000045a6fc3ab" + "0000000800000000000000c8"
                        + "000000080000000000000001" + "0000001001900000000070008000000000000001"));
    }

    @Test
    void keepsWhatStandsInOneFieldOutOfTheNext() {
        assertThat(HashInput.of("d").text("ab").text("c").hash())
                .isNotEqualTo(HashInput.of("d").text("a").text("bc").hash());
    }

    @Test
    void hashesLinksOverTheHashBeforeThem() throws Exception {
        OrganizationId chain = new OrganizationId(7);
        Hash entry = HashInput.of("entry").hash();
        Hash genesis = Head.empty(chain).hash();

        assertThat(genesis).isEqualTo(sha256(text("rollcall/chain/v1") + field("0000000000000007")));
        assertThat(new Block.Link(ID, entry).after(genesis))
                .isEqualTo(sha256(text("rollcall/link/v1")
                        + field(genesis.toString())
                        + field("01900000000070008000000000000001")
                        + field(entry.toString())));
    }

    @Test
    void keepsTheCommitmentWhenTheTextsAreErased() throws Exception {
        TextCommitment seal = new TextCommitment(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"));
        List<String> texts = List.of("jane", "", "{}");

        Hash commitment = seal.commitment(texts);
        TextCommitment erased = seal.erased(texts);

        assertThat(commitment)
                .isEqualTo(sha256(text("rollcall/texts/v1")
                        + field("000102030405060708090a0b0c0d0e0f")
                        + text("jane")
                        + text("")
                        + text("{}")));
        assertThat(erased.commitment(List.of("erased user", "", ""))).isEqualTo(commitment);
        assertThat(erased.erased(List.of("erased user", "", ""))).isEqualTo(erased);
        assertThat(TextCommitment.fresh()).isNotEqualTo(TextCommitment.fresh());
    }

    @Test
    void readsTheLinksThatItWrites() {
        List<Block.Link> links = List.of(
                new Block.Link(ID, HashInput.of("one").hash()),
                new Block.Link(new UUID(3, 4), HashInput.of("two").hash()));

        assertThat(Block.Link.encode(links)).hasSize(96);
        assertThat(Block.Link.decode(Block.Link.encode(links))).isEqualTo(links);
    }

    @Test
    void readsTheCheckpointsThatItWritesAndRefusesOthers() {
        Checkpoint checkpoint = new Checkpoint(
                Instant.parse("2030-01-01T00:00:00Z"),
                List.of(new Head(Head.AUDIT, 12, HashInput.of("x").hash(), Instant.parse("2029-01-01T00:00:00.123Z"))));

        assertThat(CheckpointJson.read(CheckpointJson.write(checkpoint))).isEqualTo(checkpoint);
        for (String wrong : List.of(
                "",
                "null",
                "[]",
                "{\"rollcallCheckpoint\":1}",
                "{\"rollcallCheckpoint\":2,\"time\":\"2030-01-01T00:00:00Z\",\"chains\":[]}",
                CheckpointJson.write(checkpoint).replace("\"hash\":\"", "\"hash\":\"zz"),
                CheckpointJson.write(checkpoint).replace("12", "\"12\""))) {
            assertThatThrownBy(() -> CheckpointJson.read(wrong))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("checkpoint");
        }
    }
}
