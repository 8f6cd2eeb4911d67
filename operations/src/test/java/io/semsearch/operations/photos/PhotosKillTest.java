package io.semsearch.operations.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.operations.inspection.VerifyIndex;
import io.semsearch.progress.Progress;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.local.ImageSearcher;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code photos} is killed at ten random moments: what was committed stays, the index is whole, and the last run
 * completes it as if nothing had happened.
 *
 * <p>{@code -Dtests.seed=N} repeats the moments; what a kill hits depends on the machine too. */
@Tag("slow")
@Timeout(600)
class PhotosKillTest {

    private static final int KILLS = 10;
    private static final int PHOTOS = 600;
    private static final int PACKED = 200;
    private static final int MOST_STEPS = 150;

    private final long seed = Long.getLong("tests.seed", 42);

    @TempDir
    Path temporary;

    @Test
    void killedAtAnyMoment() throws Exception {
        Path folder = temporary.toRealPath();
        System.out.println("replay with -Dtests.seed=" + seed);
        Random random = new Random(seed);
        CollectionFolder collection = new CollectionFolder(folder.resolve("mine"));
        MakePhotoCollection.run(new MakePhotoCollection.Options(collection, PhotoWorld.model(folder.resolve("like"))));
        write(folder);
        int kept = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            kill(folder, kill % 3 == 0 ? "Unpacking" : "Encoding", random.nextInt(MOST_STEPS));
            Map<Long, IndexedImage> images = images(collection);
            System.out.printf("kill %d: %d images%n", kill, images.size());
            assertThat(images.size()).as("seed %d, kill %d: nothing that was committed is lost", seed, kill)
                    .isGreaterThanOrEqualTo(kept);
            assertThat(images.values()).allSatisfy(image -> assertThat(image.file().orElseThrow()).exists());
            kept = images.size();
        }

        assertThat(kept).as("the kills hit the work").isPositive();
        AddPhotos.Result last = AddPhotos.run(options(folder), OperationListener.NONE);

        assertThat(last.unchanged()).isEqualTo(kept);
        assertThat(last.added()).isEqualTo(PHOTOS + PACKED - kept);
        assertThat(last.skipped()).isEmpty();
        assertThat(images(collection).values()).hasSize(PHOTOS + PACKED).extracting(image -> image.file().orElseThrow())
                .doesNotHaveDuplicates();
        assertThat(VerifyIndex.run(VerifyIndex.Options.of(collection.path()), OperationListener.NONE).problems())
                .isEmpty();
        try (Stream<Path> thumbnails = Files.list(collection.path().resolve("thumbnails"))) {
            assertThat(thumbnails).hasSize(PHOTOS + PACKED);
        }
        try (Stream<Path> unpacked = Files.walk(collection.path().resolve(PhotoArchives.FOLDER))) {
            assertThat(unpacked.filter(Files::isRegularFile)).as("no drafts").hasSize(PACKED);
        }
    }

    private static void write(Path folder) throws IOException {
        for (int i = 0; i < PHOTOS; i++) {
            PhotoWorld.photo(folder.resolve("photos/" + i + ".png"), i);
        }
        Path one = folder.resolve("one.png");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("more.zip")))) {
            for (int i = 0; i < PACKED; i++) {
                zip.putNextEntry(new ZipEntry(i + ".png"));
                Files.copy(PhotoWorld.photo(one, 10_000 + i), zip);
            }
        }
    }

    private static void kill(Path folder, String task, int afterSteps) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.awt.headless=true", "-cp",
                System.getProperty("java.class.path"), Killed.class.getName(), folder.toString()));
        Path errors = folder.resolve("killed.log");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (BufferedReader output = process.inputReader()) {
            String done = output.readLine();
            for (int steps = 0; done != null && steps < afterSteps; done = output.readLine()) {
                steps += done.startsWith(task) ? 1 : 0;
            }
            boolean isKilled = process.isAlive();
            process.destroyForcibly().waitFor();
            assertThat(isKilled || process.exitValue() == 0).as(Files.readString(errors)).isTrue();
        }
    }

    private static Map<Long, IndexedImage> images(CollectionFolder collection) throws IOException {
        Map<Long, IndexedImage> images = new TreeMap<>();
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            searcher.forEach(image -> images.put(image.id(), image));
        }
        return images;
    }

    private static AddPhotos.Options options(Path folder) {
        return AddPhotos.Options.of(folder.resolve("mine"), List.of(folder.resolve("photos"),
                folder.resolve("more.zip")), new EncoderStore(folder.resolve("encoders")));
    }

    /** The program that is killed. */
    static final class Killed {

        private Killed() {}

        public static void main(String[] arguments) throws IOException {
            AddPhotos.run(options(Path.of(arguments[0])), new OperationListener() {

                @Override
                public Progress progress() {
                    return (name, total, unit) -> {
                        return done -> System.out.println(name + " " + done);
                    };
                }
            }, Duration.ZERO);
        }
    }
}
