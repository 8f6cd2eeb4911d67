package io.semsearch.operations.vectors;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.vectors.LoadedWordVectors;
import io.semsearch.datasets.vectors.WordVectorsOptions;
import io.semsearch.datasets.vectors.WordVectorsReader;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.Formats;
import io.semsearch.operations.OperationListener;
import io.semsearch.text.CaptionWords;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.Terms;
import io.semsearch.trainer.word2vec.Word2VecConfig;
import io.semsearch.trainer.word2vec.Word2VecTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Where the words of captions get their vectors from. */
public sealed interface WordVectorSource {

    /** A name for people, kept with the model. */
    String name();

    /** The vectors of the words of captions, and of further words.
     *
     * @param captions             the words of each
     * @param seed                 of what is drawn
     * @param maxUncompressedBytes what a compressed file may unpack to
     * @throws DataFileException if the file is damaged, or the captions have too few words
     * @throws IOException       if the file cannot be read */
    InMemoryWordVectors load(Iterable<List<String>> captions, long seed, long maxUncompressedBytes,
            OperationListener listener) throws IOException;

    /** word2vec, trained on the captions themselves. */
    record Captions() implements WordVectorSource {

        @Override
        public String name() {
            return "word2vec of the captions";
        }

        @Override
        public InMemoryWordVectors load(Iterable<List<String>> captions, long seed, long maxUncompressedBytes,
                OperationListener listener) throws DataFileException {
            try {
                return Word2VecTrainer.train(captions, Word2VecConfig.forCaptions(seed),
                        new CancellableProgress(listener));
            } catch (IllegalArgumentException e) {
                throw new DataFileException("word vectors of the captions: " + e.getMessage() + "; give --vectors", e);
            }
        }
    }

    /** A file of word vectors.
     *
     * @param file       GloVe text, fastText .vec, word2vec text or binary; may be gzipped or zipped
     * @param extraWords how many of the file's other words are kept beside those of the captions, the first ones of the
     *                   file, which are the most frequent; at least 0
     * @param skipsBroken whether lines that cannot be read are skipped and counted; if not, they are an error */
    record File(Path file, int extraWords, boolean skipsBroken) implements WordVectorSource {

        /** Other words of a file that are kept for queries. */
        public static final int DEFAULT_EXTRA_WORDS = 20_000;

        /** @throws IllegalArgumentException if extraWords is negative */
        public File {
            if (extraWords < 0) {
                throw new IllegalArgumentException("extraWords must be at least 0, got " + extraWords);
            }
        }

        /** With the default number of other words; broken lines are an error. */
        public static File of(Path file) {
            return new File(file, DEFAULT_EXTRA_WORDS, false);
        }

        @Override
        public String name() {
            return String.valueOf(file.getFileName());
        }

        @Override
        public InMemoryWordVectors load(Iterable<List<String>> captions, long seed, long maxUncompressedBytes,
                OperationListener listener) throws IOException {
            CaptionWords words = new CaptionWords(captions);
            LoadedWordVectors loaded = WordVectorsReader.read(file,
                    new WordVectorsOptions(words::contains, extraWords, skipsBroken, maxUncompressedBytes),
                    new CancellableProgress(listener));
            listener.onRemark(found(loaded, words));
            loaded.firstSkipped().forEach(listener::onRemark);
            return loaded.vectors();
        }

        private static String found(LoadedWordVectors loaded, CaptionWords words) {
            InMemoryWordVectors vectors = loaded.vectors();
            List<String> ofCaptions = IntStream.range(0, vectors.size()).mapToObj(vectors::word)
                    .filter(words::contains).toList();
            long phrases = ofCaptions.stream().filter(word -> Terms.words(word).size() > 1).count();
            return Formats.text(
                    "word vectors: %,d of the captions' %,d words%s, and %,d others, %d values each (%,d in the file%s)",
                    ofCaptions.size() - phrases, words.size(),
                    phrases == 0 ? "" : ", " + Formats.count(phrases, "phrase") + " in them",
                    vectors.size() - ofCaptions.size(), vectors.dimension(), loaded.wordsInFile(),
                    SkippedLines.describe(loaded));
        }
    }
}
