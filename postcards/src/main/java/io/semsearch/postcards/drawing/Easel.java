package io.semsearch.postcards.drawing;

import java.awt.Graphics2D;
import java.util.random.RandomGenerator;

/** The tools to paint one postcard: brushes, light and random numbers.
 *
 * @param plain   a brush that shows colours unchanged
 * @param land    a brush that shows colours in the light of the land
 * @param figures a brush that shows colours in the light of the subjects */
public record Easel(Brush plain, Brush land, Brush figures, Lighting lighting, RandomGenerator random) {

    static Easel of(Graphics2D graphics, Lighting lighting, RandomGenerator random) {
        return new Easel(new Brush(graphics, colour -> colour), new Brush(graphics, lighting::onLand),
                new Brush(graphics, lighting::onSubject), lighting, random);
    }

    public double between(double low, double high) {
        return random.nextDouble(low, high);
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
