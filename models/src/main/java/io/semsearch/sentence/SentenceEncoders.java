package io.semsearch.sentence;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The sentence encoders on the class path. */
public final class SentenceEncoders {

    private SentenceEncoders() {}

    /** All of them, by name. */
    public static List<SentenceEncoder> all() {
        return ServiceLoader.load(SentenceEncoder.class).stream().map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(SentenceEncoder::name)).toList();
    }

    /** The one of a name; empty if there is none. */
    public static Optional<SentenceEncoder> named(String name) {
        return all().stream().filter(encoder -> encoder.name().equals(name)).findFirst();
    }

    /** The names of all, for messages: {@code minilm}, or {@code none}. */
    public static String names() {
        List<String> names = all().stream().map(SentenceEncoder::name).toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
