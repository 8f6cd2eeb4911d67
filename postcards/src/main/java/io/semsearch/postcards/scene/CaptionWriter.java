package io.semsearch.postcards.scene;

import io.semsearch.postcards.scene.Lexicon.Noun;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Writes captions of scenes as different people would: in other words, in another order, and with details left out.
 *
 * <p>A caption is always true of its scene. */
public final class CaptionWriter {

    private static final double COLOUR_IS_NAMED = 0.9;
    private static final double COMPANION_IS_NAMED = 0.7;
    private static final double PLACE_IS_NAMED = 0.9;

    private final RandomGenerator random;

    /** @param random equal generators give equal captions */
    public CaptionWriter(RandomGenerator random) {
        this.random = random;
    }

    /** Writes different captions of one scene.
     *
     * @param count number of captions; small, because a scene has a limited number of descriptions */
    public List<String> write(Scene scene, int count) {
        Set<String> captions = new LinkedHashSet<>();
        while (captions.size() < count) {
            captions.add(punctuate(sentence(scene)));
        }
        return List.copyOf(captions);
    }

    private String sentence(Scene scene) {
        Subject main = scene.subjects().getFirst();
        double kind = random.nextDouble();
        if (kind < 0.2) {
            return view(scene) + " with " + subjects(scene);
        }
        if (kind < 0.32) {
            String verb = main.count() == 1 ? " is " : " are ";
            return time(scene) + ", " + phrase(main, scene) + verb + action(main) + " " + place(scene, main);
        }
        if (kind < 0.42) {
            return (main.count() == 1 ? "there is " : "there are ") + subjectsAndEnding(scene);
        }
        if (kind < 0.7) {
            return phrase(main, scene) + " " + action(main) + ending(scene, main);
        }
        return subjectsAndEnding(scene);
    }

    /** With a flying and a standing subject in one clause, the place is described from the standing one. */
    private String subjectsAndEnding(Scene scene) {
        String subjects = subjects(scene);
        Subject standing = scene.subjects().stream().filter(subject -> !Lexicon.flies(subject.kind())).findFirst()
                .orElse(scene.subjects().getFirst());
        return subjects + ending(scene, subjects.contains(" and ") ? standing : scene.subjects().getFirst());
    }

    /** The place, the time, or both. */
    private String ending(Scene scene, Subject subject) {
        double timeIsNamed = scene.atmosphere() == Atmosphere.DAY ? 0.55 : 0.85;
        String place = random.nextDouble() < PLACE_IS_NAMED ? " " + place(scene, subject) : "";
        String time = place.isEmpty() || random.nextDouble() < timeIsNamed ? " " + time(scene) : "";
        return place + time;
    }

    private String view(Scene scene) {
        String name = Lexicon.placeNames(scene.setting()).draw(random);
        if (random.nextDouble() < 0.4) {
            return Lexicon.withArticle(name) + " " + time(scene);
        }
        return Lexicon.withArticle(Lexicon.moods(scene.atmosphere()).draw(random) + " " + name);
    }

    private String subjects(Scene scene) {
        String first = phrase(scene.subjects().getFirst(), scene);
        if (scene.subjects().size() == 1 || random.nextDouble() > COMPANION_IS_NAMED) {
            return first;
        }
        String second = phrase(scene.subjects().get(1), scene);
        return random.nextDouble() < 0.75 ? first + " and " + second : second + " and " + first;
    }

    /** A noun phrase with its attributes: a pair of little brown dogs. */
    private String phrase(Subject subject, Scene scene) {
        boolean one = subject.count() == 1;
        Noun noun = Lexicon.nouns(subject.kind(), scene).draw(random);
        List<String> words = new ArrayList<>();
        if (random.nextDouble() < 0.16) {
            words.add(Lexicon.qualities(subject.kind()).draw(random));
        }
        String colour = random.nextDouble() < COLOUR_IS_NAMED
                ? Lexicon.colours(subject.colour(), subject.kind()).draw(random)
                : "";
        boolean worn = subject.kind() == SubjectKind.PERSON;
        if (!colour.isEmpty() && !worn) {
            words.add(colour);
        }
        words.add(one ? noun.one() : noun.many());
        if (!colour.isEmpty() && worn) {
            words.add(Lexicon.clothes(colour, !one, random));
        }
        String quantity = Lexicon.quantities(subject.count(), subject.kind()).draw(random);
        String rest = String.join(" ", words);
        return quantity.equals("a") ? Lexicon.withArticle(rest) : quantity + " " + rest;
    }

    private String action(Subject subject) {
        String action = Lexicon.actions(subject.kind()).draw(random);
        return subject.count() == 1
                ? action
                : action.replace(" its way", " their way").replace("its rider", "their riders");
    }

    private String place(Scene scene, Subject subject) {
        return Lexicon.places(scene, subject.kind()).draw(random);
    }

    private String time(Scene scene) {
        return Lexicon.times(scene.atmosphere()).draw(random);
    }

    private String punctuate(String sentence) {
        double habit = random.nextDouble();
        if (habit < 0.2) {
            return sentence;
        }
        String capitalized = sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
        return habit < 0.45 ? capitalized : capitalized + ".";
    }
}
