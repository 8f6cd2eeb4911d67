package io.semsearch.postcards.landscapes;

import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Postcard;
import io.semsearch.postcards.drawing.Tones;
import io.semsearch.postcards.scene.Scene;
import java.awt.Color;

/** The way that crosses a landscape from side to side, if its subjects need one. */
enum Ways {
    NONE, ROAD, TRACK;

    static final double ROAD_WIDTH = 26;
    private static final double TRACK_WIDTH = 15;

    static Ways of(Scene scene) {
        boolean road = scene.subjects().stream().anyMatch(subject -> Habitat.of(subject.kind()) == Habitat.ROAD);
        boolean track = scene.subjects().stream().anyMatch(subject -> Habitat.of(subject.kind()) == Habitat.TRACK);
        return track ? TRACK : road ? ROAD : NONE;
    }

    /** Paints the way.
     *
     * @param y its middle */
    void paint(Easel easel, double y) {
        switch (this) {
            case NONE -> {
            }
            case ROAD -> paintRoad(easel, y);
            case TRACK -> paintTrack(easel, y);
        }
    }

    /** Where its users' wheels stand. */
    Band band(double y) {
        return switch (this) {
            case NONE -> throw new IllegalStateException("there is no way here");
            case ROAD -> new Band(y - 1, y + ROAD_WIDTH / 2 - 3, 0.9, 1);
            case TRACK -> new Band(y, y, 1, 1);
        };
    }

    private static void paintRoad(Easel easel, double y) {
        double top = y - ROAD_WIDTH / 2;
        Color asphalt = easel.lighting().snowedOn(Tones.vary(Tones.rgb(0x8C8983), 0.1, easel.random()), 0.35);
        easel.land().fill(Tones.shade(asphalt, 0.8), Outline.box(0, top - 1.5, Postcard.WIDTH, ROAD_WIDTH + 3));
        easel.land().fill(asphalt, Tones.shade(asphalt, 0.92), Outline.box(0, top, Postcard.WIDTH, ROAD_WIDTH));
        for (double x = easel.between(-20, 0); x < Postcard.WIDTH; x += 26) {
            easel.land().fill(Tones.rgb(0xE6E2D6), Outline.box(x, y - 1, 14, 1.6));
        }
    }

    private static void paintTrack(Easel easel, double y) {
        Color gravel = easel.lighting().snowedOn(Tones.vary(Tones.rgb(0x9A9286), 0.1, easel.random()), 0.5);
        easel.land().fill(gravel, Tones.shade(gravel, 0.8), Outline.box(0, y - 6, Postcard.WIDTH, TRACK_WIDTH));
        for (double x = easel.between(-6, 0); x < Postcard.WIDTH; x += 7) {
            easel.land().fill(Tones.rgb(0x5C4733),
                    Outline.polygon(x, y - 3.5, x + 3, y - 3.5, x + 2, y + 5, x - 1.6, y + 5));
        }
        easel.land().line(Tones.rgb(0x55585E), 1.2, 0, y - 2, Postcard.WIDTH, y - 2);
        easel.land().line(Tones.rgb(0x6A6E75), 1.6, 0, y + 2.6, Postcard.WIDTH, y + 2.6);
    }
}
