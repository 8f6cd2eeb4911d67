package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.encoder.onnx.OnnxProviders;
import io.semsearch.operations.Formats;
import io.semsearch.operations.ProgramVersion;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.operations.encoders.ListEncoders;
import io.semsearch.sentence.SentenceEncoders;
import io.semsearch.trainer.backend.Backend;
import io.semsearch.trainer.backend.BackendException;
import io.semsearch.trainer.backend.Device;
import io.semsearch.trainer.backend.MatrixSpeed;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** What the machine can do. */
@Command(name = "doctor",
        description = "Show what this machine can do: Java, memory, the backend for training, the encoders of "
                + "photos, and whether a GPU works.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch doctor", "  semsearch doctor --format json"})
public final class DoctorCommand implements Callable<Integer> {

    /** Environment variable that takes the choice from OpenBLAS. */
    private static final String CHOSEN_KERNELS = "OPENBLAS_CORETYPE";

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        Map<String, String> findings = new LinkedHashMap<>();
        findings.put("program", ProgramVersion.nameAndVersion());
        findings.put("java",
                System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ") at "
                        + System.getProperty("java.home"));
        findings.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        findings.put("heap", "at most " + Formats.bytes(Runtime.getRuntime().maxMemory())
                + " (raise it with SEMSEARCH_JAVA_OPTS=-Xmx8g)");
        findings.put("native memory", Machine.memory());
        findings.put("training on the CPU", cpu());
        findings.put("CUDA backend", Backend.hasCuda()
                ? "in this build"
                : "not in this build: add it with SEMSEARCH_MAVEN_ARGS=-Pcuda, or build with 'mvn -Pcuda -DskipTests package'");
        List<String> cards = Machine.nvidiaCards();
        findings.put("NVIDIA cards", cards.isEmpty()
                ? "none seen (nvidia-smi found none, or is not installed)"
                : String.join("; ", cards));
        if (Backend.hasCuda()) {
            for (int card = 0; card < Math.max(1, cards.size()); card++) {
                findings.put("training on GPU " + card, Machine.probeCuda(card));
            }
        }
        findings.put("ONNX Runtime", encoderRuntime());
        findings.put("encoders", encoders());
        findings.put("sentence encoders", SentenceEncoders.names());
        findings.put("default collection", new CollectionOption().folder().toString());
        print(console, findings);
        return ExitCode.OK;
    }

    private static String cpu() {
        try {
            Backend backend = Backend.select(Device.CPU);
            Backend.probe();
            return backend + "; a matrix product and a kernel ran; " + MatrixSpeed.measure()
                    + " by OpenBLAS's kernels for " + Machine.kernels()
                    + (System.getenv(CHOSEN_KERNELS) == null ? "" : ", which " + CHOSEN_KERNELS + " asks for");
        } catch (BackendException | LinkageError e) {
            return "does not work: " + e;
        }
    }

    private static String encoderRuntime() {
        try {
            return OnnxProviders.describe() + (OnnxProviders.hasCuda()
                    ? "; CUDA " + OnnxProviders.probeCuda()
                    : "; for CUDA build with 'mvn -Pcuda-encoder -DskipTests package'");
        } catch (LinkageError e) {
            return "does not work: " + e;
        }
    }

    private static String encoders() throws IOException {
        ListEncoders.Result all = ListEncoders.run(new ListEncoders.Options(EncoderStore.standard()));
        return Stream.concat(Stream.of(all.builtin().name()), all.installed().stream()
                .map(each -> each.name()
                        + (each.problem().isEmpty() ? "" : " (cannot be read: " + each.problem() + ")")))
                .collect(Collectors.joining(", "));
    }

    private void print(Console console, Map<String, String> findings) {
        if (format.isJson()) {
            ObjectNode json = ResultJson.object();
            findings.forEach(json::put);
            console.out().println(ResultJson.print(json));
            console.out().flush();
            return;
        }
        int width = findings.keySet().stream().mapToInt(String::length).max().orElse(0);
        findings.forEach((name, finding) -> console.out()
                .println(name + " ".repeat(width - name.length()) + "  " + finding));
        console.out().flush();
    }
}
