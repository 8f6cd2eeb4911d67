package io.semsearch.cli;

import io.semsearch.datasets.DataFileException;
import io.semsearch.datasets.vectors.LoadedWordVectors;
import io.semsearch.datasets.vectors.WordVectorsOptions;
import io.semsearch.datasets.vectors.WordVectorsReader;
import io.semsearch.text.CaptionWords;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.Terms;
import io.semsearch.trainer.Word2VecConfig;
import io.semsearch.trainer.Word2VecTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the words get their vectors from. */
final class WordVectorsMixin {

    @Option(names = "--vectors", paramLabel = "F",
            description = "Word vectors: GloVe text, fastText .vec, word2vec text or binary, with phrases (hot_dog) or without; "
                    + "may be gzipped or zipped. Default: word2vec is "
                    + "trained on the captions.")
    private @Nullable Path file;

    @Option(names = "--extra-words", paramLabel = "N", defaultValue = "20000",
            description = "How many of the most frequent other words of --vectors the model keeps beside those of the "
                    + "captions, for queries. Default: ${DEFAULT-VALUE}.")
    private int extraWords;

    @Option(names = "--skip-bad-vectors", description = "Count and pass over lines of --vectors that cannot be read, "
            + "instead of refusing the file.")
    private boolean skipBroken;

    /** Names the source, for the model's manifest. */
    String describe() {
        return file == null ? "word2vec of the captions" : file.getFileName().toString();
    }

    InMemoryWordVectors load(Iterable<List<String>> sentences, long seed, long maxUncompressedBytes,
            Console console) throws IOException {
        if (file == null) {
            return train(sentences, seed, console);
        }
        CaptionWords words = new CaptionWords(sentences);
        LoadedWordVectors loaded = WordVectorsReader.read(file,
                new WordVectorsOptions(words::contains, extraWords, skipBroken, maxUncompressedBytes),
                console.progress());
        tellWhatWasFound(loaded, words, console);
        loaded.firstSkipped().forEach(line -> console.note("%s", line));
        return loaded.vectors();
    }

    private static InMemoryWordVectors train(Iterable<List<String>> sentences, long seed, Console console)
            throws DataFileException {
        try {
            return Word2VecTrainer.train(sentences, Word2VecConfig.forCaptions(seed), console.progress());
        } catch (IllegalArgumentException e) {
            throw new DataFileException("word vectors of the captions: " + e.getMessage() + "; give --vectors", e);
        }
    }

    private static void tellWhatWasFound(LoadedWordVectors loaded, CaptionWords words, Console console) {
        InMemoryWordVectors vectors = loaded.vectors();
        long all = IntStream.range(0, vectors.size()).mapToObj(vectors::word).filter(words::contains).count();
        long phrases = IntStream.range(0, vectors.size()).mapToObj(vectors::word).filter(words::contains)
                .filter(word -> Terms.words(word).size() > 1).count();
        console.note(
                "word vectors: %,d of the captions' %,d words%s, and %,d others, %d values each (%,d in the file%s)",
                all - phrases, words.size(), phrases == 0 ? "" : ", " + Formats.count(phrases, "phrase") + " in them",
                vectors.size() - all, vectors.dimension(), loaded.wordsInFile(), oddities(loaded));
    }

    /** What a reader passed over, for a message. */
    static String oddities(LoadedWordVectors loaded) {
        String duplicates = loaded.duplicates() == 0
                ? ""
                : Formats.text(", %,d of them repeated: the first counts", loaded.duplicates());
        return duplicates
                + (loaded.skipped() == 0 ? "" : Formats.text(", %,d broken lines passed over", loaded.skipped()));
    }
}
