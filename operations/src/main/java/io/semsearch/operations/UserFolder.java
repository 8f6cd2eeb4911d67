package io.semsearch.operations;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder that help texts and shells call {@code ~}. */
public final class UserFolder {

    private UserFolder() {}

    /** {@code $HOME}, as a shell reads it; where that is not set to an absolute path, the folder that Java knows, which on
     * Linux is that of the list of users. */
    public static Path path() {
        return of(System.getenv("HOME"), System.getProperty("user.home"));
    }

    static Path of(@Nullable String home, String ofJava) {
        return Optional.ofNullable(home).filter(value -> !value.isBlank()).map(Path::of).filter(Path::isAbsolute)
                .orElse(Path.of(ofJava));
    }
}
