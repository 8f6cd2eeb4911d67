package io.semsearch.captioning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The words that a captioner reads and writes, numbered from 0; three of them are marks. Immutable. */
public final class CaptionVocabulary {

    /** Precedes the first word. */
    public static final int START = 0;
    /** Follows the last word. */
    public static final int END = 1;
    /** Any word that the vocabulary lacks. */
    public static final int UNKNOWN = 2;

    /** No caption has such words: a tokenizer parts them. */
    private static final List<String> MARKS = List.of("<start>", "<end>", "<unknown>");

    private final List<String> words;
    private final Map<String, Integer> numbers;

    /** @param words by their numbers, the marks first
     * @throws IllegalArgumentException if the marks are not first, there is no further word, or a word occurs twice */
    public CaptionVocabulary(List<String> words) {
        this.words = List.copyOf(words);
        if (words.size() <= MARKS.size() || !words.subList(0, MARKS.size()).equals(MARKS)) {
            throw new IllegalArgumentException("the words of a captioner must begin with " + MARKS
                    + " and go on with at least one word, got " + words.size() + " words");
        }
        this.numbers = new HashMap<>();
        for (int number = 0; number < words.size(); number++) {
            if (numbers.put(words.get(number), number) != null) {
                throw new IllegalArgumentException("the captioner has the word '" + words.get(number) + "' twice");
            }
        }
    }

    /** The words that captions have at least so often, the most frequent first.
     *
     * @throws IllegalArgumentException if no word is that frequent */
    public static CaptionVocabulary count(List<List<String>> captions, int minCount) {
        Map<String, Long> counts = captions.stream().flatMap(List::stream)
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
        List<String> frequent = counts.entrySet().stream().filter(word -> word.getValue() >= minCount)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).toList();
        if (frequent.isEmpty()) {
            throw new IllegalArgumentException("no word occurs " + minCount + " times in the " + captions.size()
                    + " captions: give more captions, or a lower --min-count");
        }
        return new CaptionVocabulary(Stream.concat(MARKS.stream(), frequent.stream()).toList());
    }

    /** Number of words, the marks among them. */
    public int size() {
        return words.size();
    }

    /** All words by their numbers. */
    public List<String> words() {
        return words;
    }

    /** The word of a number. */
    public String word(int number) {
        return words.get(number);
    }

    /** The numbers of words, in order; {@link #UNKNOWN} for those that are not in the vocabulary. */
    public int[] numbers(List<String> text) {
        return text.stream().mapToInt(word -> numbers.getOrDefault(word, UNKNOWN)).toArray();
    }

    /** The words of numbers, in order. */
    public List<String> words(int[] text) {
        return IntStream.of(text).mapToObj(words::get).toList();
    }
}
