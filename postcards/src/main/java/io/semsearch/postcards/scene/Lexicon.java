package io.semsearch.postcards.scene;

import java.util.random.RandomGenerator;

/** The words that captions are made of. Colour names stand here and nowhere else, so that a caption never names a
 * colour that is not to be seen. */
final class Lexicon {

    /** A noun.
     *
     * @param one  its singular
     * @param many its plural */
    record Noun(String one, String many) {

        static Noun of(String one) {
            return new Noun(one, one + "s");
        }
    }

    private Lexicon() {}

    static Chance<Noun> nouns(SubjectKind kind, Scene scene) {
        boolean wild = scene.setting() == Setting.FOREST || scene.setting() == Setting.MOUNTAINS;
        boolean coast = scene.setting() == Setting.SEA || scene.setting() == Setting.BEACH;
        return switch (kind) {
            case BALLOON -> Chance.of(Noun.of("balloon"), 3).or(Noun.of("hot air balloon"), 2);
            case BICYCLE -> Chance.of(Noun.of("bicycle"), 2).or(Noun.of("bike"), 2);
            case BIRD -> coast
                    ? Chance.of(Noun.of("bird"), 2).or(Noun.of("seagull"), 1).or(Noun.of("gull"), 0.5)
                    : Chance.of(Noun.of("bird"), 1);
            case BOAT -> Chance.of(Noun.of("boat"), 4).or(Noun.of("sailboat"), 2).or(Noun.of("sailing boat"), 1)
                    .or(Noun.of("ship"), 1).or(Noun.of("yacht"), 0.5);
            case BUS -> Chance.of(new Noun("bus", "buses"), 4).or(new Noun("coach", "coaches"), 0.7);
            case CAR -> Chance.of(Noun.of("car"), 4).or(Noun.of("automobile"), 1);
            case COW -> Chance.of(Noun.of("cow"), 4).or(new Noun("cow", "cattle"), 0.6);
            case DOG -> Chance.of(Noun.of("dog"), 4).or(new Noun("puppy", "puppies"), 1).or(Noun.of("hound"), 0.4);
            case HORSE -> Chance.of(Noun.of("horse"), 4).or(new Noun("pony", "ponies"), 1);
            case HOUSE -> wild
                    ? Chance.of(Noun.of("house"), 3).or(Noun.of("cabin"), 2).or(Noun.of("cottage"), 1)
                    : Chance.of(Noun.of("house"), 3).or(Noun.of("cottage"), 1.2).or(Noun.of("home"), 0.4);
            case KITE -> Chance.of(Noun.of("kite"), 1);
            case LIGHTHOUSE -> Chance.of(Noun.of("lighthouse"), 1);
            case PERSON -> Chance.of(new Noun("person", "people"), 4).or(Noun.of(wild ? "hiker" : "walker"), 1);
            case SHEEP -> Chance.of(new Noun("sheep", "sheep"), 1);
            case TENT -> Chance.of(Noun.of("tent"), 4).or(Noun.of("camping tent"), 0.7);
            case TRAIN ->
                Chance.of(Noun.of("train"), 3).or(Noun.of("steam train"), 1.5).or(Noun.of("railway train"), 0.4);
        };
    }

    static Chance<String> colours(Colour colour, SubjectKind kind) {
        return switch (colour) {
            case RED -> Chance.of("red", 7).or("bright red", 1.5).or("scarlet", 0.7).or("crimson", 0.7);
            case YELLOW -> Chance.of("yellow", 7).or("lemon yellow", 1).or("golden yellow", 1);
            case GREEN -> Chance.of("green", 7).or("leaf green", 1).or("emerald green", 1);
            case BLUE -> Chance.of("blue", 7).or("deep blue", 1.2).or("royal blue", 0.8);
            case WHITE -> Chance.of("white", 7).or("pure white", 1.4);
            case BLACK -> Chance.of("black", 7).or("jet black", 1.2);
            case BROWN -> kind == SubjectKind.HORSE
                    ? Chance.of("brown", 6).or("chestnut", 2).or("dark brown", 1)
                    : Chance.of("brown", 6).or("dark brown", 1).or("chocolate brown", 0.8);
        };
    }

    static Chance<String> qualities(SubjectKind kind) {
        return switch (kind) {
            case BOAT -> Chance.of("little", 1).or("pretty", 1).or("small", 1).or("wooden", 1);
            case HOUSE -> Chance.of("little", 1).or("cosy", 1).or("lonely", 1).or("wooden", 1);
            case LIGHTHOUSE -> Chance.of("tall", 2).or("old", 1);
            case BUS, CAR, BICYCLE, TRAIN -> Chance.of("old", 1).or("shiny", 1).or("little", 0.6);
            case COW, HORSE -> Chance.of("big", 1).or("fine", 1).or("beautiful", 1);
            case DOG -> Chance.of("cute", 1).or("friendly", 1).or("little", 1);
            case SHEEP -> Chance.of("woolly", 2).or("fluffy", 1);
            case BIRD, PERSON, BALLOON, KITE, TENT -> Chance.of("little", 1).or("lovely", 1).or("small", 1);
        };
    }

    /** What the subject does, to stand after its noun or after "is" and "are". */
    static Chance<String> actions(SubjectKind kind) {
        return switch (kind) {
            case BALLOON -> Chance.of("floating", 2).or("drifting", 1).or("hovering", 1).or("rising", 1);
            case BICYCLE -> Chance.of("parked", 2).or("left standing", 1).or("waiting for its rider", 0.5);
            case BIRD -> Chance.of("flying", 3).or("soaring", 1).or("gliding", 1);
            case BOAT -> Chance.of("sailing", 3).or("drifting", 1).or("floating", 1).or("under sail", 1);
            case BUS -> Chance.of("driving", 2).or("on its way", 1).or("carrying passengers", 1);
            case CAR -> Chance.of("driving", 2).or("parked", 2).or("out for a drive", 0.7);
            case COW -> Chance.of("standing", 2).or("standing around", 1).or("looking around", 1);
            case DOG -> Chance.of("waiting", 2).or("playing", 2).or("out for a walk", 1);
            case HORSE -> Chance.of("standing", 2).or("walking", 1.5).or("trotting", 1);
            case HOUSE -> Chance.of("standing", 1).or("standing alone", 0.4);
            case KITE -> Chance.of("flying", 3).or("dancing in the wind", 1);
            case LIGHTHOUSE -> Chance.of("standing", 2).or("rising", 1).or("showing the way", 0.7);
            case PERSON -> Chance.of("walking", 3).or("standing", 1).or("strolling", 1);
            case SHEEP -> Chance.of("standing", 2).or("grazing", 2);
            case TENT -> Chance.of("pitched", 3).or("put up", 1);
            case TRAIN -> Chance.of("steaming", 2).or("rolling", 1).or("puffing along", 1).or("travelling", 1);
        };
    }

    /** A phrase for where a scene lies, as seen from one of its subjects. */
    static Chance<String> places(Scene scene, SubjectKind kind) {
        if (flies(kind)) {
            return placesBelow(scene.setting());
        }
        boolean passes = kind == SubjectKind.TRAIN || kind == SubjectKind.BUS || kind == SubjectKind.CAR;
        if (passes && scene.setting() != Setting.BEACH && scene.setting() != Setting.CITY) {
            return placesCrossed(scene.setting());
        }
        boolean winter = scene.atmosphere() == Atmosphere.SNOW;
        return switch (scene.setting()) {
            case BEACH -> kind == SubjectKind.BOAT
                    ? Chance.of("off the beach", 2).or("near the beach", 2).or("near the shore", 1)
                            .or("by a sandy beach", 1)
                    : Chance.of("on the beach", 4).or("on a sandy beach", 1).or("on the sand", 1)
                            .or("at the seaside", 1)
                            .or("by the shore", 1);
            case CITY -> Chance.of("in the city", 4).or("in town", 1).or("on a city street", 2).or("in the street", 1)
                    .or("downtown", 1);
            case FOREST -> Chance.of("in the forest", 4).or("in the woods", 2).or("among the trees", 1)
                    .or("in a forest clearing", 1);
            case MEADOW -> Chance.of("in a meadow", 3).or("in the meadow", 2).or("in a field", 1)
                    .or(winter ? "in the fields" : "on the grass", 1).or("in the countryside", 1);
            case MOUNTAINS -> kind == SubjectKind.BOAT
                    ? Chance.of("on a mountain lake", 3).or("on a lake in the mountains", 2).or("below the mountains",
                            1)
                    : Chance.of("in the mountains", 4).or("in a mountain valley", 1).or("below the peaks", 1)
                            .or("in front of the mountains", 1);
            case SEA -> kind == SubjectKind.LIGHTHOUSE
                    ? Chance.of("by the sea", 2).or("in the sea", 1).or("on a rock in the ocean", 1)
                            .or("above the waves", 1)
                    : Chance.of("on the sea", 3).or("on the water", 1).or("out at sea", 1).or("on the ocean", 1)
                            .or("on the waves", 0.7);
        };
    }

    static boolean flies(SubjectKind kind) {
        return kind == SubjectKind.BALLOON || kind == SubjectKind.BIRD || kind == SubjectKind.KITE;
    }

    private static Chance<String> placesCrossed(Setting setting) {
        return switch (setting) {
            case FOREST -> Chance.of("in the forest", 4).or("in the woods", 2).or("on a forest clearing", 0.5)
                    .or("among the trees", 1);
            case MEADOW -> Chance.of("in the countryside", 2).or("between the fields", 2).or("in a meadow", 2)
                    .or("among the meadows", 1);
            case MOUNTAINS -> Chance.of("in the mountains", 4).or("in a mountain valley", 1.5).or("below the peaks", 1);
            case BEACH, CITY, SEA -> throw new IllegalArgumentException("nothing crosses this place: " + setting);
        };
    }

    private static Chance<String> placesBelow(Setting setting) {
        return switch (setting) {
            case BEACH ->
                Chance.of("over the beach", 3).or("above the beach", 2).or("above the sand", 1).or("over the shore", 1);
            case CITY ->
                Chance.of("over the city", 3).or("above the city", 2).or("above the town", 1).or("over the streets", 1);
            case FOREST -> Chance.of("over the forest", 2).or("above the trees", 2).or("over the woods", 1);
            case MEADOW -> Chance.of("over a meadow", 2).or("above the meadow", 2).or("over the fields", 1)
                    .or("above the countryside", 1);
            case MOUNTAINS -> Chance.of("over the mountains", 3).or("above the mountains", 2).or("above the peaks", 1)
                    .or("over a mountain valley", 1);
            case SEA ->
                Chance.of("over the sea", 3).or("above the sea", 1).or("above the waves", 1).or("over the ocean", 1);
        };
    }

    /** The bare name of a kind of place, to stand after an article or an adjective. */
    static Chance<String> placeNames(Setting setting) {
        return switch (setting) {
            case BEACH -> Chance.of("beach", 3).or("sandy beach", 1).or("shore", 0.5);
            case CITY -> Chance.of("city", 2).or("city street", 2).or("town", 1);
            case FOREST -> Chance.of("forest", 3).or("forest clearing", 1);
            case MEADOW -> Chance.of("meadow", 3).or("field", 1);
            case MOUNTAINS -> Chance.of("mountain valley", 2).or("mountain landscape", 2);
            case SEA -> Chance.of("sea", 2).or("ocean", 1);
        };
    }

    static Chance<String> times(Atmosphere atmosphere) {
        return switch (atmosphere) {
            case DAY ->
                Chance.of("on a sunny day", 3).or("during the day", 2).or("in daylight", 1).or("on a bright day", 1)
                        .or("in the daytime", 1).or("in the sunshine", 1);
            case DUSK ->
                Chance.of("at sunset", 4).or("at dusk", 3).or("in the evening", 2).or("as the sun goes down", 1)
                        .or("in the evening light", 1);
            case NIGHT -> Chance.of("at night", 6).or("by night", 1).or("under the moon", 1).or("in the moonlight", 1)
                    .or("under the stars", 1).or("on a starry night", 1);
            case SNOW -> Chance.of("in the snow", 6).or("on a snowy day", 1).or("in winter", 1).or("in falling snow", 1)
                    .or("on a cold winter day", 1).or("while it snows", 0.6);
        };
    }

    /** Adjectives that a place takes from its light or weather. */
    static Chance<String> moods(Atmosphere atmosphere) {
        return switch (atmosphere) {
            case DAY -> Chance.of("sunny", 3).or("bright", 1);
            case DUSK -> Chance.of("evening", 1);
            case NIGHT -> Chance.of("moonlit", 2).or("dark", 1);
            case SNOW -> Chance.of("snowy", 3).or("wintry", 1).or("snow-covered", 1);
        };
    }

    static Chance<String> quantities(int count, SubjectKind kind) {
        return switch (count) {
            case 1 -> Chance.of("a", 8).or("one", 0.7).or("a single", 0.5).or("a lone", 0.4);
            case 2 -> Chance.of("two", 7).or("a pair of", 1.2).or("a couple of", 1);
            case 3 -> Chance.of("three", 6).or("several", 1.2).or("some", 1.2).or("a group of", 0.8);
            default -> kind == SubjectKind.BIRD || kind == SubjectKind.SHEEP
                    ? Chance.of("four", 3).or("several", 1).or("a flock of", 2)
                    : Chance.of("four", 3).or("several", 1);
        };
    }

    /** How it is told what people of a certain colour wear. */
    static String clothes(String colour, boolean many, RandomGenerator random) {
        Chance<String> ways = many
                ? Chance.of("in " + colour + " coats", 1).or("wearing " + colour + " jackets", 1)
                : Chance.of("in " + withArticle(colour + " coat"), 2)
                        .or("wearing " + withArticle(colour + " jacket"), 1);
        return ways.or("dressed in " + colour, 1).draw(random);
    }

    static String withArticle(String words) {
        return ("aeiou".indexOf(words.charAt(0)) >= 0 ? "an " : "a ") + words;
    }
}
