package io.semsearch.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer is killed at a random moment, twenty times: each acknowledged change is there, no change is there in part,
 * Lucene finds no fault, and the next writer opens without help.
 *
 * <p>{@code -Dtests.seed=N} repeats the changes and moments; what a kill hits depends on the machine too. */
@Tag("slow")
@Timeout(600)
class KillTest {

    private static final int KILLS = 20;
    private static final int LONGEST_LIFE_MILLIS = 2500;

    private final long seed = Long.getLong("tests.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void killedAtAnyMoment() throws Exception {
        System.out.println("replay with -Dtests.seed=" + seed);
        Random random = new Random(seed);
        TestCollection circle = TestCollection.circle(folder, KilledWriter.BATCHES * KilledWriter.BATCH);
        new ImageIndexer(folder, circle.model(), IndexOptions.defaults("test"))
                .index(KilledWriter.dataset(List.of(0), 0), circle.features(), Progress.NONE);
        Map<Integer, String> batches = read();
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> printed = lifeOf(random.nextLong(), Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)));
            List<Map<Integer, String>> possible = replay(batches, printed);
            System.out.printf("kill %d after %d changes, in: %s%n", kill,
                    printed.stream().filter("done"::equals).count(), printed.getLast());

            batches = read();
            assertThat(batches).as("seed %d, kill %d, after %s", seed, kill, printed).isIn(possible);
            assertThat(IndexContent.isClean(folder)).isTrue();
        }
    }

    /** Runs a writer for a while after its first change, and kills it.
     *
     * @return the lines it has printed */
    private List<String> lifeOf(long changes, Duration life) throws IOException, InterruptedException {
        Process writer = TestPrograms.start(KilledWriter.class, folder.resolve("stderr"), folder, changes);
        try (BufferedReader output = writer.inputReader()) {
            StringBuilder printed = new StringBuilder();
            String first = output.readLine();
            assertThat(first).as(() -> TestPrograms.read(folder.resolve("stderr"))).isNotNull();
            printed.append(first).append('\n');
            assertThat(writer.waitFor(life.toMillis(), TimeUnit.MILLISECONDS))
                    .as(() -> TestPrograms.read(folder.resolve("stderr"))).isFalse();
            // Process.destroyForcibly() would close the output too
            writer.toHandle().destroyForcibly();
            for (int character = output.read(); character >= 0; character = output.read()) {
                printed.append((char) character);
            }
            assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
            // a cut line belongs to a change that has not begun, or was not acknowledged
            return printed.substring(0, printed.lastIndexOf("\n")).lines().toList();
        }
    }

    /** The possible states of the batches: a last change that was not acknowledged may have happened or not. */
    private static List<Map<Integer, String>> replay(Map<Integer, String> before, List<String> printed) {
        Map<Integer, String> done = new HashMap<>(before);
        for (int line = 1; line < printed.size(); line += 2) {
            assertThat(printed.get(line)).isEqualTo("done");
            apply(printed.get(line - 1), done);
        }
        Map<Integer, String> doneAndLast = new HashMap<>(done);
        if (printed.size() % 2 == 1) {
            apply(printed.getLast(), doneAndLast);
        }
        return List.of(done, doneAndLast);
    }

    private static void apply(String change, Map<Integer, String> batches) {
        String[] words = change.split(" ");
        switch (words[0]) {
            case "put" -> batches.put(Integer.valueOf(words[2]), words[1]);
            case "remove" -> batches.remove(Integer.valueOf(words[1]));
            case "index" -> {
                batches.clear();
                Arrays.stream(words, 2, words.length).map(Integer::valueOf)
                        .forEach(batch -> batches.put(batch, words[1]));
            }
            case "optimize" -> {}
            default -> throw new IllegalArgumentException(change);
        }
    }

    /** The version of each batch that is there; fails if only a part of a batch is there. */
    private Map<Integer, String> read() throws IOException {
        Map<Long, List<String>> captions = IndexContent.read(folder).captions();
        Map<Integer, String> batches = new HashMap<>();
        for (int batch = 0; batch < KilledWriter.BATCHES; batch++) {
            List<List<String>> versions = KilledWriter.ids(batch).stream()
                    .map(id -> captions.getOrDefault(id, List.of("none"))).distinct().toList();
            assertThat(versions).as("seed %d: versions of batch %d", seed, batch).hasSize(1);
            if (!versions.getFirst().equals(List.of("none"))) {
                batches.put(batch, String.join(" ", versions.getFirst()));
            }
        }
        return batches;
    }
}
