package io.semsearch.experiment;

import io.semsearch.experiment.YamlValue.Place;
import io.semsearch.experiment.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Cuts command lines into words, and puts values in the place of <code>${name}</code>.
 *
 * <p>Blanks part words, except within quotes. A variable that stands alone and outside of quotes becomes as many words as
 * it holds; a folder, or what stands within a word or quotes, stays within that word. */
final class Variables {

    /** The folder that the user names. */
    static final String DATA = "data";

    private final Map<String, String> folders;
    private final Map<String, Scalar> texts;

    /**
     * @param folders values that are not looked into
     * @param texts   values that may hold variables and several words */
    Variables(Map<String, String> folders, Map<String, Scalar> texts) {
        this.folders = folders;
        this.texts = texts;
    }

    /** The same with further texts, which go before those of the same name. */
    Variables with(Map<String, Scalar> further, Map<String, String> furtherFolders) {
        Map<String, Scalar> allTexts = new LinkedHashMap<>(texts);
        allTexts.putAll(further);
        Map<String, String> allFolders = new LinkedHashMap<>(folders);
        allFolders.putAll(furtherFolders);
        return new Variables(allFolders, allTexts);
    }

    /** The words of a command line.
     *
     * @throws ExperimentFileException  if a variable is not known or stands for itself, or a quote is not closed
     * @throws IllegalArgumentException if it needs a folder of data and there is none */
    List<String> words(Scalar line) throws ExperimentFileException {
        return new Cutter(line, new HashSet<>()).words();
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(folders.keySet());
        names.addAll(texts.keySet());
        return names;
    }

    /** Cuts one text. */
    private final class Cutter {

        private static final char NO_QUOTE = 0;

        private final Place place;
        private final String text;
        private final Set<String> open;
        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean isWordStarted;
        private char quote = NO_QUOTE;

        /** @param open the variables whose values this text is part of */
        Cutter(Scalar scalar, Set<String> open) {
            this.place = scalar.place();
            this.text = scalar.text();
            this.open = open;
        }

        List<String> words() throws ExperimentFileException {
            int at = 0;
            while (at < text.length()) {
                at = text.startsWith("${", at) ? variable(at) : character(at);
            }
            if (quote != NO_QUOTE) {
                throw place.error("a quote is not closed: " + text.strip());
            }
            endWord();
            return words;
        }

        private int character(int at) {
            char c = text.charAt(at);
            if (quote == NO_QUOTE && Character.isWhitespace(c)) {
                endWord();
            } else if (quote == NO_QUOTE && (c == '"' || c == '\'')) {
                quote = c;
                isWordStarted = true;
            } else if (c == quote) {
                quote = NO_QUOTE;
            } else {
                add(String.valueOf(c));
            }
            return at + 1;
        }

        private int variable(int at) throws ExperimentFileException {
            int end = text.indexOf('}', at);
            if (end < 0) {
                throw place.error("'${' is not closed: " + text.strip());
            }
            String name = text.substring(at + 2, end);
            String folder = folders.get(name);
            if (folder != null) {
                add(folder);
                return end + 1;
            }
            boolean isAlone = quote == NO_QUOTE && !isWordStarted
                    && (end + 1 == text.length() || Character.isWhitespace(text.charAt(end + 1)));
            List<String> values = value(name);
            if (isAlone) {
                words.addAll(values);
            } else {
                add(String.join(" ", values));
            }
            return end + 1;
        }

        private List<String> value(String name) throws ExperimentFileException {
            Scalar value = texts.get(name);
            if (name.equals(DATA)) {
                throw new IllegalArgumentException(place.file() + ": line " + place.line()
                        + ": needs data of yours: name their folder with --data, or in SEMSEARCH_REAL_DATA");
            }
            if (value == null) {
                throw place.error("expected a variable among " + names() + ", found '" + name + "'");
            }
            if (open.contains(name)) {
                throw place.error("the variable '" + name + "' stands for itself");
            }
            Set<String> deeper = new HashSet<>(open);
            deeper.add(name);
            return new Cutter(value, deeper).words();
        }

        private void add(String characters) {
            word.append(characters);
            isWordStarted = true;
        }

        private void endWord() {
            if (isWordStarted) {
                words.add(word.toString());
                word.setLength(0);
                isWordStarted = false;
            }
        }
    }
}
