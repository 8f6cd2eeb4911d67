package io.semsearch.operations.evaluation;

import io.semsearch.artifact.ModelManifest;
import io.semsearch.artifact.ModelReader;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts models side by side: what was measured in training, time, size, and the options that differ. */
public final class CompareModels {

    private CompareModels() {}

    /** What to compare.
     *
     * @param collections with models, at least one; their order is that of the result */
    public record Options(List<Path> collections) {

        /** @throws IllegalArgumentException if there is no collection */
        public Options {
            collections = List.copyOf(collections);
            if (collections.isEmpty()) {
                throw new IllegalArgumentException("collections must name at least one folder");
            }
        }
    }

    /** Runs the operation. A remark says so if the models were measured on sets of different size.
     *
     * @throws IOException if a collection has no model, or it cannot be read */
    public static ModelComparison run(Options options, OperationListener listener) throws IOException {
        List<ModelManifest> models = new ArrayList<>();
        for (Path collection : options.collections()) {
            if (!Files.exists(collection)) {
                throw new NoSuchFileException(collection.toString());
            }
            models.add(ModelReader.readManifest(new CollectionFolder(collection).model()));
        }
        ModelComparison comparison = new ModelComparison(options.collections(), models);
        if (comparison.isOnDifferentSets()) {
            listener.onRemark(
                    "the models were measured on different numbers of images or captions: their metrics cannot "
                            + "be compared; measure them with 'semsearch evaluate' on one set");
        }
        return comparison;
    }
}
