package io.rollcall.server.audit.chain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Evidence of tampering with a chain, or of a defect.
 *
 * @param position the entry's place in the chain, counted from 0; -1 if it is in no block
 * @param entry the entry's id, if the finding is about one
 */
public record Finding(Kind kind, long position, Optional<UUID> entry) {
    /** Kinds of findings. */
    public enum Kind {
        /** The entry has changed since it was chained. */
        ENTRY_ALTERED("was altered"),
        /** The entry is missing, but not old enough to be pruned. */
        ENTRY_MISSING("was removed"),
        /** The entry is in no block, but later entries are. */
        ENTRY_NOT_CHAINED(
                "is not in the chain, though later entries are: it was inserted by hand, or committed very late"),
        /** The entry is in the chain more than once. */
        ENTRY_REPEATED("is in the chain twice"),
        /** The entry's texts are missing, but no erasure of the user is recorded. */
        ERASURE_NOT_RECORDED("lost its texts without a recorded erasure"),
        /** The entry's texts were erased and then replaced with others. */
        ERASED_TEXT_ALTERED("was erased, and was given other texts since"),
        /** The hash of a block does not follow from its entries. */
        BLOCK_ALTERED("is the first of a block that was altered"),
        /** A block does not continue the one before it. */
        BLOCK_MISSING("does not continue the entry before it: a block was removed or altered"),
        /** The beginning of the chain is missing, but nothing was pruned. */
        BEGINNING_MISSING("is the first one left, though nothing was pruned"),
        /** The chain ends before the position of the checkpoint. */
        TRUNCATED(
                "is the end of the chain, before the checkpoint: entries were removed, or an older backup was restored"),
        /** The chain's hash at the position of the checkpoint differs. */
        REWRITTEN("is in a chain that is not the one of the checkpoint: it was rewritten"),
        /** The entries up to the checkpoint are missing, but not old enough to be pruned. */
        CHECKPOINT_MISSING(
                "is the first one left, and the checkpoint is before it, though not old enough to be pruned"),
        /** The chain of the checkpoint is missing, but no deletion of its organization is recorded. */
        CHAIN_MISSING(
                "is in the checkpoint, but there is no such chain, and no deletion of the organization is recorded");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns the predicate of a sentence about the entry. */
        public String words() {
            return words;
        }
    }

    /** Returns a sentence for display. */
    public String sentence() {
        return "Entry " + (position < 0 ? "" : position + " ")
                + entry.map(id -> "(" + id + ") ").orElse("") + kind.words() + ".";
    }

    /** Collector of up to a hundred findings of one chain; more add no information. */
    static final class Collector {
        private static final int MAX = 100;
        private static final Comparator<Finding> ORDER =
                Comparator.comparingLong(finding -> finding.position() < 0 ? Long.MAX_VALUE : finding.position());

        private final List<Finding> found = new ArrayList<>();

        void add(Finding.Kind kind, long position, UUID entry) {
            add(new Finding(kind, position, Optional.of(entry)));
        }

        void add(Finding finding) {
            if (found.size() < MAX) {
                found.add(finding);
            }
        }

        List<Finding> inOrder() {
            return found.stream().sorted(ORDER).toList();
        }
    }
}
