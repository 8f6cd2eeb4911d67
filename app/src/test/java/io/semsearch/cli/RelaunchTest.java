package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** For processes see RelaunchIT. */
class RelaunchTest {

    @Test
    void userOptionsComeAfterOurs() {
        JvmNeeds needs = new JvmNeeds(List.of("--add-modules=a.module"), Map.of());

        assertThat(Relaunch.command(needs, List.of("-Xmx8g", "-Dname=two words"), "index", "-c", "my photos"))
                .containsSubsequence("--add-modules=a.module", "-Xmx8g", "-Dname=two words", "-cp",
                        System.getProperty("java.class.path"), "io.semsearch.cli.Main", "index", "-c", "my photos");
    }

    @Test
    void needsAreThoseOfTheCommandAmongTheWords() {
        assertThat(Relaunch.needs("--verbose", "index", "search")).isEqualTo(JvmNeeds.of("index")).isPresent();
        assertThat(Relaunch.needs("search", "index", "train")).isEmpty();
        assertThat(Relaunch.needs()).isEmpty();
    }
}
