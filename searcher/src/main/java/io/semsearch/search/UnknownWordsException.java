package io.semsearch.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A text without a word that the model knows. */
public final class UnknownWordsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<String> words;
    private final transient Map<String, List<String>> suggestions;

    /**
     * @param words       the words of the text
     * @param suggestions for some of them, known words of similar spelling, the most similar first */
    public UnknownWordsException(List<String> words, Map<String, List<String>> suggestions) {
        super("the model knows no word of the text: "
                + words.stream().map(word -> describe(word, suggestions)).collect(Collectors.joining(", ")));
        this.words = List.copyOf(words);
        this.suggestions = Collections.unmodifiableMap(new LinkedHashMap<>(suggestions));
    }

    /** The unknown words, in the order of the text. */
    public List<String> words() {
        return words;
    }

    /** For some of the words, known words of similar spelling, the most similar first. */
    public Map<String, List<String>> suggestions() {
        return suggestions;
    }

    private static String describe(String word, Map<String, List<String>> suggestions) {
        List<String> spellings = suggestions.getOrDefault(word, List.of());
        return "'" + word + "'" + (spellings.isEmpty() ? "" : " (did you mean " + String.join(", ", spellings) + "?)");
    }
}
