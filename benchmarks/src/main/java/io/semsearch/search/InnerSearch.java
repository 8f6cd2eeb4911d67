package io.semsearch.search;

import io.semsearch.hubness.HubnessCorrection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The innermost part of what an {@link ImageSearcher} does, for measurements: from a vector to the numbers of images, without
 * a plan, and without reading what is stored of the hits. */
public final class InnerSearch implements AutoCloseable {

    private final Snapshot snapshot;

    private InnerSearch(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Opens a collection. */
    public static InnerSearch open(Path collection) throws IOException {
        return new InnerSearch(Snapshot.open(collection));
    }

    /** Walks the graph. */
    public void hnsw(float[] query, int efSearch, int[] found) throws IOException {
        copy(search(query).walk(efSearch).best(found.length), found);
    }

    /** Compares all. */
    public void exact(float[] query, int[] found) throws IOException {
        copy(search(query).exact(found.length, Set.of()), found);
    }

    private VectorSearch search(float[] query) {
        ComposedQuery composed = new ComposedQuery(query.length);
        composed.add(new Contribution.Vector(0), query, 1, 1);
        composed.normalize();
        return new VectorSearch(snapshot, Space.SEMANTIC, composed, HubnessCorrection.NONE,
                Accepted.all(snapshot.images().size()), new Deadline(System.nanoTime(), Optional.empty()));
    }

    private static void copy(List<Neighbour> near, int[] found) {
        for (int i = 0; i < found.length; i++) {
            found[i] = (int) near.get(i).imageId();
        }
    }

    @Override
    public void close() throws IOException {
        snapshot.close();
    }
}
