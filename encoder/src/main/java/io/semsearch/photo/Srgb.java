package io.semsearch.photo;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Converts images to sRGB without transparency. */
final class Srgb {

    private static final int OPAQUE = 255;

    private Srgb() {}

    /** Converts an image, over white.
     *
     * @return of {@link BufferedImage#TYPE_INT_RGB}; {@code image} itself if it already is */
    static BufferedImage of(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_INT_RGB) {
            return image;
        }
        ColorModel colours = image.getColorModel();
        ColorSpace space = colours.getColorSpace();
        if (space.getType() == ColorSpace.TYPE_GRAY && !(colours instanceof IndexColorModel)) {
            return gray(image);
        }
        return overWhite(space.isCS_sRGB() ? image : converted(image));
    }

    /** The same values, meant as a profile says.
     *
     * @param profile of three colours; gray images are left alone
     * @return of 8 bits for each value */
    static BufferedImage withProfile(BufferedImage image, ICC_Profile profile) {
        ColorModel colours = image.getColorModel();
        if (colours.getColorSpace().getType() != ColorSpace.TYPE_RGB) {
            return image;
        }
        boolean hasAlpha = colours.hasAlpha();
        BufferedImage bytes = new BufferedImage(image.getWidth(), image.getHeight(),
                hasAlpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = bytes.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        ColorModel meant = new ComponentColorModel(new ICC_ColorSpace(profile), hasAlpha, false,
                bytes.getTransparency(), DataBuffer.TYPE_BYTE);
        return new BufferedImage(meant, bytes.getRaster(), false, null);
    }

    /** Java takes the values of gray images as linear light, and would make them brighter; files mean them like
     * sRGB. */
    private static BufferedImage gray(BufferedImage image) {
        Raster raster = image.getRaster();
        int shift = DataBuffer.getDataTypeSize(raster.getDataBuffer().getDataType()) == 16 ? 8 : 0;
        int[] bits = image.getColorModel().getComponentSize();
        int scale = bits[0] < 8 ? OPAQUE / ((1 << bits[0]) - 1) : 1;
        boolean hasAlpha = raster.getNumBands() > 1;
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] samples = new int[raster.getWidth() * raster.getNumBands()];
        int[] line = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
            for (int x = 0; x < line.length; x++) {
                int value = (samples[x * raster.getNumBands()] >> shift) * scale;
                if (hasAlpha) {
                    int alpha = samples[x * raster.getNumBands() + 1] >> shift;
                    value = OPAQUE + (value - OPAQUE) * alpha / OPAQUE;
                }
                line[x] = value << 16 | value << 8 | value;
            }
            rgb.setRGB(0, y, line.length, 1, line, 0, line.length);
        }
        return rgb;
    }

    /** From the image's colour profile. */
    private static BufferedImage converted(BufferedImage image) {
        int type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage converted = new BufferedImage(image.getWidth(), image.getHeight(), type);
        return new ColorConvertOp(null).filter(image, converted);
    }

    private static BufferedImage overWhite(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_INT_RGB) {
            return image;
        }
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = rgb.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return rgb;
    }
}
