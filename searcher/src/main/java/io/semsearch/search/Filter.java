package io.semsearch.search;

import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.queryparser.flexible.core.QueryNodeException;
import org.apache.lucene.queryparser.flexible.standard.StandardQueryParser;
import org.apache.lucene.queryparser.flexible.standard.config.PointsConfig;
import org.apache.lucene.queryparser.flexible.standard.config.StandardQueryConfigHandler.Operator;
import org.apache.lucene.queryparser.flexible.standard.parser.ParseException;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParserConstants;
import org.apache.lucene.queryparser.flexible.standard.parser.Token;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Which images fit an expression in the syntax of Lucene's standard query parser. */
final class Filter {

    private static final Set<String> FIELDS = new TreeSet<>(Set.of(IndexSchema.ID, IndexSchema.FILE_NAME,
            IndexSchema.WIDTH, IndexSchema.HEIGHT, IndexSchema.SPLIT, IndexSchema.TAG, IndexSchema.CAPTION));

    /** Captions are cut into words as they were when they were indexed; all else is taken as it stands. */
    private static final Analyzer ANALYZER = new PerFieldAnalyzerWrapper(new KeywordAnalyzer(),
            Map.of(IndexSchema.CAPTION, new StandardAnalyzer()));

    private final Query query;

    private Filter(Query query) {
        this.query = query;
    }

    /** @throws FilterException if the expression cannot be parsed, or names a field that there is not */
    static Filter parse(String expression) {
        StandardQueryParser parser = new StandardQueryParser(ANALYZER);
        parser.setDefaultOperator(Operator.AND);
        parser.setAllowLeadingWildcard(true);
        PointsConfig whole = new PointsConfig(wholeNumbers(), Integer.class);
        parser.setPointsConfigMap(Map.of(IndexSchema.ID, new PointsConfig(wholeNumbers(), Long.class),
                IndexSchema.WIDTH, whole, IndexSchema.HEIGHT, whole));
        try {
            Query query = parser.parse(expression, IndexSchema.CAPTION);
            requireKnownFields(query, expression);
            return new Filter(query);
        } catch (ParseException e) {
            throw new FilterException("the filter cannot be understood " + place(expression, e.currentToken.next), e);
        } catch (QueryNodeException | IllegalArgumentException e) {
            if (e instanceof FilterException told) {
                throw told;
            }
            throw new FilterException("the filter '" + expression + "' cannot be understood: " + e.getMessage(), e);
        }
    }

    /** The images of an open index that fit. */
    Accepted accepted(Snapshot snapshot) throws IOException {
        IndexSearcher searcher = new IndexSearcher(snapshot.reader());
        searcher.setQueryCache(null);
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        List<BitSet> bySegment = new ArrayList<>();
        for (LeafReaderContext leaf : snapshot.segments()) {
            FixedBitSet fitting = new FixedBitSet(leaf.reader().maxDoc());
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                fitting.or(scorer.iterator());
            }
            withoutDeleted(fitting, leaf.reader().getLiveDocs());
            bySegment.add(fitting);
        }
        return Accepted.of(bySegment);
    }

    private static void withoutDeleted(FixedBitSet documents, @Nullable Bits live) {
        for (int document = 0; live != null && document < documents.length(); document++) {
            if (!live.get(document)) {
                documents.clear(document);
            }
        }
    }

    private static NumberFormat wholeNumbers() {
        NumberFormat format = NumberFormat.getIntegerInstance(Locale.ROOT);
        format.setGroupingUsed(false);
        return format;
    }

    private static void requireKnownFields(Query query, String expression) {
        query.visit(new QueryVisitor() {
            @Override
            public boolean acceptField(String field) {
                if (!FIELDS.contains(field)) {
                    throw new FilterException("the filter '" + expression + "' names the field '" + field
                            + "', expected one of " + String.join(", ", FIELDS));
                }
                return true;
            }
        });
    }

    /** Where reading ended, with what is there. */
    private static String place(String expression, Token unexpected) {
        int column = Math.min(expression.length(), unexpected.beginColumn);
        String found = unexpected.kind == StandardSyntaxParserConstants.EOF
                ? "its end, where something must follow"
                : "'" + unexpected.image + "', which does not fit there";
        return "at column " + (column + 1) + ": " + expression.substring(0, column) + " >>> "
                + expression.substring(column) + ": found " + found;
    }
}
