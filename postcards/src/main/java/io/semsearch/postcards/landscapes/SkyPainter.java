package io.semsearch.postcards.landscapes;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Lighting;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Postcard;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Paints the sky down to the horizon: colours, sun, moon, stars and clouds. */
public final class SkyPainter {

    private final Brush brush;
    private final Lighting lighting;
    private final RandomGenerator random;

    /** @param brush a brush that shows colours unchanged */
    public SkyPainter(Brush brush, Lighting lighting, RandomGenerator random) {
        this.brush = brush;
        this.lighting = lighting;
        this.random = random;
    }

    public void paint(double horizon) {
        double middle = horizon * random.nextDouble(0.45, 0.62);
        brush.fill(lighting.skyTop(), lighting.skyMiddle(), Outline.box(0, 0, Postcard.WIDTH, middle + 1));
        brush.fill(lighting.skyMiddle(), lighting.skyLow(),
                Outline.box(0, middle, Postcard.WIDTH, horizon - middle + 2));
        switch (lighting.atmosphere()) {
            case DAY -> paintDay(horizon);
            case DUSK -> paintDusk(horizon);
            case NIGHT -> paintNight(horizon);
            case SNOW -> paintClouds(random.nextInt(3, 6), horizon * 0.7, Tones.alpha(Tones.rgb(0xB9C4D3), 0.35));
        }
    }

    private void paintDay(double horizon) {
        if (random.nextDouble() < 0.55) {
            double y = random.nextDouble(18, 24 + horizon * 0.2);
            brush.glow(Tones.alpha(Tones.rgb(0xFFF6CF), 0.75), lighting.sunX(), y, 46);
            brush.fill(Tones.rgb(0xFFF1B0), Outline.circle(lighting.sunX(), y, random.nextDouble(8, 12)));
        }
        paintClouds(random.nextInt(0, 5), horizon * 0.75, Tones.alpha(Color.WHITE, 0.82));
    }

    private void paintDusk(double horizon) {
        double y = horizon - random.nextDouble(-4, 18);
        brush.glow(Tones.alpha(Tones.rgb(0xFFE39A), 0.85), lighting.sunX(), y, random.nextDouble(60, 110));
        brush.fill(Tones.rgb(0xFFF0B8), Tones.rgb(0xFFB45C),
                Outline.circle(lighting.sunX(), y, random.nextDouble(11, 17)));
        Color streak = Tones.mix(lighting.skyTop(), lighting.skyMiddle(), 0.45);
        for (int i = random.nextInt(2, 8); i > 0; i--) {
            double x = random.nextDouble(-30, Postcard.WIDTH);
            double streakY = horizon * random.nextDouble(0.2, 0.9);
            double width = random.nextDouble(40, 130);
            double thickness = random.nextDouble(1.2, 4);
            brush.fill(Tones.alpha(streak, random.nextDouble(0.3, 0.6)), Outline.from(x, streakY)
                    .bend(x + width * 0.4, streakY - 2 * thickness, x + width, streakY)
                    .bend(x + width * 0.5, streakY + thickness, x, streakY).close());
        }
    }

    private void paintNight(double horizon) {
        for (int i = random.nextInt(45, 95); i > 0; i--) {
            double depth = random.nextDouble();
            brush.fill(Tones.alpha(Tones.rgb(0xFFFBE6), random.nextDouble(0.35, 0.95) * (1 - 0.6 * depth)),
                    Outline.circle(
                            random.nextDouble(Postcard.WIDTH), depth * horizon * 0.95, random.nextDouble(0.35, 0.95)));
        }
        double y = random.nextDouble(20, 30 + horizon * 0.18);
        double radius = random.nextDouble(8, 13);
        double x = lighting.sunX();
        brush.glow(Tones.alpha(Tones.rgb(0xE9EDFF), 0.45), x, y, radius * 4);
        if (random.nextDouble() < 0.4) {
            paintCrescent(x, y, radius);
        } else {
            brush.fill(Tones.rgb(0xFBF6DC), Outline.circle(x, y, radius));
            brush.fill(Tones.alpha(Tones.rgb(0xD9D2B4), 0.7),
                    Outline.circle(x - radius * 0.3, y - radius * 0.2, radius * 0.25));
            brush.fill(Tones.alpha(Tones.rgb(0xD9D2B4), 0.6),
                    Outline.circle(x + radius * 0.35, y + radius * 0.3, radius * 0.18));
        }
        paintClouds(random.nextInt(0, 3), horizon * 0.8,
                Tones.alpha(Tones.mix(lighting.skyLow(), Color.WHITE, 0.1), 0.35));
    }

    private void paintCrescent(double x, double y, double radius) {
        brush.within(x, y, random.nextBoolean() ? radius : -radius, radius, () -> brush.turned(-20,
                () -> brush.fill(Tones.rgb(0xFBF6DC),
                        Outline.from(0.15, -1).bend(1.25, -0.75, 1, 0.15).bend(0.8, 1.1, -0.35, 0.95)
                                .bend(0.45, 0.75, 0.5, 0.05).bend(0.5, -0.6, 0.15, -1).close())));
    }

    private void paintClouds(int count, double lowest, Color colour) {
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble(Postcard.WIDTH);
            double y = random.nextDouble(8, Math.max(12, lowest));
            double size = random.nextDouble(0.6, 1.5) * (1.15 - 0.5 * y / Math.max(1, lowest));
            brush.within(x, y, size, size * 0.8, () -> paintCloud(colour));
        }
    }

    private void paintCloud(Color colour) {
        Color shadow = Tones.alpha(Tones.mix(colour, lighting.skyMiddle(), 0.5), colour.getAlpha() / 255.0);
        int puffs = random.nextInt(3, 6);
        List<Shape> shapes = new ArrayList<>();
        shapes.add(Outline.ellipse(0, 0, puffs * 7.5, 4.5));
        for (int i = 0; i < puffs; i++) {
            double radius = random.nextDouble(6, 11);
            shapes.add(Outline.circle((i - (puffs - 1) / 2.0) * 11, -radius * 0.6, radius));
        }
        brush.fill(colour, shadow, Outline.union(shapes));
    }
}
