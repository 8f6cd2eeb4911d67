package io.semsearch.server.pages;

import io.semsearch.search.Hit;
import io.semsearch.search.IndexedImage;
import java.util.OptionalDouble;

/** An image on a page.
 *
 * @param id          of the image
 * @param thumbnail   address of the small version
 * @param picture     address of the photo
 * @param width       in pixels; 0 if unknown
 * @param height      in pixels; 0 if unknown
 * @param alt         what the photo shows, in words
 * @param isGenerated true if the program wrote these words
 * @param confidence  in words; empty if unknown */
public record Card(long id, String thumbnail, String picture, int width, int height, String alt, boolean isGenerated,
        String confidence) {

    private static final double VERY_LIKELY = 0.9;
    private static final double PERHAPS = 0.5;

    static Card of(IndexedImage image, String collection) {
        return of(image, collection, "");
    }

    static Card of(Hit hit, String collection) {
        return of(hit.image(), collection, words(hit.confidence()));
    }

    private static Card of(IndexedImage image, String collection, String confidence) {
        String address = "/api/v1/images/" + image.id();
        String parameters = "?" + PageAddress.parameter("collection", collection);
        boolean isGenerated = image.captions().isEmpty() && image.generated().isPresent();
        String alt = image.captions().stream().findFirst().or(image::generated)
                .orElseGet(() -> image.fileName().isEmpty() ? "Photo " + image.id() : image.fileName());
        return new Card(image.id(), address + "/thumbnail" + parameters, address + "/picture" + parameters,
                image.record().width(), image.record().height(), alt, isGenerated, confidence);
    }

    private static String words(OptionalDouble confidence) {
        if (confidence.isEmpty()) {
            return "";
        }
        double value = confidence.getAsDouble();
        return value >= VERY_LIKELY ? "very likely" : value >= PERHAPS ? "perhaps" : "hardly";
    }
}
