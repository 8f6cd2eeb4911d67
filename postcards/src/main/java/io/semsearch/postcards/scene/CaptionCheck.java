package io.semsearch.postcards.scene;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a caption says of a scene, part by part.
 *
 * @param subject    right if all kinds of objects that the caption names are in the scene
 * @param colour     right if all colours that it names are of objects in the scene
 * @param atmosphere right if it names no light or weather but the scene's */
public record CaptionCheck(Verdict subject, Verdict colour, Verdict atmosphere) {

    /** Whether a part of a caption is true. */
    public enum Verdict {
        RIGHT, WRONG,
        /** The caption does not speak of it. */
        SILENT
    }

    /** Compares a caption, in words of {@link CaptionWriter}, with a scene. */
    public static CaptionCheck of(Scene scene, String caption) {
        String text = " " + String.join(" ", caption.toLowerCase(Locale.ROOT).split("[^a-z]+")) + " ";
        String uncoloured = text;
        for (String colour : colours().sorted((a, b) -> b.length() - a.length()).toList()) {
            uncoloured = uncoloured.replace(" " + colour + " ", " ");
        }
        return new CaptionCheck(
                verdict(named(SubjectKind.class, kind -> nouns(kind, scene), text), scene::shows),
                verdict(named(Colour.class, CaptionCheck::colours, text), scene::shows),
                verdict(named(Atmosphere.class, CaptionCheck::times, uncoloured),
                        atmosphere -> atmosphere == scene.atmosphere()));
    }

    private static <E> Verdict verdict(Set<E> named, Predicate<E> isShown) {
        if (named.isEmpty()) {
            return Verdict.SILENT;
        }
        return named.stream().allMatch(isShown) ? Verdict.RIGHT : Verdict.WRONG;
    }

    private static <E extends Enum<E>> Set<E> named(Class<E> kind, Function<E, Stream<String>> words, String text) {
        return EnumSet.allOf(kind).stream()
                .filter(value -> words.apply(value).anyMatch(word -> text.contains(" " + word + " ")))
                .collect(Collectors.toSet());
    }

    /** In every setting: a caption may be wrong. */
    private static Stream<String> nouns(SubjectKind kind, Scene scene) {
        return Arrays.stream(Setting.values())
                .map(setting -> new Scene(setting, scene.atmosphere(), scene.subjects()))
                .flatMap(elsewhere -> values(Lexicon.nouns(kind, elsewhere)))
                .flatMap(noun -> Stream.of(noun.one(), noun.many()));
    }

    private static Stream<String> colours() {
        return Arrays.stream(Colour.values()).flatMap(CaptionCheck::colours);
    }

    private static Stream<String> colours(Colour colour) {
        return Arrays.stream(SubjectKind.values()).flatMap(kind -> values(Lexicon.colours(colour, kind))).distinct();
    }

    private static Stream<String> times(Atmosphere atmosphere) {
        return Stream.of(Lexicon.times(atmosphere), Lexicon.moods(atmosphere)).flatMap(CaptionCheck::values);
    }

    private static <T> Stream<T> values(Chance<T> chance) {
        return chance.options().stream().map(Chance.Option::value);
    }
}
