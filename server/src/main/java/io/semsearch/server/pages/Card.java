package io.semsearch.server.pages;

import io.semsearch.search.Hit;
import io.semsearch.search.IndexedImage;
import java.util.List;
import java.util.OptionalDouble;

/** An image on a page.
 *
 * @param id         of the image
 * @param rank       0 if the image was not searched for
 * @param thumbnail  address of the small version
 * @param picture    address of the photo
 * @param href       address of images like it
 * @param width      in pixels; 0 if unknown
 * @param height     in pixels; 0 if unknown
 * @param alt        what the photo shows, in words
 * @param captions   all of them
 * @param confidence in words; empty if unknown
 * @param similarity of a hit; 0 if the image was not searched for */
public record Card(long id, int rank, String thumbnail, String picture, String href, int width, int height, String alt,
        List<String> captions, String confidence, double similarity) {

    private static final double VERY_LIKELY = 0.9;
    private static final double PERHAPS = 0.5;

    static Card of(IndexedImage image, String collection) {
        String address = "/api/v1/images/" + image.id();
        String alt = image.captions().isEmpty() ? "photo " + image.id() : image.captions().getFirst();
        return new Card(image.id(), 0, address + "/thumbnail?" + PageAddress.parameter("collection", collection),
                address + "/picture?" + PageAddress.parameter("collection", collection),
                "/?image=" + image.id() + "&" + PageAddress.parameter("collection", collection), image.record().width(),
                image.record().height(), alt, image.captions(), "", 0);
    }

    static Card of(Hit hit, String collection) {
        Card card = of(hit.image(), collection);
        return new Card(card.id, hit.rank(), card.thumbnail, card.picture, card.href, card.width, card.height, card.alt,
                card.captions, words(hit.confidence()), hit.similarity());
    }

    private static String words(OptionalDouble confidence) {
        if (confidence.isEmpty()) {
            return "";
        }
        double value = confidence.getAsDouble();
        return value >= VERY_LIKELY ? "very likely" : value >= PERHAPS ? "perhaps" : "hardly";
    }
}
