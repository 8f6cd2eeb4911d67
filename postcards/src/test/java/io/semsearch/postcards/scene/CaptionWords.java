package io.semsearch.postcards.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a reader takes from a caption's words, told independently of the code that writes captions. */
public final class CaptionWords {

    /** Words that name a colour. */
    public static final Map<String, Colour> COLOURS = words(Map.of(Colour.RED, "red scarlet crimson", Colour.YELLOW,
            "yellow",
            Colour.GREEN, "green", Colour.BLUE, "blue", Colour.WHITE, "white", Colour.BLACK, "black", Colour.BROWN,
            "brown chestnut"));

    /** Nouns, in singular and plural. */
    public static final Map<String, SubjectKind> KINDS = words(
            Map.ofEntries(Map.entry(SubjectKind.BALLOON, "balloon balloons"),
                    Map.entry(SubjectKind.BICYCLE, "bicycle bicycles bike bikes"),
                    Map.entry(SubjectKind.BIRD, "bird birds seagull seagulls gull gulls"),
                    Map.entry(SubjectKind.BOAT, "boat boats sailboat sailboats ship ships yacht yachts"),
                    Map.entry(SubjectKind.BUS, "bus buses coach coaches"),
                    Map.entry(SubjectKind.CAR, "car cars automobile automobiles"),
                    Map.entry(SubjectKind.COW, "cow cows cattle"),
                    Map.entry(SubjectKind.DOG, "dog dogs puppy puppies hound hounds"),
                    Map.entry(SubjectKind.HORSE, "horse horses pony ponies"),
                    Map.entry(SubjectKind.HOUSE, "house houses cabin cabins cottage cottages home homes"),
                    Map.entry(SubjectKind.KITE, "kite kites"), Map.entry(SubjectKind.LIGHTHOUSE, "lighthouse"),
                    Map.entry(SubjectKind.PERSON, "person people hiker hikers walker walkers"),
                    Map.entry(SubjectKind.SHEEP, "sheep"),
                    Map.entry(SubjectKind.TENT, "tent tents"), Map.entry(SubjectKind.TRAIN, "train")));

    /** Words that only one setting has. */
    public static final Map<String, Setting> PLACES = words(Map.of(Setting.BEACH, "beach sand sandy seaside shore",
            Setting.CITY,
            "city town street streets downtown", Setting.FOREST, "forest woods trees", Setting.MEADOW,
            "meadow meadows field fields grass countryside", Setting.MOUNTAINS, "mountain mountains peaks valley lake",
            Setting.SEA, "sea ocean water waves"));

    /** Words that only one atmosphere has. */
    public static final Map<String, Atmosphere> LIGHTS = words(Map.of(Atmosphere.DAY, "sunny daylight daytime sunshine",
            Atmosphere.DUSK, "sunset dusk evening", Atmosphere.NIGHT, "night moon moonlight moonlit stars starry",
            Atmosphere.SNOW, "snow snowy snows winter wintry"));

    private CaptionWords() {}

    /** The words of a caption, in lower case. */
    public static List<String> of(String caption) {
        List<String> words = new ArrayList<>(List.of(caption.toLowerCase(Locale.ROOT).split("[^a-z]+")));
        words.remove("");
        return words;
    }

    private static <T> Map<String, T> words(Map<T, String> lists) {
        Map<String, T> words = new HashMap<>();
        lists.forEach((meaning, list) -> List.of(list.split(" ")).forEach(word -> words.put(word, meaning)));
        return Map.copyOf(words);
    }
}
