package io.semsearch.benchmarks;

import io.semsearch.vector.FloatMatrix;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A vector index that {@link SearchContest} measures. */
interface SearchContender {

    /** Its name in the tables. */
    String title();

    /** True if it compares all vectors. */
    boolean isExact();

    /** Writes what the index also needs; not measured. */
    default void prepare(FloatMatrix base, Path folder) throws IOException {}

    /** Indexes unit vectors; when this returns, the index is on disk.
     *
     * @param folder holds only what was prepared */
    void build(FloatMatrix base, Path folder, int threads) throws IOException;

    /** Opens what was built. */
    Searches open(Path folder) throws IOException;

    /** An open index. */
    interface Searches extends Closeable {

        /** The search of one thread. */
        Search ofThread() throws IOException;
    }

    /** Searches of one thread. */
    @FunctionalInterface
    interface Search {

        /** Finds the rows nearest to a query.
         *
         * @param candidates efSearch; exact search ignores it
         * @param found      receives the rows, in any order */
        void nearest(float[] query, int candidates, int[] found) throws IOException;
    }
}
