package io.semsearch.indexer;

/** The number of images written to an index, and the numbers left out, by reason.
 *
 * @param images                 images that were written
 * @param imagesWithoutFeatures  images of the dataset that were left out because they have no features
 * @param imagesWithoutDirection images that were left out because their features are all 0, or of a length that 32-bit
 *                               arithmetic cannot handle (less than 1e-18 or more than 1e18)
 * @param featuresWithoutImage   features that were left out because the dataset does not have their image
 * @param imagesWithoutFile      images that were written without a local file: none of the image folders has it */
public record IndexReport(int images, int imagesWithoutFeatures, int imagesWithoutDirection, int featuresWithoutImage,
        int imagesWithoutFile) {

    IndexReport withFiles(int found) {
        return new IndexReport(images, imagesWithoutFeatures, imagesWithoutDirection, featuresWithoutImage,
                images - found);
    }
}
