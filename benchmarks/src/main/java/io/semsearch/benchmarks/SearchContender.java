package io.semsearch.benchmarks;

import io.semsearch.vector.FloatMatrix;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** An index of vectors, as {@link SearchContest} measures it. */
interface SearchContender {

    /** Its name in the tables. */
    String title();

    /** True if it compares all vectors. */
    boolean isExact();

    /** Writes what an index of such vectors needs beside it, which is not measured. */
    default void prepare(FloatMatrix base, Path folder) throws IOException {}

    /** Indexes vectors of length 1; when this returns, the index is on disk.
     *
     * @param folder empty but for what was prepared */
    void build(FloatMatrix base, Path folder, int threads) throws IOException;

    /** Opens what was built. */
    Searches open(Path folder) throws IOException;

    /** An open index. */
    interface Searches extends Closeable {

        /** What one thread searches by. */
        Search ofThread() throws IOException;
    }

    /** Searches. */
    @FunctionalInterface
    interface Search {

        /** Looks for the rows nearest to a query.
         *
         * @param candidates in view; exact search has no use for it
         * @param found      the rows, in any order */
        void nearest(float[] query, int candidates, int[] found) throws IOException;
    }
}
