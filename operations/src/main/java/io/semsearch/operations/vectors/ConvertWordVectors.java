package io.semsearch.operations.vectors;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.datasets.vectors.LoadedWordVectors;
import io.semsearch.datasets.vectors.WordVectorsOptions;
import io.semsearch.datasets.vectors.WordVectorsReader;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.Formats;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import io.semsearch.text.CaptionWords;
import io.semsearch.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Writes a file of word vectors in another form, or fewer of them. Words are kept in lower case. */
public final class ConvertWordVectors {

    private ConvertWordVectors() {}

    /** What to convert, and which words to keep.
     *
     * @param in                   GloVe text, fastText .vec, word2vec text or binary; may be gzipped or zipped
     * @param out                  the file to write: word2vec text; word2vec binary if its name ends in .bin; gzipped
     * if in .gz
     * @param captions             captions files whose words and phrases are kept; may be none
     * @param extraWords           how many other words are kept, the first ones of the file, which are the most
     *                             frequent, at least 0; empty for all, or for none if there are captions
     * @param skipsBroken          whether lines that cannot be read are skipped and counted; if not, they are an error
     * @param maxUncompressedBytes what a compressed file may unpack to */
    public record Options(Path in, Path out, List<Path> captions, OptionalInt extraWords, boolean skipsBroken,
            long maxUncompressedBytes) {

        /** @throws IllegalArgumentException if extraWords is negative */
        public Options {
            captions = List.copyOf(captions);
            if (extraWords.orElse(0) < 0) {
                throw new IllegalArgumentException("extraWords must be at least 0, got " + extraWords.getAsInt());
            }
        }

        /** Keeps all words; broken lines are an error. */
        public static Options of(Path in, Path out) {
            return new Options(in, out, List.of(), OptionalInt.empty(), false,
                    DataFiles.DEFAULT_MAX_UNCOMPRESSED_BYTES);
        }

        private int mostExtraWords() {
            return extraWords.orElse(captions.isEmpty() ? Integer.MAX_VALUE : 0);
        }
    }

    /** Runs the operation.
     *
     * @throws DataFileException if a file is damaged
     * @throws IOException       if a file cannot be read or written */
    public static WrittenVectors run(Options options, OperationListener listener) throws IOException {
        Progress progress = new CancellableProgress(listener);
        WordVectorFile file = WordVectorFile.writable(options.out());
        LoadedWordVectors loaded = WordVectorsReader.read(options.in(),
                new WordVectorsOptions(wanted(options, progress), options.mostExtraWords(), options.skipsBroken(),
                        options.maxUncompressedBytes()),
                progress);
        listener.onRemark(options.in() + ": " + Formats.count(loaded.wordsInFile(), "word")
                + SkippedLines.describe(loaded) + Formats.text("; %,d in lower case kept", loaded.vectors().size()));
        loaded.firstSkipped().forEach(listener::onRemark);
        return file.write(loaded.vectors(), listener);
    }

    private static Predicate<String> wanted(Options options, Progress progress) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : options.captions()) {
            CaptionsReader.read(file, options.maxUncompressedBytes(), progress).captions().stream()
                    .map(Caption::text).forEach(texts::add);
        }
        if (!options.captions().isEmpty()) {
            DataFiles.requireCaptions(texts, options.captions());
        }
        return new CaptionWords(Tokenizer.tokenizeAll(texts))::contains;
    }
}
