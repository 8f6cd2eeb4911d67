package io.semsearch.postcards.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws random scenes. */
public final class SceneSampler {

    private static final double SECOND_SUBJECT = 0.3;
    private static final Chance<Atmosphere> ATMOSPHERES = Chance.of(Atmosphere.DAY, 1.0).or(Atmosphere.DUSK, 1.0)
            .or(Atmosphere.NIGHT, 1.0).or(Atmosphere.SNOW, 1.0);
    private static final Chance<Integer> COUNTS = Chance.of(1, 0.62).or(2, 0.24).or(3, 0.1).or(4, 0.04);

    private final RandomGenerator random;

    /** @param random equal generators give equal scenes */
    public SceneSampler(RandomGenerator random) {
        this.random = random;
    }

    /** Draws a scene without any of {@link Combination#HELD_OUT}, not even in words. */
    public Scene drawOrdinary() {
        while (true) {
            SubjectKind kind = kinds().draw(random);
            Repertoire repertoire = Repertoire.of(kind);
            Setting setting = repertoire.settings().draw(random);
            Scene scene = compose(kind, repertoire.colours().draw(random), setting, ATMOSPHERES.draw(random));
            if (Combination.HELD_OUT.stream().noneMatch(combination -> combination.mayBeReadInto(scene))) {
                return scene;
            }
        }
    }

    /** Draws a scene that shows this held-out combination and no other. */
    public Scene drawHolding(Combination wanted) {
        Repertoire repertoire = Repertoire.of(wanted.kind());
        while (true) {
            Setting setting = wanted.setting().orElseGet(() -> repertoire.settings().draw(random));
            Atmosphere atmosphere = wanted.atmosphere().orElseGet(() -> ATMOSPHERES.draw(random));
            Scene scene = compose(wanted.kind(), wanted.colour(), setting, atmosphere);
            if (Combination.HELD_OUT.stream()
                    .allMatch(combination -> combination.mayBeReadInto(scene) == combination.equals(wanted))) {
                return scene;
            }
        }
    }

    private Scene compose(SubjectKind kind, Colour colour, Setting setting, Atmosphere atmosphere) {
        List<Subject> subjects = new ArrayList<>();
        subjects.add(new Subject(kind, colour, drawCount(kind)));
        if (random.nextDouble() < SECOND_SUBJECT) {
            Chance<SubjectKind> companions = kinds().onlyIf(other -> canShare(kind, other, setting));
            if (!companions.isEmpty()) {
                SubjectKind companion = companions.draw(random);
                subjects.add(
                        new Subject(companion, Repertoire.of(companion).colours().draw(random), drawCount(companion)));
            }
        }
        return new Scene(setting, atmosphere, subjects);
    }

    private int drawCount(SubjectKind kind) {
        return COUNTS.onlyIf(count -> count <= Repertoire.of(kind).largestCount()).draw(random);
    }

    private static Chance<SubjectKind> kinds() {
        List<Chance.Option<SubjectKind>> options = new ArrayList<>();
        for (SubjectKind kind : SubjectKind.values()) {
            options.add(new Chance.Option<>(kind, Repertoire.of(kind).weight()));
        }
        return new Chance<>(options);
    }

    /** True if two kinds fit into one image: a lake leaves no room for a road, a road none for a railway, and a train
     * would hide buildings behind it. */
    private static boolean canShare(SubjectKind first, SubjectKind second, Setting setting) {
        if (first == second || !Repertoire.of(second).settings().allows(setting)) {
            return false;
        }
        if (isBesideTrain(first, second) || isBesideTrain(second, first)) {
            return false;
        }
        boolean lake = setting == Setting.MOUNTAINS && (first == SubjectKind.BOAT || second == SubjectKind.BOAT);
        int ways = (needsWay(first) ? 1 : 0) + (needsWay(second) ? 1 : 0);
        boolean bothRoad = isRoadVehicle(first) && isRoadVehicle(second);
        return (ways == 0 || !lake) && (ways < 2 || bothRoad);
    }

    private static boolean isBesideTrain(SubjectKind train, SubjectKind building) {
        return train == SubjectKind.TRAIN && (building == SubjectKind.HOUSE || building == SubjectKind.TENT);
    }

    private static boolean needsWay(SubjectKind kind) {
        return kind == SubjectKind.TRAIN || isRoadVehicle(kind);
    }

    private static boolean isRoadVehicle(SubjectKind kind) {
        return switch (kind) {
            case BICYCLE, BUS, CAR -> true;
            case BALLOON, BIRD, BOAT, COW, DOG, HORSE, HOUSE, KITE, LIGHTHOUSE, PERSON, SHEEP, TENT, TRAIN -> false;
        };
    }
}
