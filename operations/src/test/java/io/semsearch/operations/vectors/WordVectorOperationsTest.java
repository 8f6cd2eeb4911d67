package io.semsearch.operations.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.DataFileException;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationCancelledException;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.SmallWorldFiles;
import io.semsearch.progress.Progress;
import io.semsearch.text.SimilarWord;
import io.semsearch.trainer.word2vec.Word2VecConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Word vectors learned, converted and asked. */
class WordVectorOperationsTest {

    @TempDir
    Path folder;

    private Path vectors = Path.of("");

    @BeforeEach
    void writeVectors() throws IOException {
        vectors = Files.writeString(folder.resolve("vectors.txt"), """
                dog 1 0
                Puppy 0.9 0.1
                bench 0 1
                . . . 1 1
                """);
    }

    @Test
    void theDefaultsSuitCaptions() {
        TrainWordVectors.Options options = TrainWordVectors.Options.of(new TrainWordVectors.Source.Text(vectors),
                vectors);

        assertThat(options.word2vec()).isEqualTo(Word2VecConfig.forCaptions(1));
        assertThat(options.phrases()).isEmpty();
        assertThat(options.withPhrases(30).phrases().orElseThrow().threshold()).isEqualTo(30);
    }

    @Test
    void wordsAreLearnedFromCaptions() throws IOException {
        SmallWorldFiles world = SmallWorldFiles.write(folder.resolve("world"));
        Path out = folder.resolve("new/learned.bin");

        WrittenVectors written = TrainWordVectors.run(learned(world, out), OperationListener.NONE);

        assertThat(written).isEqualTo(new WrittenVectors(out, 16, 0, 8));
        assertThat(NearestWords.run(NearestWords.Options.of(NearestWords.Source.File.of(out), "Dog"),
                OperationListener.NONE).nearest()).hasSize(10);
    }

    @Test
    void captionsThatAreGivenTwiceCountOnce() throws IOException {
        SmallWorldFiles world = SmallWorldFiles.write(folder.resolve("world"));
        Path once = folder.resolve("once.txt");
        Path twice = folder.resolve("twice.txt");

        TrainWordVectors.run(learned(world, once), OperationListener.NONE);
        TrainWordVectors.Options options = learned(world, twice);
        TrainWordVectors.Source.Captions source = new TrainWordVectors.Source.Captions(
                List.of(world.captions(), world.validation(), world.captions()));
        TrainWordVectors.run(new TrainWordVectors.Options(source, twice, options.word2vec(), options.phrases(),
                options.maxUncompressedBytes()), OperationListener.NONE);

        assertThat(twice).hasSameTextualContentAs(once);
    }

    @Test
    void cancelledLearningLeavesNoFile() throws IOException {
        SmallWorldFiles world = SmallWorldFiles.write(folder.resolve("world"));
        Path out = folder.resolve("learned.txt");
        AtomicBoolean isLearning = new AtomicBoolean();
        OperationListener cancelling = new OperationListener() {

            @Override
            public Progress progress() {
                return (name, total, unit) -> done -> isLearning.compareAndSet(false,
                        name.equals("Training word vectors") && done > 0);
            }

            @Override
            public boolean isCancelled() {
                return isLearning.get();
            }
        };

        assertThatThrownBy(() -> TrainWordVectors.run(learned(world, out), cancelling))
                .isInstanceOf(OperationCancelledException.class);
        assertThat(out).doesNotExist();
    }

    @Test
    void tooLittleTextIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), "each word stands once\n");

        assertThatThrownBy(
                () -> TrainWordVectors.run(TrainWordVectors.Options.of(new TrainWordVectors.Source.Text(text),
                        folder.resolve("out.txt")), OperationListener.NONE))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith(text + ": no word occurs 2 times");
    }

    @Test
    void wordsAreConvertedAndCounted() throws IOException {
        List<String> remarks = new ArrayList<>();
        OperationListener listener = new OperationListener() {

            @Override
            public void onRemark(String remark) {
                remarks.add(remark);
            }
        };
        Path out = folder.resolve("out.txt");

        assertThat(ConvertWordVectors.run(ConvertWordVectors.Options.of(vectors, out), listener))
                .isEqualTo(new WrittenVectors(out, 3, 0, 2));
        assertThat(out).hasContent("3 2\ndog 1.0 0.0\npuppy 0.9 0.1\nbench 0.0 1.0\n");
        assertThat(remarks).containsExactly(vectors + ": 4 words, 1 of them can match no text; 4 in lower case kept",
                "left out: 1 word with blanks, which separate words in the file: '. . .'");
        assertThatThrownBy(() -> new ConvertWordVectors.Options(vectors, out, List.of(), OptionalInt.of(-1), false, 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("extraWords must be at least 0, got -1");
    }

    @Test
    void nearWordsAreFoundInAFileAndNotInNothing() throws IOException {
        NearestWords.Source file = NearestWords.Source.File.of(vectors);

        NearestWords.Result result = NearestWords.run(new NearestWords.Options(file, "DOG", 1), OperationListener.NONE);

        assertThat(result.word()).isEqualTo("dog");
        assertThat(result.nearest()).extracting(SimilarWord::word).containsExactly("puppy");
        assertThatThrownBy(() -> NearestWords.run(NearestWords.Options.of(file, "bensh"), OperationListener.NONE))
                .isInstanceOf(DataFileException.class).hasMessageEndingWith("(did you mean bench?)");
        assertThatThrownBy(() -> new NearestWords.Options(file, "dog", 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k must be >= 1, got 0");
        assertThatThrownBy(() -> NearestWords.run(NearestWords.Options.of(
                new NearestWords.Source.Model(new CollectionFolder(folder)), "dog"), OperationListener.NONE))
                .isInstanceOf(IOException.class).hasMessageContaining("no model here");
    }

    private static TrainWordVectors.Options learned(SmallWorldFiles world, Path out) {
        return TrainWordVectors.Options.of(
                new TrainWordVectors.Source.Captions(List.of(world.captions(), world.validation())), out)
                .withWord2vec(new Word2VecConfig(1, 8, 2, 5, 5, 2));
    }
}
