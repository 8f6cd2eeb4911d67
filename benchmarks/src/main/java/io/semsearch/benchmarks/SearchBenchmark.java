package io.semsearch.benchmarks;

import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Times image-to-image search in a warm JVM: {@code -p collection=DIR} names any indexed collection. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SearchBenchmark {

    /** The collection's folder. */
    @Param("")
    public String collection = "";

    /** The first image id of the queries; {@link #idStep} is the step to the next. */
    @Param("10")
    public long firstId;

    /** See {@link #firstId}. */
    @Param("7")
    public long idStep;

    /** Exact or approximate. */
    @Param({"EXACT", "HNSW"})
    public SearchMode mode = SearchMode.EXACT;

    /** The space that is searched. */
    @Param({"SEMANTIC", "FEATURES"})
    public Space space = Space.SEMANTIC;

    @SuppressWarnings("NullAway.Init") // JMH calls open() first
    private ImageSearcher searcher;
    private final SplittableRandom random = new SplittableRandom(1);

    /** Opens the collection. */
    @Setup
    public void open() throws IOException {
        searcher = ImageSearcher.open(Path.of(collection));
    }

    /** Closes it. */
    @TearDown
    public void close() throws IOException {
        searcher.close();
    }

    /** Finds ten images similar to a random one. */
    @Benchmark
    public SearchResult similar() throws IOException {
        long id = firstId + idStep * random.nextInt(searcher.size());
        return searcher.search(Query.image(id), SearchOptions.top(10).withMode(mode).withSpace(space));
    }
}
