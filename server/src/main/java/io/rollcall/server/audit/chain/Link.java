package io.rollcall.server.audit.chain;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One entry in a chain: its id and its hash. */
record Link(UUID id, Hash entry) {
    private static final String DOMAIN = "rollcall/link/v1";
    private static final int BYTES = 2 * Long.BYTES + Hash.BYTES;

    /** Returns the hash of the chain after this entry. @param before the hash of the chain before it */
    Hash after(Hash before) {
        return HashInput.of(DOMAIN).hash(before).id(id).hash(entry).hash();
    }

    /** Returns the links one after the other, 48 bytes each. */
    static byte[] encode(List<Link> links) {
        ByteBuffer bytes = ByteBuffer.allocate(links.size() * BYTES);
        links.forEach(
                link -> bytes.put(HashInput.bytesOf(link.id())).put(link.entry().bytes()));
        return bytes.array();
    }

    /** Reads what {@link #encode} writes; an incomplete link at the end is left out. */
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
