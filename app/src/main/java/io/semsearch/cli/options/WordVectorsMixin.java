package io.semsearch.cli.options;

import io.semsearch.operations.vectors.WordVectorSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the words get their vectors from. */
public final class WordVectorsMixin {

    @Option(names = "--vectors", paramLabel = "F",
            description = "Word vectors: GloVe text, fastText .vec, word2vec text or binary, with phrases (hot_dog) or "
                    + "without; may be gzipped or zipped. Default: word2vec is trained on the captions.")
    private @Nullable Path file;

    @Option(names = "--extra-words", paramLabel = "N", defaultValue = "" + WordVectorSource.File.DEFAULT_EXTRA_WORDS,
            description = "How many other words of --vectors the model keeps for queries, besides those of the "
                    + "captions: the most frequent ones. Default: ${DEFAULT-VALUE}.")
    private int extraWords;

    @Option(names = "--skip-bad-vectors", description = "Count and skip lines of --vectors that cannot be read, "
            + "instead of refusing the file.")
    private boolean skipsBroken;

    /** What was chosen. */
    public WordVectorSource source() {
        return file == null
                ? new WordVectorSource.Captions()
                : new WordVectorSource.File(file, extraWords, skipsBroken);
    }
}
