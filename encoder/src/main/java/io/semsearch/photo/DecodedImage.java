package io.semsearch.photo;

import java.awt.image.BufferedImage;

/** A photo that was read.
 *
 * @param pixels   upright, sRGB, without transparency ({@link BufferedImage#TYPE_INT_RGB}); of a large photo, fewer
 *                 pixels than it has; shared
 * @param width    of the whole photo, upright, in pixels
 * @param height   of the whole photo, upright, in pixels
 * @param metadata what the camera wrote */
public record DecodedImage(BufferedImage pixels, int width, int height, PhotoMetadata metadata) {}
