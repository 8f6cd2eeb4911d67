package io.semsearch.search;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.jspecify.annotations.Nullable;

/** The graphs of an open index: in their files at first, in memory once they were walked often, as a service does. Safe to
 * use from many threads. */
final class LoadedGraphs {

    /** Walks after which more are to be expected. To load a graph takes as long as some hundreds save. */
    private static final int WALKS = 256;
    /** What one graph may take of the heap: 132 bytes an image, where m is 16. */
    private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 16;

    private final Map<Key, Walked> graphs = new ConcurrentHashMap<>();

    LoadedGraphs() {}

    /** @param earlier of the index before it changed: what was loaded of segments that are still there serves again */
    LoadedGraphs(LoadedGraphs earlier, List<LeafReaderContext> leaves) {
        Set<Object> segments = leaves.stream().map(leaf -> Penalties.segmentKey(leaf.reader()))
                .collect(Collectors.toSet());
        earlier.graphs.forEach((key, walked) -> {
            if (segments.contains(key.segment)) {
                graphs.put(key, walked);
            }
        });
    }

    private record Key(Object segment, String field) {}

    private static final class Walked {

        private final AtomicInteger times = new AtomicInteger();
        private volatile @Nullable LoadedGraph loaded;
    }

    /** The graph of a field, for one walk; empty if the segment has none. */
    Optional<HnswGraph> of(LeafReader segment, String field) throws IOException {
        Walked walked = graphs.computeIfAbsent(new Key(Penalties.segmentKey(segment), field), key -> new Walked());
        LoadedGraph loaded = walked.loaded;
        if (loaded != null) {
            return Optional.of(loaded.forOneWalk());
        }
        Optional<HnswGraph> graph = GraphWalk.graph(segment, field);
        // one of the threads loads it, the others go on in the file
        if (graph.isPresent() && walked.times.incrementAndGet() == WALKS
                && LoadedGraph.fits(graph.get(), MOST_BYTES)) {
            walked.loaded = LoadedGraph.of(graph.get());
        }
        return graph;
    }
}
