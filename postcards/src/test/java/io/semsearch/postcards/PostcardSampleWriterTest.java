package io.semsearch.postcards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.progress.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostcardSampleWriterTest {

    private static final PostcardSampleOptions OPTIONS = new PostcardSampleOptions(7, 12, 6, 1);
    private static final int POSTCARDS = 28;

    @TempDir
    private Path folder;

    @Test
    void writesCocoCaptionsAndPictures() throws IOException {
        PostcardSample sample = new PostcardSampleWriter().write(folder.resolve("a/sample"), OPTIONS, Progress.NONE);
        CaptionDataset training = CaptionsReader.read(sample.trainingCaptions(), Progress.NONE);
        CaptionDataset test = CaptionsReader.read(sample.testCaptions(), Progress.NONE);
        assertThat(training.images()).hasSize(12);
        assertThat(test.images()).hasSize(16);
        CaptionDataset both = CaptionDataset.concat(List.of(training, test));
        assertThat(both.images()).hasSize(POSTCARDS);
        assertThat(both.captionsByImage().values()).hasSize(POSTCARDS).allMatch(captions -> captions.size() == 5);
        assertThat(both.captions()).extracting(Caption::id).doesNotHaveDuplicates();
        assertThat(both.captions()).extracting(Caption::text).allMatch(text -> !text.isBlank());
        for (ImageRecord image : both.images()) {
            BufferedImage picture = ImageIO.read(sample.images().resolve(image.fileName()).toFile());
            assertThat(picture.getWidth()).isEqualTo(image.width());
            assertThat(picture.getHeight()).isEqualTo(image.height());
            assertThat(image.url()).isEmpty();
        }
        Set<Long> ids = test.images().stream().map(ImageRecord::id).collect(Collectors.toSet());
        assertThat(sample.combinations()).hasSize(10).allMatch(combination -> ids.containsAll(combination.imageIds()));
    }

    @Test
    void writesTheSameWithAnyNumberOfThreads() throws IOException {
        new PostcardSampleWriter(1).write(folder.resolve("one"), OPTIONS, Progress.NONE);
        new PostcardSampleWriter(3).write(folder.resolve("three"), OPTIONS, Progress.NONE);
        PostcardSampleOptions other = new PostcardSampleOptions(8, 12, 6, 1);
        new PostcardSampleWriter(3).write(folder.resolve("other"), other, Progress.NONE);
        Map<String, String> one = contents(folder.resolve("one"));
        assertThat(contents(folder.resolve("three"))).isEqualTo(one);
        Map<String, String> others = contents(folder.resolve("other"));
        assertThat(others.keySet()).isEqualTo(one.keySet());
        assertThat(others).allSatisfy((name, content) -> assertThat(content).as(name).isNotEqualTo(one.get(name)));
    }

    @Test
    void usesAgainWhatIsThere() throws IOException {
        Path place = folder.resolve("sample");
        PostcardSample sample = new PostcardSampleWriter().write(place, OPTIONS, Progress.NONE);
        List<String> started = new ArrayList<>();
        Progress progress = (name, total, unit) -> {
            started.add(total + " " + unit);
            return done -> {};
        };
        assertThat(new PostcardSampleWriter().write(place, OPTIONS, progress)).isEqualTo(sample);
        assertThat(started).isEmpty();
        assertThat(PostcardSampleReader.read(place)).isEqualTo(sample);
        PostcardSampleOptions larger = new PostcardSampleOptions(7, 13, 6, 1);
        assertThat(new PostcardSampleWriter().write(place, larger, progress).options()).isEqualTo(larger);
        assertThat(started).containsExactly("29 postcards");
        assertThat(PostcardSampleReader.read(place).options()).isEqualTo(larger);
        assertThat(entries()).containsExactly("sample");
    }

    @Test
    void leavesNothingHalfMadeWhenItFails() throws IOException {
        Path place = folder.resolve("sample");
        Progress failing = (name, total, unit) -> done -> {
            if (done == 5) {
                throw new IllegalStateException("stop");
            }
        };
        assertThatThrownBy(() -> new PostcardSampleWriter().write(place, OPTIONS, failing)).hasMessage("stop");
        assertThat(entries()).isEmpty();
        PostcardSample sample = new PostcardSampleWriter().write(place, OPTIONS, Progress.NONE);
        PostcardSampleOptions larger = new PostcardSampleOptions(7, 13, 6, 1);
        assertThatThrownBy(() -> new PostcardSampleWriter().write(place, larger, failing)).hasMessage("stop");
        assertThat(PostcardSampleReader.read(place)).isEqualTo(sample);
        assertThat(entries()).containsExactly("sample");
    }

    @Test
    void errorsNameTheSampleAndNotItsDraft() {
        Path place = folder.resolve("sample");
        Progress progress = (name, total, unit) -> {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path images : files.filter(file -> file.endsWith("train")).toList()) {
                    Files.delete(images);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Progress.Task.NONE;
        };

        assertThatThrownBy(() -> new PostcardSampleWriter().write(place, OPTIONS, progress))
                .isInstanceOf(IOException.class).hasMessage(place + ": cannot be written: NoSuchFileException");
    }

    @Test
    void stopsWhenInterrupted() throws IOException {
        Progress interrupting = (name, total, unit) -> done -> Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new PostcardSampleWriter().write(folder.resolve("sample"), OPTIONS, interrupting))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(entries()).isEmpty();
    }

    @Test
    void refusesAFolderOfSomethingElse() throws IOException {
        Path place = Files.createDirectory(folder.resolve("photos"));
        Files.writeString(place.resolve("holiday.txt"), "mine");
        assertThatThrownBy(() -> new PostcardSampleWriter().write(place, OPTIONS, Progress.NONE))
                .isInstanceOf(DataFileException.class).hasMessageContaining("photos")
                .hasMessageContaining("empty folder");
        assertThat(place.resolve("holiday.txt")).hasContent("mine");
        assertThatThrownBy(() -> PostcardSampleReader.read(place)).isInstanceOf(DataFileException.class)
                .hasMessageContaining("sample.json");
    }

    @Test
    void makesADamagedSampleAgain() throws IOException {
        Path place = folder.resolve("sample");
        PostcardSample sample = new PostcardSampleWriter().write(place, OPTIONS, Progress.NONE);
        Files.writeString(place.resolve("sample.json"), "{\"generator\":");
        assertThatThrownBy(() -> PostcardSampleReader.read(place)).isInstanceOf(DataFileException.class)
                .hasMessageContaining("damaged").hasMessageContaining("made again");
        assertThat(new PostcardSampleWriter().write(place, OPTIONS, Progress.NONE)).isEqualTo(sample);
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThatThrownBy(() -> new PostcardSampleOptions(1, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0, 1 and 1");
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new HashMap<>();
        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                contents.put(root.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
