package io.semsearch.operations.inspection;

import io.semsearch.artifact.ModelManifest;
import io.semsearch.artifact.ModelReader;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.search.IndexInfo;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Describes what a collection holds: its model and its index. */
public final class DescribeCollection {

    private DescribeCollection() {}

    /** @param model how it was trained and measured
     * @param index empty if there is none yet */
    public record Result(ModelManifest model, Optional<IndexInfo> index) {}

    /** Runs the operation, which takes moments; checks the model's files.
     *
     * @throws IOException if the collection is missing, or its model or index is damaged */
    public static Result run(CollectionFolder collection) throws IOException {
        ModelReader.verify(collection.existing().model());
        ModelManifest model = ModelReader.readManifest(collection.model());
        if (!Files.exists(collection.index())) {
            return new Result(model, Optional.empty());
        }
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            return new Result(model, Optional.of(searcher.info()));
        }
    }
}
