package io.rollcall.server.audit.chain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Check that a chain extends its state at a checkpoint. */
public final class CheckpointCheck {
    private final Chains chains;

    public CheckpointCheck(Chains chains) {
        this.chains = chains;
    }

    /**
     * Compares a chain with its end in a checkpoint.
     *
     * @param head the end in the checkpoint
     * @param prunedBefore the time before which entries were pruned
     * @return a finding if they disagree, or empty
     */
    public Optional<Finding> check(Head head, Optional<Instant> prunedBefore) {
        if (head.position() == 0) {
            return Optional.empty();
        }
        Optional<Block> first = chains.page(head.chain(), 0, 1).stream().findFirst();
        if (first.isEmpty()) {
            return Optional.of(new Finding(Finding.Kind.CHAIN_MISSING, head.position() - 1, Optional.empty()));
        }
        if (head.position() < first.get().position()) {
            return prunedBefore.filter(head.newest()::isBefore).isPresent()
                    ? Optional.empty()
                    : Optional.of(finding(Finding.Kind.CHECKPOINT_MISSING, first.get()));
        }
        if (head.position() == first.get().position()) {
            return first.get().previous().equals(head.hash())
                    ? Optional.empty()
                    : Optional.of(finding(Finding.Kind.REWRITTEN, first.get()));
        }
        return compare(head, chains.reaching(head.chain(), head.position()));
    }

    private static Optional<Finding> compare(Head head, Block block) {
        if (block.end() < head.position()) {
            List<Block.Link> links = block.links();
            return Optional.of(new Finding(
                    Finding.Kind.TRUNCATED,
                    block.end() - 1,
                    links.isEmpty()
                            ? Optional.empty()
                            : Optional.of(links.get(links.size() - 1).id())));
        }
        int entries = (int) (head.position() - block.position());
        Hash then = Block.fold(block.previous(), block.links().subList(0, entries));
        return then.equals(head.hash())
                ? Optional.empty()
                : Optional.of(new Finding(
                        Finding.Kind.REWRITTEN,
                        head.position() - 1,
                        Optional.of(block.links().get(entries - 1).id())));
    }

    private static Finding finding(Finding.Kind kind, Block block) {
        return new Finding(
                kind, block.position(), block.links().stream().findFirst().map(Block.Link::id));
    }
}
