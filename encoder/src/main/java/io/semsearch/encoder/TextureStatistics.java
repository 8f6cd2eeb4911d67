package io.semsearch.encoder;

/** Texture statistics: the roughness of an image at four scales. */
final class TextureStatistics {

    private static final int SCALES = 4;

    private TextureStatistics() {}

    /** Adds the mean absolute difference of pixels from their 2 x 2 block, by quarter of the image.
     *
     * @param start index of the first of 4 x 4 values, scale by scale
     * @return the mean brightness */
    static float add(ReducedImage reduced, float[] features, int start) {
        int width = reduced.width;
        int height = reduced.height;
        float[] plane = new float[width * height];
        float sum = 0;
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (reduced.red[i] + reduced.green[i] + reduced.blue[i]) / 3;
            sum += plane[i];
        }
        float mean = sum / plane.length;
        for (int scale = 0; scale < SCALES; scale++) {
            plane = halve(plane, width, height, features, start + 4 * scale);
            width /= 2;
            height /= 2;
        }
        return mean;
    }

    /** Halves the plane, and sums the detail that is lost. */
    private static float[] halve(float[] plane, int width, int height, float[] features, int start) {
        int halfWidth = width / 2;
        int halfHeight = height / 2;
        float[] half = new float[halfWidth * halfHeight];
        float weight = 1f / half.length;
        for (int y = 0; y < halfHeight; y++) {
            for (int x = 0; x < halfWidth; x++) {
                int i = 2 * y * width + 2 * x;
                float a = plane[i];
                float b = plane[i + 1];
                float c = plane[i + width];
                float d = plane[i + width + 1];
                float mean = (a + b + c + d) / 4;
                half[y * halfWidth + x] = mean;
                int quarter = 2 * (2 * y / halfHeight) + 2 * x / halfWidth;
                features[start + quarter] += weight
                        * (Math.abs(a - mean) + Math.abs(b - mean) + Math.abs(c - mean) + Math.abs(d - mean));
            }
        }
        return half;
    }
}
