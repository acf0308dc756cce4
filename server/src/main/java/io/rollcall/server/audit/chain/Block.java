package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;

/**
 * Part of a chain that was appended at once.
 *
 * @param position the number of entries in the chain before this block
 * @param previous the hash of the chain before the first of these entries
 * @param head the hash of the chain after the last of these entries
 * @param newest the time of the newest entry
 */
record Block(OrganizationId chain, long position, Hash previous, Hash head, Instant newest, List<Link> links) {
    Block {
        links = List.copyOf(links);
    }

    /** Returns the block that appends some entries to a chain. */
    static Block after(Head end, List<ChainedEntry> entries) {
        List<Link> links = entries.stream().map(ChainedEntry::link).toList();
        Instant newest = entries.stream()
                .map(ChainedEntry::occurred)
                .max(Instant::compareTo)
                .orElseThrow();
        return new Block(end.chain(), end.position(), end.hash(), fold(end.hash(), links), newest, links);
    }

    /** Returns the hash of a chain after these links. */
    static Hash fold(Hash previous, List<Link> links) {
        Hash hash = previous;
        for (Link link : links) {
            hash = link.after(hash);
        }
        return hash;
    }

    /** The position of the chain's next entry. */
    long end() {
        return position + links.size();
    }

    int entries() {
        return links.size();
    }

    byte[] previousBytes() {
        return previous.bytes();
    }

    byte[] headBytes() {
        return head.bytes();
    }

    byte[] encodedLinks() {
        return Link.encode(links);
    }
}
