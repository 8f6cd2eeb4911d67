package io.semsearch.postcards.drawing;

/** The size of a postcard in drawing units. All painters use these units, whatever the number of pixels. */
public final class Postcard {

    public static final double WIDTH = 256;
    public static final double HEIGHT = 192;

    private Postcard() {}
}
