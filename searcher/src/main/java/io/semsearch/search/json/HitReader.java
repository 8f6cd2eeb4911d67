package io.semsearch.search.json;

import io.semsearch.dataset.ImageRecord;
import io.semsearch.dataset.PhotoRecord;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.IndexedImage;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads one hit of an answer. */
final class HitReader {

    private final StrictJson json;
    private final List<Contribution> contributions = new ArrayList<>();
    private int rank;
    private long imageId;
    private float similarity;
    private float correctedSimilarity;
    private OptionalDouble confidence = OptionalDouble.empty();
    private List<Long> nearDuplicates = List.of();
    private String collection = "";
    private String fileName = "";
    private String url = "";
    private int width;
    private int height;
    private List<String> captions = List.of();
    private Optional<String> generated = Optional.empty();
    private Optional<LocalDateTime> taken = Optional.empty();
    private String camera = "";
    private OptionalDouble latitude = OptionalDouble.empty();
    private OptionalDouble longitude = OptionalDouble.empty();

    HitReader(StrictJson json) {
        this.json = json;
    }

    Hit hit() {
        json.object(new JsonFields().required("rank", () -> rank = json.smallNumber())
                .required("imageId", () -> imageId = json.wholeNumber())
                .required("similarity", () -> similarity = json.shortNumber())
                .required("correctedSimilarity", () -> correctedSimilarity = json.shortNumber())
                .optional("confidence", () -> confidence = OptionalDouble.of(json.number()))
                .optional("nearDuplicates", () -> nearDuplicates = json.list(json::wholeNumber))
                .optional("collection", () -> collection = json.string())
                .required("fileName", () -> fileName = json.string())
                .required("url", () -> url = json.string())
                .optional("width", () -> width = side())
                .optional("height", () -> height = side())
                .required("captions", () -> captions = json.list(json::string))
                .optional("generatedCaption", () -> generated = Optional.of(json.string()))
                .optional("taken", () -> taken = Optional.of(time(json.string())))
                .optional("camera", () -> camera = json.string())
                .optional("latitude", () -> latitude = OptionalDouble.of(json.number()))
                .optional("longitude", () -> longitude = OptionalDouble.of(json.number()))
                .optional("words", () -> contributions.addAll(json.list(this::word)))
                .optional("sentenceContribution", () -> contributions.add(new Contribution.Sentence(json.number())))
                .optional("images", () -> contributions.addAll(json.list(this::image)))
                .optional("vectorContribution", () -> contributions.add(new Contribution.Vector(json.number()))));
        return new Hit(rank, similarity, correctedSimilarity, confidence, nearDuplicates, new IndexedImage(
                new ImageRecord(imageId, fileName, width, height, url, "", List.of(), photo()), captions, generated,
                Optional.empty(), Optional.empty()), collection);
    }

    private int side() {
        int pixels = json.smallNumber();
        if (pixels < 1) {
            throw json.problem("expected a number of pixels, at least 1, got " + pixels);
        }
        return pixels;
    }

    private Optional<PhotoRecord> photo() {
        PhotoRecord.Shot shot = new PhotoRecord.Shot(taken, camera, latitude.isEmpty() || longitude.isEmpty()
                ? Optional.empty()
                : Optional.of(json.checked(
                        () -> new PhotoRecord.Place(latitude.getAsDouble(), longitude.getAsDouble()))));
        return Optional.of(shot).filter(known -> !known.equals(PhotoRecord.Shot.UNKNOWN)).map(PhotoRecord::of);
    }

    private LocalDateTime time(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw json.problem("expected a local time, such as 2019-07-14T09:30:05, got '" + text + "'");
        }
    }

    /** What the parts of the query add to the similarity, the largest first; empty if the answer does not say. */
    List<Contribution> contributions() {
        return contributions.stream().sorted(Comparator.comparingDouble(Contribution::amount).reversed()).toList();
    }

    private Contribution word() {
        String[] word = {""};
        double[] amount = {0};
        json.object(new JsonFields().required("word", () -> word[0] = json.string())
                .required("contribution", () -> amount[0] = json.number()));
        return new Contribution.Word(word[0], amount[0]);
    }

    private Contribution image() {
        long[] image = {0};
        double[] amount = {0};
        json.object(new JsonFields().required("imageId", () -> image[0] = json.wholeNumber())
                .required("contribution", () -> amount[0] = json.number()));
        return new Contribution.Image(image[0], amount[0]);
    }
}
