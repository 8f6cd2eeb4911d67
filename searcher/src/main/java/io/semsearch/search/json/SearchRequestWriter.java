package io.semsearch.search.json;

import io.semsearch.search.Effort;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.Selection;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes search requests ({@code docs/formats.md}) that {@link SearchRequestReader} reads. */
public final class SearchRequestWriter {

    private final JsonGenerator json;

    private SearchRequestWriter(JsonGenerator json) {
        this.json = json;
    }

    /** A request as JSON, on one line. */
    public static String write(SearchRequest request) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            new SearchRequestWriter(json).request(request.query(), request.options());
        }
        return text.toString();
    }

    private void request(Query query, SearchOptions options) {
        json.writeStartObject();
        json.writeNumberProperty("formatVersion", SearchRequestReader.FORMAT_VERSION);
        json.writeName("query");
        json.writeStartObject();
        query(query);
        json.writeEndObject();
        json.writeNumberProperty("k", options.k());
        json.writeStringProperty("space", EnumNames.of(options.space()));
        effort(options.effort());
        options.hubness().ifPresent(it -> json.writeStringProperty("hubness", EnumNames.of(it)));
        selection(options.selection());
        options.pageToken().ifPresent(it -> json.writeStringProperty("pageToken", it));
        json.writeEndObject();
    }

    private void effort(Effort effort) {
        json.writeStringProperty("mode", EnumNames.of(effort.mode()));
        effort.efSearch().ifPresent(it -> json.writeNumberProperty("efSearch", it));
        effort.annRecall().ifPresent(it -> json.writeNumberProperty("annRecall", it));
        effort.timeout().ifPresent(it -> json.writeNumberProperty("timeoutMillis", millis(it)));
    }

    /** Rounded up: no timeout at all would be something else. */
    private static long millis(Duration timeout) {
        return timeout.toSeconds() >= Long.MAX_VALUE / 1000
                ? Long.MAX_VALUE
                : timeout.plusNanos(999_999).toMillis();
    }

    private void selection(Selection selection) {
        selection.where().ifPresent(it -> json.writeStringProperty("where", it));
        selection.minConfidence().ifPresent(it -> json.writeNumberProperty("minConfidence", it));
        selection.collapse().ifPresent(it -> json.writeNumberProperty("collapse", it));
    }

    /** The fields of a query. */
    private void query(Query query) {
        switch (query) {
            case Query.Text text -> json.writeStringProperty(text.literal() ? "literal" : "text", text.text());
            case Query.Image image -> json.writeNumberProperty("image", image.imageId());
            case Query.Vector vector -> numbers("vector", vector.values());
            case Query.Features features -> numbers("features", features.vector().values());
            case Query.Sum sum -> sum(sum.terms());
            case Query.Judged judged -> feedback(judged);
        }
    }

    private void numbers(String name, float[] values) {
        json.writeArrayPropertyStart(name);
        for (float value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    private void sum(List<Query.Term> terms) {
        json.writeArrayPropertyStart("sum");
        for (Query.Term term : terms) {
            json.writeStartObject();
            query(term.query());
            json.writeNumberProperty("weight", term.weight());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void feedback(Query.Judged judged) {
        json.writeObjectPropertyStart("feedback");
        json.writeName("query");
        json.writeStartObject();
        query(judged.query());
        json.writeEndObject();
        imageIds("relevant", judged.relevant());
        imageIds("nonrelevant", judged.nonrelevant());
        json.writeNumberProperty("alpha", judged.rocchio().alpha());
        json.writeNumberProperty("beta", judged.rocchio().beta());
        json.writeNumberProperty("gamma", judged.rocchio().gamma());
        json.writeEndObject();
    }

    private void imageIds(String name, List<Long> imageIds) {
        json.writeArrayPropertyStart(name);
        imageIds.forEach(json::writeNumber);
        json.writeEndArray();
    }
}
