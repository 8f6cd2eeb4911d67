package io.semsearch.postcards.landscapes;

import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Lighting;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Postcard;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** A clearing among trees. */
final class ForestLandscape implements Landscape {

    private final Easel easel;
    private final Lighting lighting;
    private final Ways way;
    private final double edge;
    private final double wayY;
    private final double pines;

    ForestLandscape(Easel easel, Ways way) {
        this.easel = easel;
        this.lighting = easel.lighting();
        this.way = way;
        this.edge = easel.between(112, 126);
        this.wayY = way == Ways.TRACK ? easel.between(138, 146) : easel.between(154, 172);
        this.pines = lighting.isSnowing() ? 1 : easel.chance(0.5) ? 0.95 : easel.between(0.1, 0.6);
    }

    @Override
    public double horizon() {
        return edge - 30;
    }

    @Override
    public void paint() {
        Color gloom = lighting.onLand(lighting.snowedOn(Tones.rgb(0x3F5A48), 0.3));
        easel.plain().fill(lighting.fromAfar(gloom, 0.75), lighting.fromAfar(gloom, 0.3), Terrain.plain(edge - 46));
        paintWall(0.7, edge - 10, 58, 76);
        paintWall(0.42, edge - 4, 58, 84);
        Color floor = lighting.snowedOn(
                Tones.hsb(easel.between(70, 104), easel.between(0.38, 0.52), easel.between(0.42, 0.54)), 0.86);
        easel.land().fill(floor, Tones.shade(floor, 0.75), Terrain.hills(edge, 3, 1, easel.random()));
        paintWall(0.12, edge + 6, 60, 96);
        Terrain.strew(easel, Tones.shade(floor, 0.8), 110, edge + 10, 5);
        if (way == Ways.NONE && easel.chance(0.6)) {
            paintPath();
        }
        way.paint(easel, wayY);
        paintFrame();
    }

    private void paintWall(double distance, double y, double low, double high) {
        double gap = distance < 0.2 ? 24 : 13;
        for (double x = easel.between(-12, 6); x < Postcard.WIDTH + 12; x += easel.between(gap * 0.6, gap * 1.4)) {
            if (distance < 0.2 && Math.abs(x - Postcard.WIDTH / 2) < 66) {
                continue;
            }
            paintTree(x, y + easel.between(-4, 4), easel.between(low, high), distance);
        }
    }

    private void paintTree(double x, double y, double height, double distance) {
        TreePainter trees = new TreePainter(easel);
        if (easel.chance(pines)) {
            trees.paintPine(x, y, height, distance);
            return;
        }
        trees.paintLeafTree(x, y, height * 1.05, distance);
    }

    /** Large trees at both sides. */
    private void paintFrame() {
        for (double x : new double[]{easel.between(-14, 14), Postcard.WIDTH - easel.between(-14, 14)}) {
            paintTree(x, easel.between(150, 182), easel.between(120, 170), 0);
        }
    }

    private void paintPath() {
        Color earth = lighting.snowedOn(Tones.vary(Tones.rgb(0xA98F69), 0.1, easel.random()), 0.7);
        double end = easel.between(90, 166);
        double bend = easel.between(-40, 40);
        double start = easel.between(80, 176);
        easel.land().fill(Tones.shade(earth, 0.9), earth, Outline.from(end - 4, edge + 3)
                .bend(end + bend - 8, edge + 30, start - 26, Postcard.HEIGHT + 2).line(start + 26, Postcard.HEIGHT + 2)
                .bend(end + bend + 14, edge + 30, end + 4, edge + 3).close());
    }

    @Override
    public Band band(Habitat habitat) {
        return switch (habitat) {
            case SKY -> new Band(28, 54, 0.85, 1);
            case ROAD, TRACK, WATER -> way.band(wayY);
            case SITE -> new Band(edge + 16, edge + 36, 0.9, 1.1);
            case GROUND -> way != Ways.ROAD
                    ? new Band(way == Ways.TRACK ? wayY + 18 : edge + 24, Postcard.HEIGHT - 8, 0.9, 1.3)
                    : new Band(edge + 14, wayY - 17, 0.8, 0.9);
        };
    }
}
