package io.rollcall.server.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.audit.chain.Finding.Kind;
import io.rollcall.server.audit.chain.MemoryChain.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever is done to a chain or its entries is found, and the first broken entry is named. */
class VerifierTest {
    private static ChainReport verify(MemoryChain chain) {
        return Verifier.verify(chain);
    }

    private static void assertFirst(MemoryChain chain, Kind kind, long position, UUID entry) {
        assertThat(verify(chain).findings().get(0)).isEqualTo(new Finding(kind, position, Optional.of(entry)));
    }

    @Test
    void findsNothingInAnIntactChain() {
        MemoryChain chain = MemoryChain.of(2_345, 100);

        ChainReport report = verify(chain);

        assertThat(report.findings()).isEmpty();
        assertThat(report.end()).isEqualTo(chain.end());
        assertThat(report.end().position()).isEqualTo(2_345);
        assertThat(report.waiting()).isZero();
    }

    @Test
    void findsNothingInAnEmptyChain() {
        assertThat(verify(new MemoryChain()).isIntact()).isTrue();
    }

    @Property(tries = 60)
    void namesTheOneEntryThatWasAltered(
            @ForAll @IntRange(min = 1, max = 300) int entries,
            @ForAll @IntRange(min = 1, max = 70) int blockSize,
            @ForAll @IntRange(min = 0, max = 299) int chosen,
            @ForAll boolean text) {
        MemoryChain chain = MemoryChain.of(entries, blockSize);
        Row row = chain.get(chosen % entries);

        chain.rows.put(
                row.id(),
                text ? row.with(row.kind(), "forged", row.seal()) : row.with("user.created", row.text(), row.seal()));

        assertThat(verify(chain).findings()).hasSize(1);
        assertFirst(chain, Kind.ENTRY_ALTERED, chosen % entries, row.id());
    }

    @Property(tries = 60)
    void namesTheOneEntryThatWasRemoved(
            @ForAll @IntRange(min = 1, max = 300) int entries,
            @ForAll @IntRange(min = 1, max = 70) int blockSize,
            @ForAll @IntRange(min = 0, max = 299) int chosen) {
        MemoryChain chain = MemoryChain.of(entries, blockSize);
        Row row = chain.get(chosen % entries);

        chain.rows.remove(row.id());

        assertThat(verify(chain).findings()).hasSize(1);
        assertFirst(chain, Kind.ENTRY_MISSING, chosen % entries, row.id());
    }

    @Property(tries = 60)
    void namesTheOneEntryThatWasInserted(
            @ForAll @IntRange(min = 1, max = 300) int entries, @ForAll @IntRange(min = 0, max = 299) int chosen) {
        MemoryChain chain = MemoryChain.of(entries, 50);
        UUID beside = chain.get(chosen % entries).id();
        Row forged = MemoryChain.row(0);
        UUID id = new UUID(beside.getMostSignificantBits(), beside.getLeastSignificantBits() + 1_000_000);

        chain.rows.put(id, new Row(id, forged.kind(), forged.user(), forged.text(), forged.seal()));

        assertFirst(chain, Kind.ENTRY_NOT_CHAINED, -1, id);
        assertThat(verify(chain).findings()).hasSize(1);
    }

    @Property(tries = 60)
    void namesTheFirstOfTwoEntriesWhoseContentsWereSwapped(
            @ForAll @IntRange(min = 2, max = 300) int entries,
            @ForAll @IntRange(min = 0, max = 299) int one,
            @ForAll @IntRange(min = 1, max = 298) int distance) {
        MemoryChain chain = MemoryChain.of(entries, 40);
        int first = one % entries;
        int second = (first + 1 + distance % (entries - 1)) % entries;
        Row here = chain.get(first);
        Row there = chain.get(second);

        chain.rows.put(here.id(), here.with(there.kind(), there.text(), there.seal()));
        chain.rows.put(there.id(), there.with(here.kind(), here.text(), here.seal()));

        int least = Math.min(first, second);
        assertFirst(chain, Kind.ENTRY_ALTERED, least, chain.get(least).id());
        assertThat(verify(chain).findings()).hasSize(2);
    }

    @Property(tries = 60)
    void findsLinksThatWereSwappedInTheirBlock(
            @ForAll @IntRange(min = 2, max = 60) int entries, @ForAll @IntRange(min = 0, max = 58) int chosen) {
        MemoryChain chain = MemoryChain.of(entries, 60);
        Block block = chain.blocks.get(0);
        List<Block.Link> links = new ArrayList<>(block.links());
        Collections.swap(links, chosen % (entries - 1), chosen % (entries - 1) + 1);

        chain.blocks.set(0, with(block, block.head(), links));

        assertFirst(chain, Kind.BLOCK_ALTERED, 0, links.get(0).id());
    }

    @Test
    void findsABlockThatWasRemovedWithItsEntries() {
        MemoryChain chain = MemoryChain.of(300, 100);
        Block removed = chain.blocks.remove(1);
        removed.links().forEach(link -> chain.rows.remove(link.id()));

        assertFirst(
                chain,
                Kind.BLOCK_MISSING,
                200,
                chain.blocks.get(1).links().get(0).id());
    }

    @Test
    void findsABlockThatWasWrittenAnew() {
        MemoryChain chain = MemoryChain.of(300, 100);
        Row row = chain.get(150);
        Row forged = row.with(row.kind(), "forged", row.seal());
        chain.rows.put(row.id(), forged);
        Block block = chain.blocks.get(1);
        List<Block.Link> links = new ArrayList<>(block.links());
        links.set(50, forged.toChained().link());
        chain.blocks.set(1, with(block, Block.fold(block.previous(), links), links));

        assertFirst(
                chain,
                Kind.BLOCK_MISSING,
                200,
                chain.blocks.get(2).links().get(0).id());
    }

    @Test
    void findsThatTheBeginningIsGoneThoughNothingWasPruned() {
        MemoryChain chain = MemoryChain.of(300, 100);
        chain.blocks.remove(0).links().forEach(link -> chain.rows.remove(link.id()));

        assertFirst(
                chain,
                Kind.BEGINNING_MISSING,
                100,
                chain.blocks.get(0).links().get(0).id());
    }

    @Test
    void findsAnEntryThatIsInTheChainTwice() {
        MemoryChain chain = MemoryChain.of(10, 10);
        chain.append(List.of(chain.get(4)));

        assertFirst(chain, Kind.ENTRY_REPEATED, 10, chain.get(4).id());
    }

    @Test
    void acceptsWhatWasPrunedAsRecordedAndNamesWhatWasRemovedByHandAfterThat() {
        MemoryChain chain = MemoryChain.of(300, 100);
        chain.pruned.set(Optional.of(MemoryChain.START.plusSeconds(150)));
        chain.blocks.remove(0).links().forEach(link -> chain.rows.remove(link.id()));
        List<Row> left = List.copyOf(chain.rows.values());
        left.subList(0, 50).forEach(row -> chain.rows.remove(row.id()));

        ChainReport report = verify(chain);
        assertThat(report.findings()).isEmpty();
        assertThat(report.begins()).isEqualTo(100);
        assertThat(report.pruned()).isEqualTo(50);

        chain.rows.remove(left.get(60).id());
        assertFirst(chain, Kind.ENTRY_MISSING, 160, left.get(60).id());
    }

    @Test
    void acceptsErasedTextsWhereTheErasureIsRecorded() {
        MemoryChain chain = MemoryChain.of(10, 10);
        Row row = chain.get(4);
        chain.rows.put(row.id(), row.with(row.kind(), "erased", row.seal().erased(List.of(row.text()))));

        assertFirst(chain, Kind.ERASURE_NOT_RECORDED, 4, row.id());

        chain.erased.add(row.user().orElseThrow());
        ChainReport report = verify(chain);
        assertThat(report.findings()).isEmpty();
        assertThat(report.erased()).isOne();

        Row erased = chain.get(4);
        chain.rows.put(row.id(), erased.with(row.kind(), "forged", erased.seal()));
        assertFirst(chain, Kind.ERASED_TEXT_ALTERED, 4, row.id());

        chain.rows.put(row.id(), erased.with("user.created", "erased", erased.seal()));
        assertFirst(chain, Kind.ENTRY_ALTERED, 4, row.id());
    }

    @Test
    void acceptsEntriesThatWereCommittedLateAndEntriesThatAreNotChainedYet() {
        MemoryChain chain = MemoryChain.of(5, 5);
        chain.append(List.of(MemoryChain.row(90), MemoryChain.row(91)));
        chain.append(List.of(MemoryChain.row(7)));
        long recent = Duration.between(MemoryChain.START, chain.now()).toSeconds() - 5;
        Row waiting = MemoryChain.row((int) recent);
        chain.rows.put(waiting.id(), waiting);

        ChainReport report = verify(chain);

        assertThat(report.findings()).isEmpty();
        assertThat(report.waiting()).isOne();
    }

    @Test
    void acceptsALongHistoryThatIsChainedLittleByLittle() {
        MemoryChain chain = MemoryChain.of(5, 5);
        chain.cursor.set(chain.get(4).toChained().key());
        for (int number = 5; number < 50; number++) {
            Row row = MemoryChain.row(number);
            chain.rows.put(row.id(), row);
        }

        ChainReport report = verify(chain);

        assertThat(report.findings()).isEmpty();
        assertThat(report.waiting()).isEqualTo(45);
    }

    private static Block with(Block block, Hash head, List<Block.Link> links) {
        return new Block(block.chain(), block.position(), block.previous(), head, block.newest(), links);
    }
}
