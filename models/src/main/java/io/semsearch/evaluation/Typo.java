package io.semsearch.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A random typing error in one word: two adjacent letters swapped, or a letter dropped, doubled or replaced. */
final class Typo {

    private static final int SHORTEST = 4;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private enum Slip {
        SWAP, DROP, DOUBLE, REPLACE
    }

    private Typo() {}

    /** Adds a typo to one word of at least {@value #SHORTEST} letters; returns the words unchanged if there is no such
     * word. */
    static List<String> in(List<String> words, RandomGenerator random) {
        int[] candidates = IntStream.range(0, words.size())
                .filter(i -> words.get(i).codePointCount(0, words.get(i).length()) >= SHORTEST).toArray();
        if (candidates.length == 0) {
            return words;
        }
        int chosen = candidates[random.nextInt(candidates.length)];
        List<String> changed = new ArrayList<>(words);
        changed.set(chosen, slip(words.get(chosen), random));
        return changed;
    }

    private static String slip(String word, RandomGenerator random) {
        int[] letters = word.codePoints().toArray();
        Slip slip = Slip.values()[random.nextInt(Slip.values().length)];
        int place = random.nextInt(letters.length - (slip == Slip.SWAP ? 1 : 0));
        int[] typed = switch (slip) {
            // swapping two equal letters changes nothing, so one is dropped
            case SWAP -> letters[place] == letters[place + 1]
                    ? replaced(letters, place, 1)
                    : replaced(letters, place, 2, letters[place + 1], letters[place]);
            case DROP -> replaced(letters, place, 1);
            case DOUBLE -> replaced(letters, place, 1, letters[place], letters[place]);
            case REPLACE -> replaced(letters, place, 1, otherLetter(letters[place], random));
        };
        return new String(typed, 0, typed.length);
    }

    /** Replaces {@code count} letters from a position on by others. */
    private static int[] replaced(int[] letters, int place, int count, int... others) {
        return IntStream.concat(IntStream.concat(IntStream.of(letters).limit(place), IntStream.of(others)),
                IntStream.of(letters).skip((long) place + count)).toArray();
    }

    private static int otherLetter(int letter, RandomGenerator random) {
        int drawn = LETTERS.charAt(random.nextInt(LETTERS.length() - 1));
        return drawn == letter ? LETTERS.charAt(LETTERS.length() - 1) : drawn;
    }
}
