package io.semsearch.search.json;

import io.semsearch.dataset.PhotoRecord;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchResult;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes search answers ({@code docs/formats.md}): what {@code search --format json} prints and a service sends. */
public final class SearchAnswerWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;
    private final SearchAnswer answer;

    private SearchAnswerWriter(JsonGenerator json, SearchAnswer answer) {
        this.json = json;
        this.answer = answer;
    }

    /** An answer as JSON, indented. */
    public static String write(SearchAnswer answer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(new Indented(), text)) {
            write(answer, json);
        }
        return text.toString();
    }

    /** Writes an answer as one value of a longer JSON text.
     *
     * @param json where a value is expected */
    public static void write(SearchAnswer answer, JsonGenerator json) {
        new SearchAnswerWriter(json, answer).write(answer.result());
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

    private void write(SearchResult result) {
        json.writeStartObject();
        json.writeStringProperty("query", answer.query());
        json.writeStringProperty("mode", EnumNames.of(result.mode()));
        json.writeStringProperty("hubness", EnumNames.of(result.method().hubness()));
        json.writeBooleanProperty("partial", result.partial());
        json.writeNumberProperty("tookMillis", result.took().toNanos() / 1e6);
        if (result.mode() == SearchMode.HNSW) {
            json.writeNumberProperty("efSearch", result.method().efSearch());
        }
        result.method().lookedAt().ifPresent(images -> json.writeNumberProperty("lookedAt", images));
        write("unknownWords", result.unknownWords());
        if (!result.readAs().isEmpty()) {
            json.writeObjectPropertyStart("readAs");
            result.readAs().forEach(json::writeStringProperty);
            json.writeEndObject();
        }
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
        json.writeStartObject();
        json.writeNumberProperty("rank", hit.rank());
        json.writeNumberProperty("imageId", hit.image().id());
        json.writeNumberProperty("similarity", hit.similarity());
        json.writeNumberProperty("correctedSimilarity", hit.correctedSimilarity());
        hit.confidence().ifPresent(confidence -> json.writeNumberProperty("confidence", confidence));
        if (!hit.nearDuplicates().isEmpty()) {
            json.writeArrayPropertyStart("nearDuplicates");
            hit.nearDuplicates().forEach(json::writeNumber);
            json.writeEndArray();
        }
        if (!hit.collection().isEmpty()) {
            json.writeStringProperty("collection", hit.collection());
        }
        json.writeStringProperty("fileName", hit.image().fileName());
        json.writeStringProperty("url", hit.image().url());
        if (hit.image().record().width() > 0 && hit.image().record().height() > 0) {
            json.writeNumberProperty("width", hit.image().record().width());
            json.writeNumberProperty("height", hit.image().record().height());
        }
        write("captions", hit.image().captions());
        hit.image().generated().ifPresent(caption -> json.writeStringProperty("generatedCaption", caption));
        write(hit.image().shot());
        explain(answer.explanations().getOrDefault(hit.image().id(), List.of()));
        json.writeEndObject();
    }

    private void write(PhotoRecord.Shot shot) {
        shot.taken().ifPresent(
                time -> json.writeStringProperty("taken", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)));
        if (!shot.camera().isEmpty()) {
            json.writeStringProperty("camera", shot.camera());
        }
        shot.place().ifPresent(place -> {
            json.writeNumberProperty("latitude", place.latitude());
            json.writeNumberProperty("longitude", place.longitude());
        });
    }

    private void explain(List<Contribution> parts) {
        explain("words", parts, Contribution.Word.class, part -> json.writeStringProperty("word", part.word()));
        of(parts, Contribution.Sentence.class)
                .forEach(part -> json.writeNumberProperty("sentenceContribution", part.amount()));
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
