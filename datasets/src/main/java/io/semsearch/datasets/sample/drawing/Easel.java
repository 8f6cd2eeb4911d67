package io.semsearch.datasets.sample.drawing;

import java.awt.Graphics2D;
import java.util.random.RandomGenerator;

/** What a painter needs for one postcard: brushes, the light and chance.
 *
 * @param plain   shows colours as they are
 * @param land    shows colours as the light falls on the land
 * @param figures shows colours as the light falls on the subjects */
record Easel(Brush plain, Brush land, Brush figures, Lighting lighting, RandomGenerator random) {

    static Easel of(Graphics2D graphics, Lighting lighting, RandomGenerator random) {
        return new Easel(new Brush(graphics, colour -> colour), new Brush(graphics, lighting::onLand),
                new Brush(graphics, lighting::onSubject), lighting, random);
    }

    double between(double low, double high) {
        return random.nextDouble(low, high);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
