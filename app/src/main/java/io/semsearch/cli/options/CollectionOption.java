package io.semsearch.cli.options;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.UserFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code -c}: the collection that a command works on. */
public final class CollectionOption {

    @Option(names = {"-c", "--collection"}, paramLabel = "DIR",
            description = "Folder of the collection: model, index, reports. Default: $SEMSEARCH_COLLECTION, else "
                    + "the demo's, ~/semsearch/demo.")
    private @Nullable Path folder;

    public Path folder() {
        return folder != null ? folder : environmentFolder().orElse(defaultRoot().resolve("demo"));
    }

    /** The collection in that folder. */
    public CollectionFolder collection() {
        return new CollectionFolder(folder());
    }

    /** The folder, to read from.
     *
     * @throws IOException if it is not there */
    public Path existing() throws IOException {
        return collection().existing().path();
    }

    /** The folder that was asked for, if one was. */
    public Optional<Path> given() {
        return Optional.ofNullable(folder).or(CollectionOption::environmentFolder);
    }

    /** Where collections lie that nobody chose a place for. */
    public static Path defaultRoot() {
        return UserFolder.path().resolve("semsearch");
    }

    /** The collection that {@code SEMSEARCH_COLLECTION} names. */
    public static Optional<Path> environmentFolder() {
        return Optional.ofNullable(System.getenv("SEMSEARCH_COLLECTION")).filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
