package io.semsearch.datasets.sample.drawing;

/** The measures of a postcard. All painters reckon in these units, whatever the number of pixels in the end. */
final class Postcard {

    static final double WIDTH = 256;
    static final double HEIGHT = 192;

    private Postcard() {}
}
