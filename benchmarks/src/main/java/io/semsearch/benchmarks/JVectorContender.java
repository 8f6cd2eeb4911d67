package io.semsearch.benchmarks;

import io.github.jbellis.jvector.disk.ReaderSupplier;
import io.github.jbellis.jvector.disk.ReaderSupplierFactory;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** JVector, with full-precision vectors in its file. */
final class JVectorContender implements SearchContender {

    /** Neighbours of a node on the lowest level and on the others: as other contenders with M 16. */
    private static final List<Integer> NEIGHBOURS = List.of(32, 16);
    private static final int CANDIDATES = 100;
    private static final float OVERFLOW = 1.2f;
    private static final float ALPHA = 1.2f;
    private static final VectorTypeSupport VECTORS = VectorizationProvider.getInstance().getVectorTypeSupport();
    private static final VectorSimilarityFunction SIMILARITY = VectorSimilarityFunction.DOT_PRODUCT;

    @Override
    public String title() {
        return "JVector";
    }

    @Override
    public boolean isExact() {
        return false;
    }

    @Override
    @SuppressWarnings("deprecation") // the builders that are not deprecated have no parameter for the number of threads
    public void build(FloatMatrix base, Path folder, int threads) throws IOException {
        List<VectorFloat<?>> rows = new ArrayList<>();
        for (int row = 0; row < base.rows(); row++) {
            rows.add(VECTORS.createFloatVector(base.row(row)));
        }
        RandomAccessVectorValues values = new ListRandomAccessVectorValues(rows, base.columns());
        BuildScoreProvider scores = BuildScoreProvider.randomAccessScoreProvider(values, SIMILARITY);
        try (ForkJoinPool pool = new ForkJoinPool(threads);
                GraphIndexBuilder builder = new GraphIndexBuilder(scores, base.columns(), NEIGHBOURS, CANDIDATES,
                        OVERFLOW, ALPHA, true, true, pool, pool)) {
            OnDiskGraphIndex.write(builder.build(values), values, folder.resolve("index"));
        }
    }

    @Override
    public Searches open(Path folder) throws IOException {
        ReaderSupplier file = ReaderSupplierFactory.open(folder.resolve("index"));
        OnDiskGraphIndex index = OnDiskGraphIndex.load(file);
        return new Searches() {
            @Override
            public Search ofThread() {
                GraphSearcher searcher = new GraphSearcher(index);
                return (query, candidates, found) -> {
                    SearchResult result = searcher.search(
                            DefaultSearchScoreProvider.exact(VECTORS.createFloatVector(query), SIMILARITY,
                                    (RandomAccessVectorValues) searcher.getView()),
                            found.length, candidates, 0f, 0f, Bits.ALL);
                    for (int i = 0; i < found.length; i++) {
                        found[i] = result.getNodes()[i].node;
                    }
                };
            }

            @Override
            public void close() throws IOException {
                index.close();
                file.close();
            }
        };
    }
}
