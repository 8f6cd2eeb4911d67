package io.semsearch.postcards.drawing;

import io.semsearch.postcards.landscapes.Habitat;
import io.semsearch.postcards.landscapes.Landscape;
import io.semsearch.postcards.landscapes.SkyPainter;
import io.semsearch.postcards.scene.Scene;
import io.semsearch.postcards.subjects.SubjectPainter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.random.RandomGenerator;

/** Paints scenes as postcards. Thread-safe. */
public final class PostcardPainter {

    private final double scale;

    /** @param scale pixels per unit: 1 gives postcards of 256 x 192 pixels
     * @throws IllegalArgumentException if it is not positive */
    public PostcardPainter(double scale) {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("the scale must be > 0, got " + scale);
        }
        this.scale = scale;
    }

    /** Width of a postcard in pixels. */
    public int width() {
        return (int) Math.round(Postcard.WIDTH * scale);
    }

    /** Height of a postcard in pixels. */
    public int height() {
        return (int) Math.round(Postcard.HEIGHT * scale);
    }

    /** Paints a postcard. Equal scenes and equal generators give equal images.
     *
     * @param random determines what the scene leaves open: positions, sizes, shades, details of the weather
     * @return an image of type {@link BufferedImage#TYPE_3BYTE_BGR} */
    public BufferedImage paint(Scene scene, RandomGenerator random) {
        BufferedImage image = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(scale, scale);
            paint(scene, Easel.of(graphics, Lighting.of(scene.atmosphere(), random), random));
        } finally {
            graphics.dispose();
        }
        return Finish.of(random).apply(image, random.nextLong());
    }

    private static void paint(Scene scene, Easel easel) {
        Landscape landscape = Landscape.of(scene, easel);
        new SkyPainter(easel.plain(), easel.lighting(), easel.random()).paint(landscape.horizon() + 4);
        landscape.paint();
        List<Placement> placements = Placement.of(scene, landscape, easel);
        placements.stream().filter(Placement::isFar).forEach(placement -> paint(placement, easel));
        landscape.paintNearer();
        placements.stream().filter(placement -> !placement.isFar()).forEach(placement -> paint(placement, easel));
        if (easel.lighting().isSnowing()) {
            paintSnowfall(easel);
        }
        paintHaze(easel);
    }

    private static void paint(Placement placement, Easel easel) {
        Color colour = Swatch.of(placement.subject().colour(), easel);
        double scaleX = placement.mirrored() ? -placement.scale() : placement.scale();
        easel.plain().within(placement.x(), placement.y(), scaleX, placement.scale(), () -> {
            if (Habitat.of(placement.subject().kind()) == Habitat.GROUND) {
                easel.plain().fill(Tones.alpha(Tones.rgb(0x10121C), 0.22),
                        Outline.ellipse(0, 0, SubjectPainter.of(placement.subject().kind()).width() * 0.42, 3));
            }
            SubjectPainter.of(placement.subject().kind()).paint(easel, colour);
        });
    }

    private static void paintSnowfall(Easel easel) {
        int flakes = easel.random().nextInt(90, 260);
        for (int i = 0; i < flakes; i++) {
            double size = easel.between(0.5, 1) * easel.between(0.6, 1.7);
            easel.plain().fill(Tones.alpha(Color.WHITE, easel.between(0.55, 0.95)),
                    Outline.circle(easel.between(0, Postcard.WIDTH), easel.between(0, Postcard.HEIGHT), size));
        }
    }

    /** A veil of the sky's colour over everything, now and then. */
    private static void paintHaze(Easel easel) {
        if (easel.chance(0.35)) {
            easel.plain().fill(Tones.alpha(easel.lighting().skyLow(), easel.between(0.02, 0.13)),
                    Outline.box(0, 0, Postcard.WIDTH, Postcard.HEIGHT));
        }
    }
}
