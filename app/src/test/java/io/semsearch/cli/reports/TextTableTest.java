package io.semsearch.cli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(TextTable.lines(List.of(List.of("", "R@1", "caption"), List.of("text", "100.0 %", "A %s dog"),
                List.of("a longer name", "", "")), 0, 2)).containsExactly(
                        "                   R@1  caption",
                        "text           100.0 %  A %s dog",
                        "a longer name");
        assertThat(TextTable.lines(List.of(List.of("", ""), List.of("", "x")))).containsExactly("", "x");
        assertThat(TextTable.lines(List.of())).isEmpty();
    }
}
