package io.semsearch.cli;

import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchResult;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** An answer to a search as JSON: the contract that {@code docs/formats.md} specifies. Streamed, so that a search from the
 * shell need not load Jackson's data binding. */
final class AnswerJson {

    private final JsonGenerator json;
    /** What the parts of the query add to each hit, by image. */
    private final Map<Long, List<Contribution>> explanations;

    private AnswerJson(JsonGenerator json, Map<Long, List<Contribution>> explanations) {
        this.json = json;
        this.explanations = explanations;
    }

    /** @param explanations what the parts of the query add to each hit, by image; may be empty */
    static String print(String query, SearchResult result, Map<Long, List<Contribution>> explanations) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(new Indented(), text)) {
            new AnswerJson(json, explanations).write(query, result);
        }
        return text.toString();
    }

    private static final class Indented extends ObjectWriteContext.Base {

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }

    private void write(String query, SearchResult result) {
        json.writeStartObject();
        json.writeStringProperty("query", query);
        json.writeStringProperty("mode", result.mode().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("hubness", HubnessConverter.name(result.method().hubness()));
        json.writeBooleanProperty("partial", result.partial());
        json.writeNumberProperty("tookMillis", result.took().toNanos() / 1e6);
        if (result.mode() == SearchMode.HNSW) {
            json.writeNumberProperty("efSearch", result.method().efSearch());
        }
        write("unknownWords", result.unknownWords());
        json.writeObjectPropertyStart("suggestions");
        result.suggestions().forEach(this::write);
        json.writeEndObject();
        json.writeArrayPropertyStart("hits");
        result.hits().forEach(this::write);
        json.writeEndArray();
        result.nextPage().ifPresent(token -> json.writeStringProperty("nextPage", token));
        json.writeEndObject();
    }

    private void write(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private void write(Hit hit) {
        long imageId = hit.image().image().id();
        json.writeStartObject();
        json.writeNumberProperty("rank", hit.rank());
        json.writeNumberProperty("imageId", imageId);
        json.writeNumberProperty("similarity", hit.similarity());
        json.writeNumberProperty("correctedSimilarity", hit.correctedSimilarity());
        hit.confidence().ifPresent(confidence -> json.writeNumberProperty("confidence", confidence));
        if (!hit.nearDuplicates().isEmpty()) {
            json.writeArrayPropertyStart("nearDuplicates");
            hit.nearDuplicates().forEach(json::writeNumber);
            json.writeEndArray();
        }
        json.writeStringProperty("fileName", hit.image().image().fileName());
        json.writeStringProperty("url", hit.image().image().url());
        write("captions", hit.image().captions());
        explain(explanations.getOrDefault(imageId, List.of()));
        json.writeEndObject();
    }

    private void explain(List<Contribution> parts) {
        explain("words", parts, Contribution.Word.class, part -> json.writeStringProperty("word", part.word()));
        explain("images", parts, Contribution.Image.class,
                part -> json.writeNumberProperty("imageId", part.imageId()));
        of(parts, Contribution.Vector.class)
                .forEach(part -> json.writeNumberProperty("vectorContribution", part.amount()));
    }

    private <T extends Contribution> void explain(String name, List<Contribution> parts, Class<T> kind,
            Consumer<T> what) {
        List<T> its = of(parts, kind);
        if (its.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart(name);
        for (T part : its) {
            json.writeStartObject();
            what.accept(part);
            json.writeNumberProperty("contribution", part.amount());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static <T extends Contribution> List<T> of(List<Contribution> parts, Class<T> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
