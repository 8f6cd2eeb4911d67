package io.semsearch.search.json;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields that a JSON object may have, each with what reads its value. */
final class JsonFields {

    private final Map<String, Runnable> readers = new LinkedHashMap<>();
    private final Set<String> missing = new HashSet<>();

    /** @param reader called when the value of the field is next */
    JsonFields optional(String name, Runnable reader) {
        readers.put(name, reader);
        return this;
    }

    /** @param reader called when the value of the field is next */
    JsonFields required(String name, Runnable reader) {
        missing.add(name);
        return optional(name, reader);
    }

    /** Reads the value of a field.
     *
     * @param json at the value; its path ends with the field */
    void read(String name, StrictJson json) {
        Runnable reader = readers.get(name);
        if (reader == null) {
            throw json.problem("unknown field, expected one of " + String.join(", ", readers.keySet()));
        }
        reader.run();
        missing.remove(name);
    }

    /** The first required field that was not read. */
    @Nullable String missing() {
        return readers.keySet().stream().filter(missing::contains).findFirst().orElse(null);
    }
}
