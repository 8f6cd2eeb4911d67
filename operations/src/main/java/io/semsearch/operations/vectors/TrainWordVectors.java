package io.semsearch.operations.vectors;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.datasets.text.TextLinesReader;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.Formats;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.Tokenizer;
import io.semsearch.trainer.word2vec.PhraseConfig;
import io.semsearch.trainer.word2vec.PhraseDetector;
import io.semsearch.trainer.word2vec.Phrases;
import io.semsearch.trainer.word2vec.Word2VecConfig;
import io.semsearch.trainer.word2vec.Word2VecTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Learns word vectors from text by word2vec, and writes them to a file. */
public final class TrainWordVectors {

    private TrainWordVectors() {}

    /** The text to learn from. */
    public sealed interface Source {

        /** Captions files in any form that {@code CaptionsReader} reads; may be gzipped or zipped. */
        record Captions(List<Path> files) implements Source {

            /** Copies. */
            public Captions {
                files = List.copyOf(files);
            }
        }

        /** A text file in UTF-8, one sentence a line; may be gzipped or zipped. */
        record Text(Path file) implements Source {}
    }

    /** What to learn from, and how.
     *
     * @param source               the text
     * @param out                  the file to write: word2vec text; word2vec binary if its name ends in .bin; gzipped
     * if in .gz
     * @param word2vec             how to learn
     * @param phrases              which words are first joined to phrases; empty for none
     * @param maxUncompressedBytes what a compressed file may unpack to */
    public record Options(Source source, Path out, Word2VecConfig word2vec, Optional<PhraseConfig> phrases,
            long maxUncompressedBytes) {

        /** The seed of all draws. */
        public static final long DEFAULT_SEED = 1;

        /** How many times as often as by chance words must be adjacent to be joined. */
        public static final int DEFAULT_PHRASE_THRESHOLD = 100;

        /** The defaults: as for captions, no phrases. */
        public static Options of(Source source, Path out) {
            return new Options(source, out, Word2VecConfig.forCaptions(DEFAULT_SEED), Optional.empty(),
                    DataFiles.DEFAULT_MAX_UNCOMPRESSED_BYTES);
        }

        /** This with another way to learn. */
        public Options withWord2vec(Word2VecConfig other) {
            return new Options(source, out, other, phrases, maxUncompressedBytes);
        }

        /** This with phrases.
         *
         * @param threshold how many times as often as by chance words must be adjacent, greater than 0 */
        public Options withPhrases(double threshold) {
            return new Options(source, out, word2vec, Optional.of(
                    new PhraseConfig(threshold, PhraseConfig.DISCOUNT, word2vec.minimumCount())), maxUncompressedBytes);
        }
    }

    /** Runs the operation.
     *
     * @throws DataFileException if a file is damaged, or has too few words
     * @throws IOException       if a file cannot be read or written */
    public static WrittenVectors run(Options options, OperationListener listener) throws IOException {
        Progress progress = new CancellableProgress(listener);
        WordVectorFile file = WordVectorFile.writable(options.out());
        Iterable<List<String>> sentences = Tokenizer.tokenizeAll(readLines(options, progress));
        if (options.phrases().isPresent()) {
            Phrases found = PhraseDetector.detect(sentences, options.phrases().get(), progress);
            listener.onRemark(Formats.text("phrases: %,d", found.terms().size()));
            sentences = found.joinAll(sentences);
        }
        return file.write(train(sentences, options, progress), listener);
    }

    /** Captions files are not joined by their images: which image a caption describes does not matter here. A caption
     * that is in several files counts once, as in training a model. */
    private static List<String> readLines(Options options, Progress progress) throws IOException {
        return switch (options.source()) {
            case Source.Text text -> TextLinesReader.read(text.file(), options.maxUncompressedBytes(), progress);
            case Source.Captions captions -> {
                Set<Caption> distinct = new LinkedHashSet<>();
                for (Path file : captions.files()) {
                    distinct.addAll(
                            CaptionsReader.read(file, options.maxUncompressedBytes(), progress).captions());
                }
                List<String> lines = distinct.stream().map(Caption::text).toList();
                DataFiles.requireCaptions(lines, captions.files());
                yield lines;
            }
        };
    }

    private static InMemoryWordVectors train(Iterable<List<String>> sentences, Options options, Progress progress)
            throws DataFileException {
        try {
            return Word2VecTrainer.train(sentences, options.word2vec(), progress);
        } catch (IllegalArgumentException e) {
            String files = switch (options.source()) {
                case Source.Text text -> text.file().toString();
                case Source.Captions captions -> DataFiles.names(captions.files());
            };
            throw new DataFileException(files + ": " + e.getMessage() + "; give more, or lower --min-count", e);
        }
    }
}
