package io.semsearch.search.json;

import io.semsearch.search.Query;
import java.util.List;
import java.util.stream.Collectors;

/** Queries as people read them: {@code two dogs + snow*0.5 - image 12 (relevant: 7, 12) (not: 40)}. */
final class QueryDescription {

    private QueryDescription() {}

    static String of(Query query) {
        return switch (query) {
            case Query.Text text -> text.text();
            case Query.Image image -> "image " + image.imageId();
            case Query.Vector vector -> "vector of " + vector.values().length + " values";
            case Query.Features features -> "photo of " + features.vector().values().length + " features";
            case Query.Sum sum -> sum(sum.terms());
            case Query.Judged judged -> part(judged.query()) + judged("relevant", judged.relevant())
                    + judged("not", judged.nonrelevant());
        };
    }

    private static String sum(List<Query.Term> terms) {
        String all = terms.stream().map(QueryDescription::term).collect(Collectors.joining(" "));
        return all.startsWith("+ ") ? all.substring(2) : all;
    }

    private static String term(Query.Term term) {
        double weight = Math.abs(term.weight());
        return (term.weight() < 0 ? "- " : "+ ") + part(term.query()) + (weight == 1 ? "" : "*" + weight);
    }

    /** In brackets if it has parts itself. */
    private static String part(Query query) {
        return query instanceof Query.Sum || query instanceof Query.Judged ? "(" + of(query) + ")" : of(query);
    }

    private static String judged(String name, List<Long> imageIds) {
        return imageIds.isEmpty()
                ? ""
                : imageIds.stream().map(String::valueOf).collect(Collectors.joining(", ", " (" + name + ": ", ")"));
    }
}
