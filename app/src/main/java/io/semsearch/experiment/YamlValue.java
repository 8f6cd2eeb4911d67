package io.semsearch.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A value of a YAML file, which knows where it stands, so that each complaint can name its line. */
sealed interface YamlValue {

    /** Where it stands. */
    Place place();

    /** A line of a file, 1-based. */
    record Place(Path file, int line) {

        ExperimentFileException error(String message) {
            return new ExperimentFileException(file, line, message);
        }
    }

    /** A number, a word, a sentence; empty for nothing at all. */
    record Scalar(Place place, String text) implements YamlValue {}

    /** Items in order. */
    record Sequence(Place place, List<YamlValue> items) implements YamlValue {

        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Values by name, in order. */
    record Mapping(Place place, Map<String, YamlValue> entries) implements YamlValue {

        /** @throws ExperimentFileException if an entry has another name */
        void allow(Set<String> names) throws ExperimentFileException {
            for (Map.Entry<String, YamlValue> entry : entries.entrySet()) {
                if (!names.contains(entry.getKey())) {
                    throw entry.getValue().place().error("expected one of " + names.stream().sorted().toList()
                            + ", found '" + entry.getKey() + "'");
                }
            }
        }

        /** The entry of a name; an empty text if there is none. */
        YamlValue get(String name) {
            return entries.getOrDefault(name, new Scalar(place, ""));
        }
    }

    /** @throws ExperimentFileException if it is nothing or no text */
    default Scalar required(String what) throws ExperimentFileException {
        Scalar scalar = optional(what);
        if (scalar.text().isBlank()) {
            throw place().error("expected " + what + ", found nothing");
        }
        return scalar;
    }

    /** @throws ExperimentFileException if it is no text */
    default Scalar optional(String what) throws ExperimentFileException {
        if (this instanceof Scalar scalar) {
            return scalar;
        }
        throw place().error("expected " + what + ", found " + kind());
    }

    /** The items; none if there is nothing.
     *
     * @throws ExperimentFileException if it is no list */
    default List<YamlValue> items(String what) throws ExperimentFileException {
        return switch (this) {
            case Sequence sequence -> sequence.items();
            case Scalar scalar when scalar.text().isEmpty() -> List.of();
            case Scalar scalar -> throw place().error("expected a list of " + what + ", found " + kind());
            case Mapping mapping -> throw place().error("expected a list of " + what + ", found " + kind());
        };
    }

    /** The entries; none if there is nothing.
     *
     * @throws ExperimentFileException if it is no mapping */
    default Mapping mapping(String what) throws ExperimentFileException {
        return switch (this) {
            case Mapping mapping -> mapping;
            case Scalar scalar when scalar.text().isEmpty() -> new Mapping(place(), new LinkedHashMap<>());
            case Scalar scalar -> throw place().error("expected " + what + ", found " + kind());
            case Sequence sequence -> throw place().error("expected " + what + ", found " + kind());
        };
    }

    private String kind() {
        return switch (this) {
            case Scalar scalar -> scalar.text().isEmpty() ? "nothing" : "'" + scalar.text() + "'";
            case Sequence sequence -> "a list";
            case Mapping mapping -> "named values";
        };
    }
}
