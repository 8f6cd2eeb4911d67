package io.semsearch.postcards;

import io.semsearch.dataset.DataFileException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The JSON files of a sample: COCO captions, the held-out combinations and the manifest.
 *
 * <p>{@code combinations.json} is an array of {@code {"name": .., "query": .., "imageIds": [..]}}. {@code
 * sample.json} is {@code {"generator": .., "options": {"seed": .., "trainingPostcards": .., "testPostcards": ..,
 * "postcardsPerCombination": ..}}}; {@code generator} is the version of the drawing and of the captions. */
final class SampleJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** What a sample was made from.
     *
     * @param generator {@link PostcardSampleWriter#GENERATOR_VERSION} at that time */
    record Manifest(int generator, PostcardSampleOptions options) {}

    private SampleJson() {}

    /** Writes the captions of some postcards in COCO's form.
     *
     * @param width  of every picture
     * @param height of every picture */
    static void writeCaptions(Path file, List<SamplePlan.Card> cards, int width, int height) throws IOException {
        try (OutputStream output = Files.newOutputStream(file); JsonGenerator json = MAPPER.createGenerator(output)) {
            json.writeStartObject();
            json.writeName("info");
            json.writeStartObject();
            json.writeStringProperty("description", "Illustrated postcards, drawn by semsearch");
            json.writeEndObject();
            json.writeName("images");
            json.writeStartArray();
            for (SamplePlan.Card card : cards) {
                writeImage(json, card, width, height);
            }
            json.writeEndArray();
            json.writeName("annotations");
            json.writeStartArray();
            for (SamplePlan.Card card : cards) {
                writeAnnotations(json, card);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (JacksonException e) {
            throw unwrap(file, e);
        }
    }

    private static void writeImage(JsonGenerator json, SamplePlan.Card card, int width, int height) {
        json.writeStartObject();
        json.writeNumberProperty("id", card.id());
        json.writeStringProperty("file_name", card.imageName());
        json.writeNumberProperty("width", width);
        json.writeNumberProperty("height", height);
        json.writeStringProperty("coco_url", "");
        json.writeEndObject();
    }

    private static void writeAnnotations(JsonGenerator json, SamplePlan.Card card) {
        for (int i = 0; i < card.captions().size(); i++) {
            json.writeStartObject();
            json.writeNumberProperty("id", (card.id() - 1) * SamplePlan.CAPTIONS_PER_CARD + i + 1);
            json.writeNumberProperty("image_id", card.id());
            json.writeStringProperty("caption", card.captions().get(i));
            json.writeEndObject();
        }
    }

    static void write(Path file, Object value) throws IOException {
        try {
            Files.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
        } catch (JacksonException e) {
            throw unwrap(file, e);
        }
    }

    static Manifest readManifest(Path file) throws IOException {
        try {
            return MAPPER.readValue(Files.readAllBytes(file), Manifest.class);
        } catch (JacksonException e) {
            throw unreadable(file, e);
        }
    }

    static List<HeldOutCombination> readCombinations(Path file) throws IOException {
        try {
            return List.of(MAPPER.readValue(Files.readAllBytes(file), HeldOutCombination[].class));
        } catch (JacksonException e) {
            throw unreadable(file, e);
        }
    }

    private static IOException unreadable(Path file, JacksonException e) {
        return new DataFileException(file + " is damaged: " + e.getOriginalMessage()
                + "; delete the folder and let the sample be made again", e);
    }

    /** Jackson wraps a full disk and the like into exceptions of its own. */
    private static IOException unwrap(Path file, JacksonException e) {
        return e.getCause() instanceof IOException cause ? cause : new IOException("cannot write " + file, e);
    }
}
