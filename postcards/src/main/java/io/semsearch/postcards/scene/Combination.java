package io.semsearch.postcards.scene;

import java.util.List;
import java.util.Optional;

/** A colour, a kind of subject and a light or place that never occur together in the training part of the sample,
 * although any two of them do.
 *
 * @param name       short, for tables and files
 * @param query      how a person would search for it
 * @param colour     colour of the subject
 * @param kind       kind of the subject
 * @param setting    place of the subject; empty for any
 * @param atmosphere light or weather; empty for any */
public record Combination(String name, String query, Colour colour, SubjectKind kind,
        Optional<Setting> setting,
        Optional<Atmosphere> atmosphere) {

    /** The combinations that only the test part shows. */
    public static final List<Combination> HELD_OUT = List.of(
            at("red boat, night", "a red boat at night", Colour.RED, SubjectKind.BOAT, Atmosphere.NIGHT),
            at("white horse, dusk", "a white horse at sunset", Colour.WHITE, SubjectKind.HORSE, Atmosphere.DUSK),
            at("green bus, night", "a green bus at night", Colour.GREEN, SubjectKind.BUS, Atmosphere.NIGHT),
            at("yellow tent, snow", "a yellow tent in the snow", Colour.YELLOW, SubjectKind.TENT, Atmosphere.SNOW),
            at("blue train, dusk", "a blue train at sunset", Colour.BLUE, SubjectKind.TRAIN, Atmosphere.DUSK),
            in("yellow car, beach", "a yellow car on the beach", Colour.YELLOW, SubjectKind.CAR, Setting.BEACH),
            in("blue house, forest", "a blue house in the forest", Colour.BLUE, SubjectKind.HOUSE, Setting.FOREST),
            in("red balloon, mountains", "a red balloon over the mountains", Colour.RED, SubjectKind.BALLOON,
                    Setting.MOUNTAINS),
            at("brown dog, snow", "a brown dog in the snow", Colour.BROWN, SubjectKind.DOG, Atmosphere.SNOW),
            at("white sheep, night", "white sheep at night", Colour.WHITE, SubjectKind.SHEEP, Atmosphere.NIGHT));

    /** True if a scene shows this combination. */
    public boolean isIn(Scene scene) {
        return isSurroundedBy(scene) && scene.subjects().stream()
                .anyMatch(subject -> subject.kind() == kind && subject.colour() == colour);
    }

    /** True if a scene has all elements of this combination, even if not on one subject: a red car beside a blue boat
     * at night has the words of a red boat at night. */
    public boolean mayBeReadInto(Scene scene) {
        return isSurroundedBy(scene) && scene.shows(kind) && scene.shows(colour);
    }

    private boolean isSurroundedBy(Scene scene) {
        return setting.map(wanted -> wanted == scene.setting()).orElse(true)
                && atmosphere.map(wanted -> wanted == scene.atmosphere()).orElse(true);
    }

    private static Combination at(String name, String query, Colour colour, SubjectKind kind, Atmosphere atmosphere) {
        return new Combination(name, query, colour, kind, Optional.empty(), Optional.of(atmosphere));
    }

    private static Combination in(String name, String query, Colour colour, SubjectKind kind, Setting setting) {
        return new Combination(name, query, colour, kind, Optional.of(setting), Optional.empty());
    }
}
