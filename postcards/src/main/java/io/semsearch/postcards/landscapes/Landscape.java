package io.semsearch.postcards.landscapes;

import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.scene.Scene;
import io.semsearch.postcards.scene.SubjectKind;

/** The landscape of a postcard: everything except the sky and the subjects. */
public interface Landscape {

    /** y of the horizon, where the sky ends. */
    double horizon();

    /** Paints what is behind the subjects. */
    void paint();

    /** Paints what is in front of subjects on the water and in the sky, but behind all others. */
    default void paintNearer() {}

    /** The positions of subjects of a habitat. Called only for habitats that this kind of landscape has. */
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
