package io.semsearch.encoder;

import io.semsearch.dataset.EncoderId;
import java.awt.image.BufferedImage;

/** An encoder that needs no download: 512 statistics of colours, edges and texture, in plain Java. Thread-safe; holds
 * no resources.
 *
 * <p>A <em>linear</em> map can find in these statistics what an image shows. They are shares of overlapping classes
 * under a square root, so inner products compare distributions like Hellinger's distance, and a red object counts even
 * if it covers one pixel in a hundred. Others are products of colour and shape ("edges of this orientation on red"). On
 * photos a trained network is far better.
 *
 * <p>The image is first reduced to about 12,288 pixels with its aspect ratio ({@code 128 x 96} for 4:3).
 *
 * <table>
 * <caption>What each value is</caption>
 * <tr><th>index</th><th>values</th><th>meaning</th></tr>
 * <tr><td>0</td><td>35</td><td>colours: share of the image in each class of {@link ColourClasses}: ten hues (red,
 * orange, yellow, lime, green, cyan, blue, indigo, violet, pink) vivid and bright, the same vivid and dark, the same
 * pale, then five greys from black to white</td></tr>
 * <tr><td>35</td><td>4 x 16</td><td>colours by height: the image is cut into four strips from top to bottom; for
 * each the share of the ten hues when vivid, of all that is pale, and of the five greys</td></tr>
 * <tr><td>99</td><td>4 x 6</td><td>edges by quarter (top left, top right, bottom left, bottom right): mean strength
 * for each of the six orientations of {@link Edges}, in steps of 30 degrees from a vertical edge</td></tr>
 * <tr><td>123</td><td>13 x 6</td><td>edges by colour: mean strength of edges for each orientation on each of the ten
 * vivid hues, and on dark, middle and bright grey</td></tr>
 * <tr><td>201</td><td>14 x 21</td><td>pairs of edges: how often two orientations (21 unordered pairs, 0-0, 0-1, ...
 * 5-5) occur at a certain distance: 2, 4 and 8 pixels to the right, below, below right and below left, and 16 pixels
 * to the right and below</td></tr>
 * <tr><td>495</td><td>4 x 4</td><td>texture: mean difference of a pixel's brightness from that of its 2 x 2 block, on
 * the image and on the image reduced to a half, a quarter and an eighth, by quarter</td></tr>
 * <tr><td>511</td><td>1</td><td>mean brightness</td></tr>
 * </table>
 *
 * <p>Each value is the square root of the quantity named, times a fixed factor that gives the groups similar weight.
 * All values are in [0, 4]. Cost: about 2 ms for an image of 256 x 192.
 *
 * <p>Sources: soft colour names after van de Weijer et al. 2009, histograms of oriented gradients by Dalal and
 * Triggs 2005, pairs of gradients after Kobayashi and Otsu 2008 (GLAC), square roots after Arandjelovic and
 * Zisserman 2012. */
public final class BuiltinImageEncoder implements ImageEncoder {

    /** Length of the vectors. */
    public static final int FEATURE_DIMENSION = 512;

    /** The name in models and indexes. The number at its end is incremented with every change of a value. */
    public static final String NAME = "builtin-512-1";

    private static final EncoderId ID = new EncoderId(NAME, FEATURE_DIMENSION,
            "area-averaged to 12,288 pixels, aspect ratio kept", "");

    private static final int COLOURS = 0;
    private static final int COLOURS_BY_HEIGHT = 35;
    private static final int EDGES_BY_QUARTER = 99;
    private static final int EDGES_BY_COLOUR = 123;
    private static final int EDGE_PAIRS = 201;
    private static final int TEXTURE = 495;
    private static final int BRIGHTNESS = 511;

    @Override
    public EncoderId id() {
        return ID;
    }

    @Override
    public float[] encode(BufferedImage image) {
        ReducedImage reduced = ReducedImage.of(image);
        Edges edges = Edges.of(reduced);
        float[] features = new float[FEATURE_DIMENSION];
        ColourStatistics.add(reduced, edges, features, COLOURS, COLOURS_BY_HEIGHT, EDGES_BY_COLOUR);
        EdgeStatistics.addQuarters(edges, features, EDGES_BY_QUARTER);
        EdgeStatistics.addPairs(edges, features, EDGE_PAIRS);
        features[BRIGHTNESS] = TextureStatistics.add(reduced, features, TEXTURE);
        finish(features);
        return features;
    }

    /** Takes square roots, and applies the weights of the groups. */
    private static void finish(float[] features) {
        scale(features, COLOURS, COLOURS_BY_HEIGHT, 1);
        scale(features, COLOURS_BY_HEIGHT, EDGES_BY_QUARTER, 0.5f);
        scale(features, EDGES_BY_QUARTER, EDGES_BY_COLOUR, 1);
        scale(features, EDGES_BY_COLOUR, EDGE_PAIRS, 1.5f);
        scale(features, EDGE_PAIRS, TEXTURE, 3);
        scale(features, TEXTURE, FEATURE_DIMENSION, 1);
    }

    private static void scale(float[] features, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            features[i] = factor * (float) Math.sqrt(features[i]);
        }
    }
}
