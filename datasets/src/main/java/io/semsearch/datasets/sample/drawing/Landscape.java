package io.semsearch.datasets.sample.drawing;

import io.semsearch.datasets.sample.scene.Scene;
import io.semsearch.datasets.sample.scene.SubjectKind;

/** The stage of a postcard: all but the sky and the subjects. */
interface Landscape {

    /** y of the line at which the sky ends. */
    double horizon();

    /** Paints what lies behind the subjects. */
    void paint();

    /** Paints what lies before things on the water and in the sky, but behind all others. */
    default void paintNearer() {}

    /** Where subjects of a habitat stand; what lands of this kind do not have is never asked for. */
    Band band(Habitat habitat);

    static Landscape of(Scene scene, Easel easel) {
        return switch (scene.setting()) {
            case BEACH -> new BeachLandscape(easel);
            case CITY -> new CityLandscape(easel, crowdedRoad(scene));
            case FOREST -> new ForestLandscape(easel, Ways.of(scene));
            case MEADOW -> new MeadowLandscape(easel, Ways.of(scene));
            case MOUNTAINS -> new MountainLandscape(easel, Ways.of(scene), scene.shows(SubjectKind.BOAT));
            case SEA -> new SeaLandscape(easel);
        };
    }

    private static boolean crowdedRoad(Scene scene) {
        return scene.subjects().stream().anyMatch(subject -> Habitat.of(subject.kind()) == Habitat.ROAD);
    }
}
