package io.semsearch.encoder;

/** The edges of an image and their orientations: at each pixel a strength in [0, 1], shared by the two nearest of six
 * orientations.
 *
 * <p>An edge is a change of red, green or blue, so a red roof before green trees of the same brightness has one.
 * Orientation 0 is a vertical edge, 3 a horizontal one; opposite directions are the same orientation. */
final class Edges {

    static final int ORIENTATIONS = 6;

    private static final float FAINTEST = 0.03f;
    private static final float FULL = 0.3f;

    final int width;
    final int height;
    /** The lower of the two orientations, or -1 if there is no edge; row-major. */
    final byte[] orientation;
    /** Strength in this orientation. */
    final float[] own;
    /** Strength in the next orientation. */
    final float[] next;

    private Edges(int width, int height) {
        this.width = width;
        this.height = height;
        this.orientation = new byte[width * height];
        this.own = new float[width * height];
        this.next = new float[width * height];
    }

    static Edges of(ReducedImage reduced) {
        Edges edges = new Edges(reduced.width, reduced.height);
        for (int y = 0; y < reduced.height; y++) {
            for (int x = 0; x < reduced.width; x++) {
                edges.measure(reduced, x, y);
            }
        }
        return edges;
    }

    private void measure(ReducedImage reduced, int x, int y) {
        float gradientX = 0;
        float gradientY = 0;
        float largest = 0;
        int i = y * width + x;
        boolean insideX = x > 0 && x < width - 1;
        boolean insideY = y > 0 && y < height - 1;
        for (int channel = 0; channel < 3; channel++) {
            float[] plane = channel == 0 ? reduced.red : channel == 1 ? reduced.green : reduced.blue;
            float dx = insideX ? plane[i + 1] - plane[i - 1] : 0;
            float dy = insideY ? plane[i + width] - plane[i - width] : 0;
            float square = dx * dx + dy * dy;
            if (square > largest) {
                largest = square;
                gradientX = dx;
                gradientY = dy;
            }
        }
        float strength = ColourClasses.ramp((float) Math.sqrt(largest), FAINTEST, FULL);
        if (strength == 0) {
            orientation[i] = -1;
            return;
        }
        float position = halfTurns(gradientX, gradientY) * ORIENTATIONS;
        int lower = Math.min(ORIENTATIONS - 1, (int) position);
        orientation[i] = (byte) lower;
        next[i] = strength * (position - lower);
        own[i] = strength - next[i];
    }

    /** The direction of (x, y) in half turns, [0, 1]; opposite directions are the same.
     *
     * <p>The arc tangent as a polynomial of degree 5 (error below 0.001 turns), because the last digit of {@link
     * Math#atan2} may differ between machines. */
    private static float halfTurns(float x, float y) {
        float steepness = Math.abs(x) >= Math.abs(y) ? y / x : x / y;
        float square = steepness * steepness;
        float turns = steepness * (0.9953545f + square * (-0.2887132f + square * 0.0793365f)) / (float) Math.PI;
        float direction = Math.abs(x) >= Math.abs(y) ? turns : 0.5f - turns;
        return direction < 0 ? direction + 1 : direction;
    }
}
