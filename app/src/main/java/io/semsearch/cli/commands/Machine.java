package io.semsearch.cli.commands;

import io.semsearch.operations.Formats;
import io.semsearch.trainer.backend.BackendProbe;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the machine, by other programs where a crash or a hang is to be feared. */
final class Machine {

    private static final int PATIENCE_SECONDS = 120;
    private static final String OPENBLAS_CORE = "Core: ";

    private Machine() {}

    static String memory() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            return Formats.bytes(system.getFreeMemorySize()) + " free of " + Formats.bytes(system.getTotalMemorySize())
                    + "; ND4J takes what it needs beside the heap, without a limit of its own";
        }
        return "unknown";
    }

    /** Name, compute capability, driver and memory of each NVIDIA card; empty if {@code nvidia-smi} lists none. */
    static List<String> nvidiaCards() {
        return run(List.of("nvidia-smi", "--query-gpu=name,compute_cap,driver_version,memory.total",
                "--format=csv,noheader"), Map.of()).filter(output -> output.exitCode() == 0)
                .map(output -> output.text().lines().map(String::strip).filter(line -> !line.isEmpty())
                        .map(line -> line.replaceFirst(", ", ", compute capability ").replaceFirst(
                                "(compute capability [^,]*), ", "$1, driver "))
                        .toList())
                .orElse(List.of());
    }

    /** Loads the CUDA backend in a process of its own, and computes with one card. */
    static String probeCuda(int card) {
        Optional<Output> output = run(probe("cuda"), Map.of("CUDA_VISIBLE_DEVICES", Integer.toString(card)));
        if (output.isEmpty()) {
            return "does not work: the trial did not end within " + PATIENCE_SECONDS + " s";
        }
        String last = output.get().text().lines().filter(line -> !line.isBlank()).reduce((a, b) -> b)
                .orElse("the trial printed nothing");
        return output.get().exitCode() == 0 ? last : "does not work: " + last;
    }

    /** The processor whose kernels OpenBLAS chose, by its own name for it, as in {@code Haswell}: it tells only while
     * it is loaded, so a process of its own loads it. */
    static String kernels() {
        return run(probe("cpu"), Map.of("OPENBLAS_VERBOSE", "2"))
                .flatMap(output -> output.text().lines().filter(line -> line.startsWith(OPENBLAS_CORE)).findFirst())
                .map(line -> line.substring(OPENBLAS_CORE.length()).strip())
                .orElse("unknown");
    }

    private static List<String> probe(String device) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"),
                BackendProbe.class.getName(), device);
    }

    /** Runs a program to its end; empty if it cannot be started, or does not end in time. */
    private static Optional<Output> run(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            Path printed = Files.createTempFile("semsearch-doctor", ".txt");
            try {
                Process process = builder.redirectErrorStream(true).redirectOutput(printed.toFile()).start();
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return Optional.empty();
                }
                String text = Files.readString(printed, StandardCharsets.UTF_8);
                return Optional.of(new Output(process.exitValue(), text));
            } finally {
                Files.deleteIfExists(printed);
            }
        } catch (IOException e) {
            // not installed: that is the answer
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private record Output(int exitCode, String text) {}
}
