package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One network may hold all places alone, and never keeps others from theirs. */
class FairSharesTest {
    private static final int PLACES = 8;

    private final FairShares shares = new FairShares(2);

    @Test
    void givesAllPlacesToANetworkThatIsAlone() {
        assertThat(take("one", 100)).isEqualTo(PLACES);
    }

    @Test
    void givesAnotherNetworkItsShareOnceAllPlacesAreTaken() {
        take("one", 100);
        assertThat(take("other", 100)).isEqualTo(PLACES / 2);
        assertThat(take("third", 100)).isEqualTo(PLACES / 3);
        assertThat(take("one", 100)).isZero();
    }

    @Test
    void givesTheGreedyNetworkNoMoreThanItsShareAgain() {
        take("one", 100);
        take("other", 100);
        giveBack("one", PLACES);
        giveBack("other", PLACES / 2);
        take("other", 2);
        assertThat(take("one", 100)).isEqualTo(PLACES - 2);
        assertThat(take("other", 100)).isEqualTo(2);
    }

    @Test
    void givesOneNetworkInALargeCrowdAPlaceWhileThereAreTwiceAsManyAsUsual() {
        take("one", PLACES);
        long admitted = IntStream.range(0, 100)
                .filter(number -> shares.take("network " + number, false, PLACES))
                .count();
        assertThat(admitted).isEqualTo(PLACES);
    }

    @Test
    void keepsPlacesForKnownCredentialsHoweverManyNetworksThereAre() {
        IntStream.range(0, 1_000).forEach(number -> shares.take("network " + number, false, PLACES));
        assertThat(shares.take("another network", false, PLACES)).isFalse();
        assertThat(shares.take("known", true, PLACES)).isTrue();
        assertThat(shares.take("known", true, PLACES)).isFalse();
        assertThat(shares.take("another known", true, PLACES)).isTrue();
    }

    @Test
    void givesAKnownCredentialHalfOfTheWorkersBesideAFlood() {
        FairShares many = new FairShares(16);
        IntStream.range(0, 10).forEach(network -> IntStream.range(0, 10)
                .forEach(request -> many.take("network " + network, false, 4)));
        assertThat(IntStream.range(0, 100).filter(request -> many.take("known", true, 4)))
                .hasSize(8);
        assertThat(IntStream.range(0, 100).filter(request -> many.take("another network", false, 4)))
                .hasSize(1);
    }

    @Test
    void givesAnotherNetworkAPlaceWhereThereIsOne() {
        FairShares one = new FairShares(1);
        assertThat(one.take("one", false, 1)).isTrue();
        assertThat(one.take("one", false, 1)).isFalse();
        assertThat(one.take("other", false, 1)).isTrue();
        assertThat(one.take("other", false, 1)).isFalse();
        assertThat(one.total()).isEqualTo(2);
    }

    @Test
    void givesAnotherNetworkItsShareOfTheWorkersWhileThereIsNoLine() {
        FairShares many = new FairShares(16);
        assertThat(IntStream.range(0, 100).filter(request -> many.take("one", false, 4)))
                .hasSize(4);
        assertThat(IntStream.range(0, 100).filter(request -> many.take("other", false, 4)))
                .hasSize(3);
        assertThat(many.take("one", false, 4)).isFalse();
    }

    @Test
    void givesAnotherNetworkItsShareWhileALineThatWasLongDrains() {
        FairShares many = new FairShares(16);
        IntStream.range(0, 80).forEach(request -> many.take("one", false, 80));
        assertThat(IntStream.range(0, 100).filter(request -> many.take("other", false, 4)))
                .hasSize(8);
    }

    private long take(String network, int times) {
        return IntStream.range(0, times)
                .filter(request -> shares.take(network, false, PLACES))
                .count();
    }

    private void giveBack(String network, int times) {
        IntStream.range(0, times).forEach(request -> shares.giveBack(network));
    }
}
