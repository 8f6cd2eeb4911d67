package io.semsearch.indexer;

/** What was written to an index, and what was left out of it.
 *
 * @param images                  images that were written
 * @param imagesWithoutFeatures   images of the dataset that were left out for want of features
 * @param imagesWithoutDirection  images that were left out since their features point nowhere: all are 0, or they are
 *                                beyond 32-bit arithmetic (shorter than 1e-18, longer than 1e18)
 * @param featuresWithoutImage    features that were left out since the dataset does not tell of their image
 * @param imagesWithoutPicture    images that were written whose picture lies in none of the folders of pictures */
public record IndexReport(int images, int imagesWithoutFeatures, int imagesWithoutDirection, int featuresWithoutImage,
        int imagesWithoutPicture) {

    IndexReport withPictures(int found) {
        return new IndexReport(images, imagesWithoutFeatures, imagesWithoutDirection, featuresWithoutImage,
                images - found);
    }
}
