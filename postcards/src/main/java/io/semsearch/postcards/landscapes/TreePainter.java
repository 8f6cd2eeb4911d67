package io.semsearch.postcards.landscapes;

import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Lighting;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;

/** Paints trees. The foot of each stands at (x, y). */
final class TreePainter {

    private static final Color BARK = Tones.rgb(0x6B4A32);

    private final Easel easel;
    private final Lighting lighting;

    TreePainter(Easel easel) {
        this.easel = easel;
        this.lighting = easel.lighting();
    }

    /** A green for conifers, a little different each time. */
    Color pineGreen() {
        return Tones.hsb(easel.between(128, 164), easel.between(0.35, 0.55), easel.between(0.3, 0.44));
    }

    /** A green for broad leaves, a little different each time. */
    Color leafGreen() {
        return Tones.hsb(easel.between(78, 112), easel.between(0.42, 0.6), easel.between(0.42, 0.62));
    }

    /** @param distance 0 is here, 1 is the horizon; far trees are painted with less detail */
    void paintPine(double x, double y, double height, double distance) {
        Color green = lighting.fromAfar(lighting.onLand(pineGreen()), distance);
        Color snow = lighting.fromAfar(lighting.onLand(Tones.rgb(0xF6F9FF)), distance);
        double width = height * easel.between(0.36, 0.46);
        easel.plain().fill(lighting.fromAfar(lighting.onLand(BARK), distance),
                Outline.box(x - height * 0.03, y - height * 0.16, height * 0.06, height * 0.16));
        boolean detailed = height * (1 - distance) > 34;
        int tiers = height > 30 ? 4 : 3;
        List<Tier> branches = new ArrayList<>();
        for (int tier = 0; tier < tiers; tier++) {
            double bottom = y - height * (0.10 + 0.68 * tier / tiers);
            double top = Math.max(y - height, bottom - height * (0.46 - 0.05 * tier));
            branches.add(new Tier(x, top, bottom, width / 2 * (1 - 0.75 * tier / tiers), height));
        }
        if (!detailed) {
            easel.plain().fill(green, Outline.union(branches.stream().map(Tier::outline).toList()));
            if (lighting.isSnowing()) {
                easel.plain().fill(snow, Outline.union(branches.stream().map(Tier::snow).toList()));
            }
            return;
        }
        Color dark = Tones.alpha(Tones.shade(green, 0.8), 0.6);
        for (Tier tier : branches) {
            easel.plain().fill(green, tier.outline());
            easel.plain().fill(dark, tier.shadow());
            if (lighting.isSnowing()) {
                easel.plain().fill(snow, tier.snow());
            }
        }
    }

    /** One layer of a conifer's branches.
     *
     * @param half   half its width
     * @param height of the whole tree */
    private record Tier(double x, double top, double bottom, double half, double height) {

        Shape outline() {
            return Outline.from(x, top).bend(x - half * 0.35, (top + 2 * bottom) / 3, x - half, bottom)
                    .bend(x, bottom + height * 0.03, x + half, bottom)
                    .bend(x + half * 0.35, (top + 2 * bottom) / 3, x, top)
                    .close();
        }

        /** The side away from the light. */
        Shape shadow() {
            return Outline.from(x, top)
                    .bend(x + half * 0.1, (top + bottom) / 2, x + half * 0.2, bottom + height * 0.012)
                    .line(x + half, bottom).bend(x + half * 0.35, (top + 2 * bottom) / 3, x, top).close();
        }

        Shape snow() {
            return Outline.from(x, top).bend(x - half * 0.35, (top + 2 * bottom) / 3, x - half, bottom)
                    .bend(x - half * 0.35, bottom - height * 0.06, x - half * 0.15, bottom - height * 0.09)
                    .bend(x + half * 0.2, bottom - height * 0.16, x + half * 0.55, bottom - height * 0.10)
                    .bend(x + half * 0.2, (top + bottom) / 2, x, top).close();
        }
    }

    void paintLeafTree(double x, double y, double height, double distance) {
        Color green = lighting.fromAfar(lighting.onLand(lighting.snowedOn(leafGreen(), 0.55)), distance);
        Color bark = lighting.fromAfar(lighting.onLand(BARK), distance);
        easel.plain().fill(bark, Outline.polygon(x - height * 0.045, y, x - height * 0.025, y - height * 0.5,
                x + height * 0.025, y - height * 0.5, x + height * 0.045, y));
        List<Shape> crown = new ArrayList<>();
        double spread = height * easel.between(0.2, 0.27);
        double middle = y - height * 0.62;
        crown.add(Outline.circle(x, middle - spread * 0.6, spread * 0.95));
        for (int i = 0; i < 5; i++) {
            double angle = Math.PI * 2 * i / 5 + easel.between(-0.3, 0.3);
            crown.add(Outline.circle(x + Math.cos(angle) * spread * 0.8, middle + Math.sin(angle) * spread * 0.55,
                    spread * easel.between(0.55, 0.75)));
        }
        easel.plain().fill(Tones.shade(green, 1.1), Tones.shade(green, 0.74), Outline.union(crown));
        easel.plain().fill(Tones.alpha(Tones.shade(green, 1.2), 0.35),
                Outline.ellipse(x - spread * 0.35, middle - spread * 0.8, spread * 0.45, spread * 0.28));
    }

    /** @param leansRight which way the trunk bends */
    void paintPalm(double x, double y, double height, boolean leansRight) {
        double lean = (leansRight ? 1 : -1) * height * easel.between(0.12, 0.28);
        double topX = x + lean;
        double topY = y - height;
        Color trunk = Tones.rgb(0x96744C);
        easel.land().fill(trunk, Outline.from(x - 3, y).bend(x - 2, y - height * 0.5, topX - 1.6, topY)
                .line(topX + 1.6, topY).bend(x + 3, y - height * 0.5, x + 4, y).close());
        for (int i = 0; i < 9; i++) {
            double angle = Math.toRadians(-200 + 27.5 * i + easel.between(-8, 8));
            double length = height * easel.between(0.36, 0.46);
            double endX = topX + Math.cos(angle) * length;
            double endY = topY + Math.sin(angle) * length * 0.55 + length * 0.32;
            double bendX = topX + Math.cos(angle) * length * 0.6;
            double bendY = topY + Math.sin(angle) * length * 0.6 - length * 0.12;
            Color leaf = Tones.vary(Tones.rgb(0x4E8A45), 0.18, easel.random());
            easel.land().fill(leaf, Outline.from(topX, topY).bend(bendX, bendY - length * 0.1, endX, endY)
                    .bend(bendX, bendY + length * 0.16, topX, topY).close());
        }
        easel.land().fill(Tones.rgb(0x6B4A32), Outline.circle(topX - 1.5, topY + 2.5, 2));
        easel.land().fill(Tones.rgb(0x7B563A), Outline.circle(topX + 2, topY + 2, 2));
    }
}
