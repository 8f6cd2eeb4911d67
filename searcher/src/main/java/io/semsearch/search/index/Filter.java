package io.semsearch.search.index;

import io.semsearch.search.FilterException;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** A filter on stored fields ({@code docs/formats-index.md} has its syntax).
 *
 * <p>AND, OR and NOT are computed on sets of documents, not by Lucene's BooleanQuery: its clauses are bounded, and one
 * that only excludes matches nothing. */
public final class Filter {

    private final Condition condition;

    private Filter(Condition condition) {
        this.condition = condition;
    }

    /** @throws FilterException if the expression cannot be parsed, or names an unknown field */
    public static Filter parse(String expression) {
        return new Filter(FilterParser.parse(expression));
    }

    /** The images of an open index that match. */
    public Accepted accepted(OpenIndex index) throws IOException {
        IndexSearcher searcher = new IndexSearcher(index.reader());
        searcher.setQueryCache(null);
        List<FixedBitSet> bySegment = documents(condition, searcher);
        for (LeafReaderContext leaf : index.segments()) {
            removeDeleted(bySegment.get(leaf.ord), leaf.reader().getLiveDocs());
        }
        return Accepted.of(List.<BitSet>copyOf(bySegment));
    }

    /** By segment; among them may be deleted ones. */
    private static List<FixedBitSet> documents(Condition condition, IndexSearcher searcher) throws IOException {
        List<FixedBitSet> bySegment = searcher.getLeafContexts().stream()
                .map(leaf -> new FixedBitSet(leaf.reader().maxDoc())).toList();
        switch (condition) {
            case Condition.Matches matches -> addMatching(bySegment, matches.query(), searcher);
            case Condition.Or or -> {
                for (Condition any : or.any()) {
                    add(bySegment, any, searcher);
                }
            }
            case Condition.And and -> {
                bySegment.forEach(documents -> documents.set(0, documents.length()));
                for (Condition each : and.all()) {
                    List<FixedBitSet> others = documents(each, searcher);
                    for (int segment = 0; segment < bySegment.size(); segment++) {
                        bySegment.get(segment).and(others.get(segment));
                    }
                }
            }
            case Condition.Not not -> {
                add(bySegment, not.condition(), searcher);
                bySegment.forEach(documents -> documents.flip(0, documents.length()));
            }
        }
        return bySegment;
    }

    private static void add(List<FixedBitSet> bySegment, Condition condition, IndexSearcher searcher)
            throws IOException {
        if (condition instanceof Condition.Matches matches) {
            addMatching(bySegment, matches.query(), searcher);
            return;
        }
        List<FixedBitSet> others = documents(condition, searcher);
        for (int segment = 0; segment < bySegment.size(); segment++) {
            bySegment.get(segment).or(others.get(segment));
        }
    }

    private static void addMatching(List<FixedBitSet> bySegment, Query query, IndexSearcher searcher)
            throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                bySegment.get(leaf.ord).or(scorer.iterator());
            }
        }
    }

    private static void removeDeleted(FixedBitSet documents, @Nullable Bits live) {
        for (int document = 0; live != null && document < documents.length(); document++) {
            if (!live.get(document)) {
                documents.clear(document);
            }
        }
    }
}
