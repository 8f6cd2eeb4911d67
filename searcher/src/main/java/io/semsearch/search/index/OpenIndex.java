package io.semsearch.search.index;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.search.Space;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.hnsw.HnswGraph;

/** One commit of an index that is open for reading: its segments, and what is kept in memory of them. Thread-safe. */
public final class OpenIndex {

    private final DirectoryReader reader;
    private final Path collection;
    private final StoredImages images;
    private final Penalties penalties;

    private OpenIndex(DirectoryReader reader, Path collection, Penalties penalties) {
        this.reader = reader;
        this.collection = collection;
        this.images = new StoredImages(reader, collection);
        this.penalties = penalties;
    }

    /** @param collection the folder that paths of local image files are relative to */
    public static OpenIndex of(DirectoryReader reader, Path collection) {
        return new OpenIndex(reader, collection, new Penalties());
    }

    /** Another commit of the same index. What is in memory of segments that both have is shared. */
    public OpenIndex at(DirectoryReader other) {
        return new OpenIndex(other, collection, new Penalties(penalties, other.leaves()));
    }

    /** Lucene's reader. */
    public DirectoryReader reader() {
        return reader;
    }

    /** What the index holds of single images. */
    public StoredImages images() {
        return images;
    }

    /** Lucene's segments. */
    public List<LeafReaderContext> segments() {
        return reader.leaves();
    }

    /** Number of images of a segment that no search of its graph can reach; -1 if the segment has no graph. */
    public static int unreachable(LeafReaderContext leaf, Space space) throws IOException {
        Optional<HnswGraph> graph = GraphSearch.graph(leaf.reader(), StoredImages.field(space));
        return graph.isPresent() ? GraphReach.unreachable(graph.get()) : -1;
    }

    /** The hubness penalties of a segment's documents; shared, do not modify. */
    float[] penalties(LeafReader segment, HubnessCorrection correction) throws IOException {
        return penalties.of(segment, correction);
    }
}
