package io.semsearch.cli.experiments;

import io.semsearch.cli.experiments.ExperimentFile.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits command lines into words, and replaces <code>${name}</code> by the variable's value.
 *
 * <p>Blanks separate words, except within quotes. A variable that is a whole word, unquoted, becomes as many words as
 * its value has. A folder, and a variable within a word or quotes, stays within that word. */
final class Variables {

    /** The folder that the user names. */
    static final String DATA = "data";
    /** The folder of all runs. */
    static final String WORK = "work";
    /** The run's own folder. */
    static final String RUN = "run";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern UNCLOSED_VARIABLE = Pattern.compile("\\$\\{[^}]*\\z");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
    // possessive: a loop in the matcher, where a plain + would recurse and exhaust the stack on a long line
    private static final Pattern WORD = Pattern.compile("(?:" + VARIABLE + "|" + QUOTED + "|[^\\s\"'])++");

    private final Path file;
    private final Map<String, String> folders;
    private final Map<String, Text> texts;

    /** @param file    of the texts, for messages
     * @param folders values that are taken as they are, each one word
     * @param texts   values that may contain variables and several words
     * @throws ExperimentFileException if a text has the name of a folder */
    Variables(Path file, Map<String, String> folders, Map<String, Text> texts) throws ExperimentFileException {
        this.file = file;
        this.folders = folders;
        this.texts = texts;
        for (String name : List.of(DATA, WORK, RUN)) {
            if (texts.containsKey(name)) {
                throw error(texts.get(name), "'" + name + "' is set by the program: use another name");
            }
        }
    }

    /** The variables of a run: its own folder, and texts that override those of the same name. */
    Variables of(Path run, Map<String, Text> further) throws ExperimentFileException {
        Map<String, Text> allTexts = new LinkedHashMap<>(texts);
        allTexts.putAll(further);
        Map<String, String> allFolders = new LinkedHashMap<>(folders);
        allFolders.put(RUN, run.toString());
        return new Variables(file, allFolders, allTexts);
    }

    /** The words of a command line.
     *
     * @throws ExperimentFileException  if a variable is unknown or contains itself, or a quote is not closed
     * @throws IllegalArgumentException if it needs a folder of data and there is none */
    List<String> words(Text line) throws ExperimentFileException {
        return words(line, Set.of());
    }

    /** @param open variables whose values this line is part of */
    private List<String> words(Text line, Set<String> open) throws ExperimentFileException {
        if (UNCLOSED_VARIABLE.matcher(line.text()).find()) {
            throw error(line, "'${' is not closed: " + line.text().strip());
        }
        if (!WORD.matcher(line.text()).replaceAll("").isBlank()) {
            throw error(line, "a quote is not closed: " + line.text().strip());
        }
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.text());
        while (word.find()) {
            Matcher variable = VARIABLE.matcher(word.group());
            if (variable.matches()) {
                words.addAll(value(variable.group(1), line, open));
                continue;
            }
            variable.reset(QUOTED.matcher(word.group()).replaceAll("$1$2"));
            StringBuilder replaced = new StringBuilder();
            while (variable.find()) {
                variable.appendReplacement(replaced,
                        Matcher.quoteReplacement(String.join(" ", value(variable.group(1), line, open))));
            }
            words.add(variable.appendTail(replaced).toString());
        }
        return words;
    }

    private List<String> value(String name, Text line, Set<String> open) throws ExperimentFileException {
        if (folders.containsKey(name)) {
            return List.of(folders.get(name));
        }
        if (name.equals(DATA)) {
            throw new IllegalArgumentException(file + ": line " + line.line()
                    + ": needs a folder of data: give it with --data, or in SEMSEARCH_REAL_DATA");
        }
        Text value = texts.get(name);
        if (value == null) {
            Set<String> names = new TreeSet<>(folders.keySet());
            names.addAll(texts.keySet());
            throw error(line, "expected a variable among " + names + ", found '" + name + "'");
        }
        Set<String> deeper = new HashSet<>(open);
        if (!deeper.add(name)) {
            throw error(line, "the variable '" + name + "' contains itself");
        }
        return words(value, deeper);
    }

    private ExperimentFileException error(Text at, String message) {
        return new ExperimentFileException(file, at.line(), message);
    }
}
