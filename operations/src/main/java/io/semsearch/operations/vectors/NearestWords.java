package io.semsearch.operations.vectors;

import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.vectors.WordVectorsOptions;
import io.semsearch.datasets.vectors.WordVectorsReader;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.OperationListener;
import io.semsearch.search.local.Spellings;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.SimilarWord;
import io.semsearch.text.Terms;
import io.semsearch.text.Tokenizer;
import io.semsearch.text.Vocabulary;
import io.semsearch.text.WordVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** Finds the words whose vectors are nearest to a word's, by cosine. */
public final class NearestWords {

    private NearestWords() {}

    /** The words to look among. */
    public sealed interface Source {

        /** Those of a collection's model. */
        record Model(CollectionFolder collection) implements Source {}

        /** Those of a file.
         *
         * @param path                 GloVe text, fastText .vec, word2vec text or binary; may be gzipped or zipped
         * @param mostWords            how many words are looked at, the first ones of the file
         * @param maxUncompressedBytes what a compressed file may unpack to */
        record File(Path path, int mostWords, long maxUncompressedBytes) implements Source {

            /** @throws IllegalArgumentException if mostWords is negative */
            public File {
                if (mostWords < 0) {
                    throw new IllegalArgumentException("mostWords must be at least 0, got " + mostWords);
                }
            }

            /** All words of a file. */
            public static File of(Path path) {
                return new File(path, Integer.MAX_VALUE, DataFiles.DEFAULT_MAX_UNCOMPRESSED_BYTES);
            }
        }
    }

    /** What to look for.
     *
     * @param source the words to look among
     * @param word   a word, or a phrase that has a vector
     * @param k      how many words to find, at least 1 */
    public record Options(Source source, String word, int k) {

        /** Words that are found. */
        public static final int DEFAULT_K = 10;

        /** @throws IllegalArgumentException if k is below 1 */
        public Options {
            if (k < 1) {
                throw new IllegalArgumentException("k must be >= 1, got " + k);
            }
        }

        /** The ten nearest words. */
        public static Options of(Source source, String word) {
            return new Options(source, word, DEFAULT_K);
        }
    }

    /** @param word    as its vector is named
     * @param nearest the most similar first, without the word itself */
    public record Result(String word, List<SimilarWord> nearest) {}

    /** Words that are looked among.
     *
     * @param frequency of the word with a number, to choose among spellings */
    private record Words(String name, WordVectors vectors, IntUnaryOperator frequency) {}

    /** Runs the operation.
     *
     * @throws IllegalArgumentException if more than one word is given that is not a phrase
     * @throws DataFileException        if the word has no vector; the message suggests spellings
     * @throws IOException              if the model or the file cannot be read */
    public static Result run(Options options, OperationListener listener) throws IOException {
        String wanted = options.word().strip().toLowerCase(Locale.ROOT);
        Words words = switch (options.source()) {
            case Source.Model model -> ofModel(model.collection());
            case Source.File file -> ofFile(file, wanted, listener);
        };
        int index = find(wanted, words);
        return new Result(words.vectors.word(index), SimilarWord.nearest(words.vectors, index, options.k()));
    }

    private static Words ofModel(CollectionFolder collection) throws IOException {
        Path model = collection.existing().model();
        CaptionEmbedder embedder = ModelReader.read(model).captionEmbedder();
        return new Words(model.toString(), embedder.wordVectors(), embedder.documentFrequencies()::documentFrequency);
    }

    private static Words ofFile(Source.File file, String wanted, OperationListener listener) throws IOException {
        String phrase = String.join("_", Tokenizer.tokenize(wanted));
        Set<String> kept = wanted.equals(phrase) ? Set.of(wanted) : Set.of(wanted, phrase);
        WordVectors vectors = WordVectorsReader.read(file.path(),
                new WordVectorsOptions(kept, file.mostWords(), false, file.maxUncompressedBytes()),
                new CancellableProgress(listener)).vectors();
        return new Words(file.path().toString(), vectors, index -> vectors.size() - index);
    }

    /** A word of a file may be one that the tokenizer would cut ({@code don't}): it is found as it is written. */
    private static int find(String wanted, Words words) throws DataFileException {
        List<String> terms = words.vectors.indexOf(wanted) == Vocabulary.UNKNOWN
                ? Terms.of(wanted, words.vectors)
                : List.of(wanted);
        if (terms.size() > 1) {
            throw new IllegalArgumentException("expected one word, or a phrase that has a vector, got "
                    + terms.stream().map(term -> "'" + term + "'").collect(Collectors.joining(", ")));
        }
        String term = terms.isEmpty() ? wanted : terms.getFirst();
        int index = words.vectors.indexOf(term);
        if (index == Vocabulary.UNKNOWN) {
            List<String> spellings = new Spellings(words.vectors, words.frequency).nearest(List.of(term))
                    .getOrDefault(term, List.of());
            throw new DataFileException(words.name + ": no vector is known for '" + term + "'"
                    + (spellings.isEmpty() ? "" : " (did you mean " + String.join(", ", spellings) + "?)"));
        }
        return index;
    }
}
