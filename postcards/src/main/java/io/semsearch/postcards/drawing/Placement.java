package io.semsearch.postcards.drawing;

import io.semsearch.postcards.landscapes.Band;
import io.semsearch.postcards.landscapes.Habitat;
import io.semsearch.postcards.landscapes.Landscape;
import io.semsearch.postcards.scene.Scene;
import io.semsearch.postcards.scene.Subject;
import io.semsearch.postcards.subjects.SubjectPainter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where one thing stands.
 *
 * @param x        of the middle of its foot
 * @param y        of its foot
 * @param scale    its size
 * @param mirrored whether it faces left */
record Placement(Subject subject, double x, double y, double scale, boolean mirrored) {

    private static final double MARGIN = 6;

    /** Finds a place for all that a scene shows: groups side by side, from the farthest thing to the nearest. */
    static List<Placement> of(Scene scene, Landscape landscape, Easel easel) {
        List<Subject> order = new ArrayList<>(scene.subjects());
        if (easel.chance(0.5)) {
            order = order.reversed();
        }
        double total = order.stream().mapToDouble(Placement::breadth).sum();
        List<Placement> placements = new ArrayList<>();
        double left = MARGIN;
        for (Subject subject : order) {
            double room = (Postcard.WIDTH - 2 * MARGIN) * breadth(subject) / total;
            boolean wholeWidth = Habitat.of(subject.kind()) == Habitat.TRACK;
            placements.addAll(wholeWidth
                    ? group(subject, 0, Postcard.WIDTH, landscape, easel)
                    : group(subject, left, left + room, landscape, easel));
            left += room;
        }
        placements.sort(Comparator.comparingDouble(Placement::y));
        return placements;
    }

    /** Whether it is behind all that stands on the ground. */
    boolean isFar() {
        Habitat habitat = Habitat.of(subject.kind());
        return habitat == Habitat.SKY || habitat == Habitat.WATER;
    }

    private static double breadth(Subject subject) {
        return SubjectPainter.of(subject.kind()).width() * (0.35 + 0.65 * subject.count()) + 20;
    }

    private static List<Placement> group(Subject subject, double left, double right, Landscape landscape, Easel easel) {
        SubjectPainter painter = SubjectPainter.of(subject.kind());
        Band band = landscape.band(Habitat.of(subject.kind()));
        double depth = easel.between(0.1, 0.95);
        double scale = band.scaleAt(band.at(depth)) * easel.between(0.9, 1.08);
        double needed = painter.width() * scale * (1 + 0.82 * (subject.count() - 1));
        scale *= Math.min(1, Math.max(0.55, (right - left) / needed));
        double step = painter.width() * scale * easel.between(0.78, 0.95);
        double half = (painter.width() * scale + step * (subject.count() - 1)) / 2;
        double slack = Math.max(0, (right - left) / 2 - half);
        double middle = (left + right) / 2 + easel.between(-1, 1) * slack;
        boolean mirrored = easel.random().nextBoolean();
        List<Placement> group = new ArrayList<>();
        for (int i = 0; i < subject.count(); i++) {
            double x = middle + (i - (subject.count() - 1) / 2.0) * step + easel.between(-3, 3);
            double y = band.at(Math.clamp(depth + easel.between(-0.28, 0.28), 0, 1));
            double own = scale * easel.between(0.92, 1.06);
            double reach = Math.min(Postcard.WIDTH / 2, painter.width() * own / 2 + 1);
            boolean turned = easel.chance(0.2) != mirrored;
            group.add(new Placement(subject, Math.clamp(x, reach, Postcard.WIDTH - reach),
                    Math.max(painter.height() * own + 3, y), own, turned));
        }
        return group;
    }
}
