package io.semsearch.evaluation.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The figures that coco-caption computes on captions of Flickr8k. */
@EnabledIfEnvironmentVariable(named = "SEMSEARCH_REAL_DATA", matches = ".+")
class CaptionMetricsRealDataTest {

    private static final int PHOTOS = 400;

    @Test
    void equalsTheReferenceImplementation() throws IOException {
        JsonObject expected = read("captions-metrics.json");
        List<List<List<String>>> photos = photos();
        List<List<String>> firsts = photos.stream().map(List::getFirst).toList();

        assertEqual(expected.object("firstCaptionAgainstTheOtherFour"), judged(firsts, photos));
        List<List<String>> shifted = new ArrayList<>(firsts.subList(1, PHOTOS));
        shifted.add(firsts.getFirst());
        assertEqual(expected.object("firstCaptionOfTheNextPhotoAgainstTheOtherFour"), judged(shifted, photos));
        List<String> constant = List.of("a dog runs on the grass".split(" "));
        assertEqual(expected.object("constant: a dog runs on the grass"),
                judged(photos.stream().map(photo -> constant).toList(), photos));
    }

    private static void assertEqual(JsonObject expected, List<JudgedCaption> captions) {
        CaptionMetrics metrics = CaptionMetrics.of(captions);
        assertThat(metrics.bleu1()).isCloseTo(expected.number("bleu1"), within(1e-6));
        assertThat(metrics.bleu2()).isCloseTo(expected.number("bleu2"), within(1e-6));
        assertThat(metrics.bleu3()).isCloseTo(expected.number("bleu3"), within(1e-6));
        assertThat(metrics.bleu4()).isCloseTo(expected.number("bleu4"), within(1e-6));
        assertThat(metrics.rougeL()).isCloseTo(expected.number("rougeL"), within(1e-6));
        assertThat(metrics.ciderD()).isCloseTo(expected.number("ciderD"), within(1e-6));
        CiderD cider = new CiderD(captions);
        List<JsonObject> firstPhotos = expected.objects("firstPhotos");
        for (int i = 0; i < firstPhotos.size(); i++) {
            assertThat(RougeL.of(captions.get(i))).isCloseTo(firstPhotos.get(i).number("rougeL"), within(1e-6));
            assertThat(cider.of(captions.get(i))).isCloseTo(firstPhotos.get(i).number("ciderD"), within(1e-6));
        }
    }

    private static List<JudgedCaption> judged(List<List<String>> words, List<List<List<String>>> photos) {
        List<JudgedCaption> judged = new ArrayList<>();
        for (int i = 0; i < photos.size(); i++) {
            judged.add(new JudgedCaption(words.get(i), photos.get(i).subList(1, 5)));
        }
        return judged;
    }

    /** The five captions of each of the first photos. */
    private static List<List<List<String>>> photos() throws IOException {
        TreeMap<Long, TreeMap<Long, List<String>>> captions = new TreeMap<>();
        for (JsonObject annotation : read("flickr8k/captions_val.json").objects("annotations")) {
            captions.computeIfAbsent(annotation.longInteger("image_id"), id -> new TreeMap<>())
                    .put(annotation.longInteger("id"), words(annotation.string("caption")));
        }
        return captions.values().stream().filter(photo -> photo.size() == 5).limit(PHOTOS)
                .map(photo -> List.copyOf(photo.values())).toList();
    }

    private static List<String> words(String caption) {
        String plain = caption.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", " ").strip();
        return plain.isEmpty() ? List.of() : List.of(plain.split(" +"));
    }

    private static JsonObject read(String name) throws IOException {
        return JsonObject.parse(Files.readAllBytes(Path.of(System.getenv("SEMSEARCH_REAL_DATA")).resolve(name)));
    }
}
