package io.semsearch.benchmarks;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.Space;
import io.semsearch.search.index.Accepted;
import io.semsearch.search.index.Deadline;
import io.semsearch.search.index.IndexFiles;
import io.semsearch.search.index.Neighbour;
import io.semsearch.search.index.OpenIndex;
import io.semsearch.search.index.VectorQuery;
import io.semsearch.search.index.VectorSearch;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The core of an {@link io.semsearch.search.local.ImageSearcher}: from a vector to image ids, without planning and
 * without reading stored fields. */
final class InnerSearch implements AutoCloseable {

    private final OpenIndex index;

    private InnerSearch(OpenIndex index) {
        this.index = index;
    }

    /** Opens a collection. */
    static InnerSearch open(Path collection) throws IOException {
        return new InnerSearch(OpenIndex.of(IndexFiles.open(collection.resolve(IndexSchema.FOLDER)), collection));
    }

    /** Searches the graph. */
    void hnsw(float[] query, int efSearch, int[] found) throws IOException {
        copy(search(query).approximate(efSearch).best(found.length), found);
    }

    /** Compares all images. */
    void exact(float[] query, int[] found) throws IOException {
        copy(search(query).exact(found.length, Set.of()), found);
    }

    private VectorSearch search(float[] query) {
        float[] vector = query.clone();
        Vectors.l2Normalize(vector);
        return new VectorSearch(index, new VectorQuery(Space.SEMANTIC, vector, Set.of(), HubnessCorrection.NONE),
                Accepted.all(index.images().size()), new Deadline(System.nanoTime(), Optional.empty()));
    }

    private static void copy(List<Neighbour> near, int[] found) {
        for (int i = 0; i < found.length; i++) {
            found[i] = (int) near.get(i).imageId();
        }
    }

    @Override
    public void close() throws IOException {
        index.reader().close();
    }
}
