package io.semsearch.postcards.landscapes;

import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Postcard;

/** Open water up to the horizon. */
final class SeaLandscape implements Landscape {

    private final Easel easel;
    private final double horizon;

    SeaLandscape(Easel easel) {
        this.easel = easel;
        this.horizon = easel.between(70, 106);
    }

    @Override
    public double horizon() {
        return horizon;
    }

    @Override
    public void paint() {
        WaterPainter water = new WaterPainter(easel);
        if (easel.chance(0.45)) {
            water.paintFarCoast(horizon);
        }
        water.paint(horizon, Postcard.HEIGHT);
    }

    @Override
    public Band band(Habitat habitat) {
        return switch (habitat) {
            case SKY -> new Band(32, horizon - 14, 0.8, 1.1);
            case SITE -> new Band(horizon + 16, horizon + 34, 0.85, 1.05);
            case WATER, GROUND, ROAD, TRACK -> new Band(horizon + 18, Postcard.HEIGHT - 14, 0.75, 1.3);
        };
    }
}
