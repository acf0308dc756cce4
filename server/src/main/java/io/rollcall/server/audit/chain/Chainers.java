package io.rollcall.server.audit.chain;

import java.util.List;

/** The chainers of all logs. */
public record Chainers(List<Chainer> chainers) {
    public Chainers {
        chainers = List.copyOf(chainers);
    }

    /** Chains what there is to chain, unless another server does it. @return the number of entries that were chained */
    public int run() {
        return chainers.stream().mapToInt(Chainer::run).sum();
    }
}
