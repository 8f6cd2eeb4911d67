package io.semsearch.cli;

import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a command needs from its JVM to be fast: it must be given when a JVM starts, so {@link Relaunch} starts one.
 *
 * @param options     of the {@code java} command
 * @param environment variables of the process; the user's own values are kept */
record JvmNeeds(List<String> options, Map<String, String> environment) {

    /** Lucene links a large graph in less than half the time with this module. The JVM prints an {@link
     * IncubatorWarning}. */
    static final String VECTOR_MODULE = "jdk.incubator.vector";

    private static final String ADD_VECTOR_MODULE = "--add-modules=" + VECTOR_MODULE;

    /** The first version that warns on stderr when ND4J uses {@code sun.misc.Unsafe}. */
    private static final int JAVA_THAT_WARNS_OF_UNSAFE = 24;

    /** Newer versions of ONNX Runtime report the machine and the command line (docs/decisions/0080). */
    private static final String NO_TELEMETRY = "ORT_DISABLE_TELEMETRY";

    /** Main sets this for short commands, which call each method once. */
    private static final String COMPILED_REFLECTION = "-Djdk.reflect.useNativeAccessorOnly=false";

    private static final Map<String, String> ENVIRONMENT = Map.of(
            // glibc returns large arrays to the system and gets them back page by page; training reuses them
            "MALLOC_MMAP_THRESHOLD_", "33554432", "MALLOC_TRIM_THRESHOLD_", "268435456",
            // ND4J's threads sleep while they wait: spinning, they take the processor from those they wait for
            "OMP_WAIT_POLICY", "PASSIVE",
            NO_TELEMETRY, "1");

    JvmNeeds {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    /** The needs of a command.
     *
     * @param command its name, or any other word
     * @return empty if it runs in any JVM: it takes less time than another start of Java */
    static Optional<JvmNeeds> of(String command) {
        return switch (command) {
            case "add", "demo", "hubs", "index", "optimize", "photos", "reproduce", "verify" ->
                Optional.of(longWork(true));
            case "captioner", "doctor", "encoder", "evaluate", "features", "train", "vectors" ->
                Optional.of(longWork(false));
            // trains nothing, and starts in one JVM where the launcher gives it what it needs (docs/decisions/0097)
            case "serve" -> Optional.of(new JvmNeeds(options(true), Map.of(NO_TELEMETRY, "1")));
            default -> Optional.empty();
        };
    }

    /** True if this JVM has the modules and the environment. */
    boolean areMet() {
        return System.getenv().keySet().containsAll(environment.keySet())
                && (!causeWarning() || ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent());
    }

    /** True if the JVM prints an {@link IncubatorWarning}. */
    boolean causeWarning() {
        return options.contains(ADD_VECTOR_MODULE);
    }

    private static JvmNeeds longWork(boolean comparesManyVectors) {
        List<String> options = new ArrayList<>(options(comparesManyVectors));
        if (Runtime.version().feature() >= JAVA_THAT_WARNS_OF_UNSAFE) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return new JvmNeeds(options, ENVIRONMENT);
    }

    private static List<String> options(boolean comparesManyVectors) {
        List<String> options = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED", COMPILED_REFLECTION));
        if (comparesManyVectors && ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent()) {
            options.add(ADD_VECTOR_MODULE);
        }
        return options;
    }
}
