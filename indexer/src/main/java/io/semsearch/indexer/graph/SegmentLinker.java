package io.semsearch.indexer.graph;

import io.semsearch.schema.HnswParameters;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.util.IORunnable;

/** Builds the graphs of all vector fields of a segment. Thread-safe. */
public final class SegmentLinker {

    private final HnswParameters parameters;
    private final int threads;
    private final LongConsumer progress;

    /** Creates a linker.
     *
     * @param threads  number of threads that build a graph; the graph does not depend on it
     * @param progress receives the number of linked vectors, in all fields together */
    public SegmentLinker(HnswParameters parameters, int threads, LongConsumer progress) {
        this.parameters = parameters;
        this.threads = threads;
        this.progress = progress;
    }

    /** A copy with one thread and without progress. */
    SegmentLinker inBackground() {
        return new SegmentLinker(parameters, 1, linked -> {});
    }

    /** The segment as a view with graphs.
     *
     * @param segment    without graphs
     * @param abortCheck called periodically; throws if the work was cancelled */
    CodecReader link(CodecReader segment, IORunnable abortCheck) throws IOException {
        Map<String, LinkedGraph> graphs = new HashMap<>();
        long linked = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(threads,
                Thread.ofPlatform().name("link-", 0).daemon().factory())) {
            for (FieldInfo field : segment.getFieldInfos()) {
                if (!field.hasVectorValues()) {
                    continue;
                }
                FloatVectorValues vectors = segment.getVectorReader().getFloatVectorValues(field.name);
                long before = linked;
                graphs.put(field.name, new GraphBuilder(vectors, field.getVectorSimilarityFunction(), parameters)
                        .build(threads, new TaskExecutor(executor), count -> {
                            abortCheck.run();
                            progress.accept(before + count);
                        }));
                linked += vectors.size();
            }
        }
        return new LinkedSegment(segment, graphs);
    }
}
