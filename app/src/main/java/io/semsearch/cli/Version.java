package io.semsearch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The program's name and version, from the resource that the build writes. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[]{nameAndVersion(),
                "Java " + Runtime.version() + " (" + System.getProperty("java.vm.vendor") + ")"};
    }

    static String nameAndVersion() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
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
