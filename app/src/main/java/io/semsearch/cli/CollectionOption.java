package io.semsearch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code -c}: the collection that a command works on. */
final class CollectionOption {

    private static final String LABEL = "DIR";
    private static final String DESCRIPTION = "The collection's folder: model, index, reports. Default: "
            + "$SEMSEARCH_COLLECTION, else the demo's, ~/semsearch/demo.";

    @Option(names = {"-c", "--collection"}, paramLabel = LABEL, description = DESCRIPTION)
    private @Nullable Path folder;

    /** The same option, for commands without annotations. */
    static OptionSpec option() {
        return OptionSpec.builder("-c", "--collection").type(Path.class).paramLabel(LABEL).description(DESCRIPTION)
                .build();
    }

    /** What an {@link #option} was given. */
    static CollectionOption of(OptionSpec option) {
        CollectionOption collection = new CollectionOption();
        collection.folder = option.getValue();
        return collection;
    }

    Path folder() {
        return folder != null ? folder : environmentFolder().orElse(defaultRoot().resolve("demo"));
    }

    /** The folder, to read from.
     *
     * @throws IOException if it is not there */
    Path existing() throws IOException {
        Path folder = folder();
        if (!Files.exists(folder)) {
            throw new IOException(folder + ": there is no collection here: make one with 'semsearch demo' or "
                    + "'semsearch train', or name another with -c");
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        return folder;
    }

    /** The folder that was asked for, if one was. */
    Optional<Path> given() {
        return Optional.ofNullable(folder).or(CollectionOption::environmentFolder);
    }

    /** Where collections lie that nobody chose a place for. */
    static Path defaultRoot() {
        return Path.of(System.getProperty("user.home"), "semsearch");
    }

    private static Optional<Path> environmentFolder() {
        return Optional.ofNullable(System.getenv("SEMSEARCH_COLLECTION")).filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
