package io.semsearch.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The program's name and version, from the resource that the build writes; kept with each model and index. */
public final class ProgramVersion {

    private ProgramVersion() {}

    /** {@code semsearch 0.1.0}. */
    public static String nameAndVersion() {
        Properties properties = new Properties();
        try (InputStream in = ProgramVersion.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("the build lacks version.properties");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "semsearch " + properties.getProperty("version");
    }
}
