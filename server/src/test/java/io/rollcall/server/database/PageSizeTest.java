package io.rollcall.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Pages grow over short rows and shrink over long ones. */
class PageSizeTest {
    private static final long MEGABYTE = 1024 * 1024;

    @Test
    void growsToTheMostOverShortRows() {
        PageSize size = PageSize.upTo(100);
        assertThat(size.rows()).isEqualTo(10);
        for (int page = 0; page < 5; page++) {
            size = size.after(size.rows(), size.rows() * 200L);
        }
        assertThat(size.rows()).isEqualTo(100);
        assertThat(size.after(0, 0).rows()).isEqualTo(100);
    }

    @Test
    void shrinksToOneRowOverLongRowsAndGrowsAgain() {
        PageSize long8 = PageSize.upTo(100).after(10, 80 * MEGABYTE);
        assertThat(long8.rows()).isEqualTo(1);
        assertThat(PageSize.upTo(100).after(10, 20 * MEGABYTE).rows()).isEqualTo(2);
        assertThat(long8.after(1, 100).rows()).isEqualTo(2);
    }

    @Test
    void beginsNoLargerThanTheMost() {
        assertThat(PageSize.upTo(3).rows()).isEqualTo(3);
    }
}
