package io.semsearch.operations.inspection;

import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.search.local.IndexVerifier;
import io.semsearch.search.local.VerificationReport;
import java.io.IOException;
import java.nio.file.Path;

/** Looks through a whole collection: checksums, every image, the graphs, what approximate search finds,
 * near-duplicates. */
public final class VerifyIndex {

    private VerifyIndex() {}

    /** What to look at.
     *
     * @param collection              with a model and an index
     * @param nearDuplicateSimilarity cosine of features from which on two images are near-duplicates, in (0, 1] */
    public record Options(CollectionFolder collection, double nearDuplicateSimilarity) {

        /** Versions of one photo; what shows one scene twice is mostly below
         * (docs/decisions/0094-near-duplicates.md). */
        public static final double DEFAULT_NEAR_DUPLICATE_SIMILARITY = 0.98;

        /** @throws IllegalArgumentException if the similarity is out of bounds */
        public Options {
            if (!(nearDuplicateSimilarity > 0 && nearDuplicateSimilarity <= 1)) {
                throw new IllegalArgumentException(
                        "the similarity of near-duplicates must lie in (0, 1], got " + nearDuplicateSimilarity);
            }
        }

        /** With the defaults. */
        public static Options of(Path collection) {
            return new Options(new CollectionFolder(collection), DEFAULT_NEAR_DUPLICATE_SIMILARITY);
        }
    }

    /** Runs the operation.
     *
     * @return with the problems that were found
     * @throws IOException if the collection is missing, or too damaged to be looked through */
    public static VerificationReport run(Options options, OperationListener listener) throws IOException {
        return IndexVerifier.verify(options.collection().existing().path(), options.nearDuplicateSimilarity(),
                new CancellableProgress(listener));
    }
}
