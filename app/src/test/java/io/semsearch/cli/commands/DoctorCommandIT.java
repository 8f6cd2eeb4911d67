package io.semsearch.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.cli.Cli;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DoctorCommandIT {

    @Test
    void tellsWhatTheMachineCanDo() {
        JsonNode json = Cli.succeed("doctor", "--format", "json").json();

        assertThat(json.propertyNames()).startsWith("program", "java", "system", "heap", "native memory",
                "training on the CPU", "CUDA backend", "NVIDIA cards");
        assertThat(json.get("java").stringValue()).contains(System.getProperty("java.home"));
        String chosen = System.getenv("OPENBLAS_CORETYPE") == null ? "" : ", which OPENBLAS_CORETYPE asks for";
        assertThat(json.get("training on the CPU").stringValue()).startsWith("CPU, ").containsPattern(
                "a matrix product and a kernel ran; \\d+ GFLOP/s by OpenBLAS's kernels for [A-Z]\\w+" + chosen + "$");
    }

    @Test
    void theTableTellsTheSame() {
        JsonNode json = Cli.succeed("doctor", "--format", "json").json();
        String table = Cli.succeed("doctor").out();

        assertThat(table.lines()).hasSize(json.size()).allSatisfy(line -> assertThat(line).contains("  "));
        assertThat(table).contains("CUDA backend  ");
    }
}
