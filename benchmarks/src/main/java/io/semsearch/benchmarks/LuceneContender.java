package io.semsearch.benchmarks;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelDraft;
import io.semsearch.artifact.ModelReader;
import io.semsearch.artifact.ModelWriter;
import io.semsearch.dataset.EncoderId;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.indexer.VectorIndexer;
import io.semsearch.projection.ImageProjection;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.Hit;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.local.ImageSearcher;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.store.FSDirectory;

/** An index written by semsearch, searched in several ways. */
enum LuceneContender implements SearchContender {

    /** Whole searches by {@link ImageSearcher}, stored fields of the hits included. */
    SEARCHER("semsearch, ImageSearcher", false) {
        @Override
        public Searches open(Path folder) throws IOException {
            return searcher(folder, SearchMode.HNSW);
        }
    },

    /** The graph search alone, up to image ids. */
    WALK("semsearch, graph search", false) {
        @Override
        public Searches open(Path folder) throws IOException {
            return inner(folder, InnerSearch::hnsw);
        }
    },

    /** Lucene's {@code searchNearestVectors}. It returns document numbers, which are image ids here. */
    LUCENE("Lucene, searchNearestVectors", false) {
        @Override
        public Searches open(Path folder) throws IOException {
            FSDirectory directory = FSDirectory.open(folder.resolve(IndexSchema.FOLDER));
            DirectoryReader reader = DirectoryReader.open(directory);
            LeafReader leaf = reader.leaves().getFirst().reader();
            return new Searches() {
                @Override
                public Search ofThread() {
                    return (query, candidates, found) -> {
                        TopKnnCollector collector = new TopKnnCollector(candidates, Integer.MAX_VALUE);
                        leaf.searchNearestVectors(IndexSchema.SEMANTIC, query, collector,
                                AcceptDocs.fromLiveDocs(null, leaf.maxDoc()));
                        ScoreDoc[] near = collector.topDocs().scoreDocs;
                        for (int i = 0; i < found.length; i++) {
                            found[i] = near[i].doc;
                        }
                    };
                }

                @Override
                public void close() throws IOException {
                    reader.close();
                    directory.close();
                }
            };
        }
    },

    /** Whole exact searches by {@link ImageSearcher}. */
    EXACT_SEARCHER("semsearch exact, ImageSearcher", true) {
        @Override
        public Searches open(Path folder) throws IOException {
            return searcher(folder, SearchMode.EXACT);
        }
    },

    /** Exact search alone, up to image ids. */
    EXACT("semsearch exact", true) {
        @Override
        public Searches open(Path folder) throws IOException {
            return inner(folder, (inner, query, candidates, found) -> inner.exact(query, found));
        }
    };

    private final String title;
    private final boolean exact;

    LuceneContender(String title, boolean exact) {
        this.title = title;
        this.exact = exact;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean isExact() {
        return exact;
    }

    /** Writes the model that a searcher needs; its projection is the identity. */
    @Override
    public void prepare(FloatMatrix base, Path folder) throws IOException {
        int dimension = base.columns();
        FloatMatrix nothing = FloatMatrix.zeros(dimension, dimension);
        for (int i = 0; i < dimension; i++) {
            nothing.values()[i * dimension + i] = 1;
        }
        CaptionEmbedder words = new CaptionEmbedder(new InMemoryWordVectors(List.of("word"), base.rowRange(0, 1)),
                new InverseDocumentFrequency(2, new int[]{1}));
        ModelWriter.write(folder.resolve(ModelArtifact.FOLDER), new ModelDraft(
                new ImageProjection(nothing), words, EncoderId.unnamed(nothing.rows()), Map.of(), Map.of(), Optional.empty(), Optional.empty()),
                "benchmarks");
    }

    @Override
    public void build(FloatMatrix base, Path folder, int threads) throws IOException {
        VectorIndexer.index(folder, ModelReader.readManifest(folder.resolve(ModelArtifact.FOLDER)), base, threads);
    }

    private static Searches searcher(Path folder, SearchMode mode) throws IOException {
        ImageSearcher searcher = ImageSearcher.open(folder);
        return new Searches() {
            @Override
            public Search ofThread() {
                return (query, candidates, found) -> {
                    SearchOptions options = SearchOptions.top(found.length).withHubness(HubnessCorrection.NONE)
                            .withMode(mode);
                    List<Hit> hits = searcher.search(Query.vector(query),
                            mode == SearchMode.HNSW ? options.withEfSearch(candidates) : options).hits();
                    for (int i = 0; i < found.length; i++) {
                        found[i] = (int) hits.get(i).image().id();
                    }
                };
            }

            @Override
            public void close() throws IOException {
                searcher.close();
            }
        };
    }

    /** A search by a part of a searcher. */
    @FunctionalInterface
    private interface Part {
        void search(InnerSearch inner, float[] query, int candidates, int[] found) throws IOException;
    }

    private static Searches inner(Path folder, Part part) throws IOException {
        InnerSearch inner = InnerSearch.open(folder);
        return new Searches() {
            @Override
            public Search ofThread() {
                return (query, candidates, found) -> part.search(inner, query, candidates, found);
            }

            @Override
            public void close() throws IOException {
                inner.close();
            }
        };
    }
}
