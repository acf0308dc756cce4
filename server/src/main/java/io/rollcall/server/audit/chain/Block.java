package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.OrganizationId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Block of entries appended to a chain in one transaction.
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

    /** Returns the block that appends the entries to a chain. */
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

    /** Returns the position of the chain's next entry. */
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

    /** Sort key of a block among all blocks, by the time it was appended. */
    record Key(Instant created, OrganizationId organization, long position) {
        /** Returns the key before all blocks of a time. */
        static Key before(Instant time) {
            return new Key(time, new OrganizationId(-1), 0);
        }

        static Key of(BlockMapper.BlockRow row) {
            return new Key(row.created(), row.organizationId(), row.position());
        }
    }

    /** Entry in a chain: its id and its hash. */
    record Link(UUID id, Hash entry) {
        private static final String DOMAIN = "rollcall/link/v1";
        private static final int BYTES = 2 * Long.BYTES + Hash.BYTES;

        /** Returns the hash of the chain after this entry. @param before the hash of the chain before it */
        Hash after(Hash before) {
            return HashInput.of(DOMAIN).hash(before).id(id).hash(entry).hash();
        }

        /** Returns the concatenated links, 48 bytes each. */
        static byte[] encode(List<Link> links) {
            ByteBuffer bytes = ByteBuffer.allocate(links.size() * BYTES);
            for (Link link : links) {
                bytes.putLong(link.id().getMostSignificantBits())
                        .putLong(link.id().getLeastSignificantBits());
                link.entry().writeTo(bytes);
            }
            return bytes.array();
        }

        /** Decodes the output of {@link #encode}; an incomplete last link is ignored. */
        static List<Link> decode(byte[] encoded) {
            ByteBuffer bytes = ByteBuffer.wrap(encoded);
            List<Link> links = new ArrayList<>();
            while (bytes.remaining() >= BYTES) {
                UUID id = new UUID(bytes.getLong(), bytes.getLong());
                byte[] entry = new byte[Hash.BYTES];
                bytes.get(entry);
                links.add(new Link(id, Hash.of(entry)));
            }
            return List.copyOf(links);
        }
    }
}
