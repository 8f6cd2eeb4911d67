package io.semsearch.search.json;

import io.semsearch.search.Query;
import io.semsearch.search.Rocchio;
import java.util.ArrayList;
import java.util.List;

/** Reads a query: an object with one of {@code text}, {@code image}, {@code vector}, {@code features}, {@code sum} and
 * {@code feedback}. */
final class QueryReader {

    private final StrictJson json;
    private int depth;

    QueryReader(StrictJson json) {
        this.json = json;
    }

    Query query() {
        List<Query> kinds = new ArrayList<>();
        object(fields(kinds), kinds);
        return kinds.getFirst();
    }

    private Query.Term term() {
        List<Query> kinds = new ArrayList<>();
        double[] weight = {1};
        object(fields(kinds).optional("weight", () -> weight[0] = json.number()), kinds);
        return new Query.Term(kinds.getFirst(), weight[0]);
    }

    private JsonFields fields(List<Query> kinds) {
        return new JsonFields().optional("text", () -> kinds.add(Query.text(text())))
                .optional("literal", () -> kinds.add(Query.literal(text())))
                .optional("image", () -> kinds.add(Query.image(json.wholeNumber())))
                .optional("vector", () -> kinds.add(Query.vector(vector())))
                .optional("features", () -> kinds.add(Query.features(vector())))
                .optional("sum", () -> kinds.add(sum()))
                .optional("feedback", () -> kinds.add(new Feedback().query()));
    }

    private void object(JsonFields fields, List<Query> kinds) {
        if (++depth > SearchRequestReader.DEEPEST_QUERY) {
            throw json.problem("expected at most " + SearchRequestReader.DEEPEST_QUERY
                    + " queries within each other, got more");
        }
        json.object(fields);
        if (kinds.size() != 1) {
            throw json.problem("expected one of text, literal, image, vector, features, sum and feedback, got "
                    + (kinds.isEmpty() ? "none" : kinds.size() + " of them"));
        }
        depth--;
    }

    private String text() {
        String text = json.string();
        if (text.length() > SearchRequestReader.LONGEST_TEXT) {
            throw json.problem("expected at most " + SearchRequestReader.LONGEST_TEXT + " characters, got "
                    + text.length());
        }
        return text;
    }

    private float[] vector() {
        List<Float> values = json.list(json::shortNumber);
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values.get(i);
        }
        return vector;
    }

    private Query sum() {
        List<Query.Term> terms = json.list(this::term);
        return json.checked(() -> new Query.Sum(terms));
    }

    /** What was said of images. */
    private final class Feedback {

        private Query query = Query.text("");
        private List<Long> relevant = List.of();
        private List<Long> nonrelevant = List.of();
        private double alpha = Rocchio.DEFAULT.alpha();
        private double beta = Rocchio.DEFAULT.beta();
        private double gamma = Rocchio.DEFAULT.gamma();

        Query query() {
            json.object(new JsonFields().required("query", () -> query = QueryReader.this.query())
                    .optional("relevant", () -> relevant = json.list(json::wholeNumber))
                    .optional("nonrelevant", () -> nonrelevant = json.list(json::wholeNumber))
                    .optional("alpha", () -> alpha = json.number()).optional("beta", () -> beta = json.number())
                    .optional("gamma", () -> gamma = json.number()));
            return json.checked(() -> query.judged(relevant, nonrelevant, new Rocchio(alpha, beta, gamma)));
        }
    }
}
