package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmNeedsTest {

    @ParameterizedTest
    @ValueSource(strings = {"add", "demo", "hubs", "index", "optimize", "photos", "reproduce", "serve", "verify"})
    void commandsThatCompareManyVectorsGetTheVectorModule(String command) {
        assertThat(JvmNeeds.of(command)).hasValueSatisfying(
                needs -> assertThat(needs.options()).contains("--add-modules=jdk.incubator.vector"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"captioner", "doctor", "encoder", "evaluate", "features", "train", "vectors"})
    void trainingReusesMemoryAndDoesNotWarn(String command) {
        JvmNeeds needs = JvmNeeds.of(command).orElseThrow();

        assertThat(needs.environment()).containsEntry("MALLOC_TRIM_THRESHOLD_", "268435456")
                .containsEntry("MALLOC_MMAP_THRESHOLD_", "33554432").containsEntry("OMP_WAIT_POLICY", "PASSIVE")
                .containsEntry("ORT_DISABLE_TELEMETRY", "1");
        assertThat(needs.options()).contains("--enable-native-access=ALL-UNNAMED")
                .noneMatch(it -> it.contains("vector"));
        assertThat(needs.options().contains("--sun-misc-unsafe-memory-access=allow"))
                .isEqualTo(Runtime.version().feature() >= 24);
    }

    @Test
    void needsAreMetByTheEnvironmentAndTheModulesOfThisJvm() {
        String known = System.getenv().keySet().iterator().next();

        assertThat(new JvmNeeds(List.of("-Da=b"), Map.of(known, "any")).areMet()).isTrue();
        assertThat(new JvmNeeds(List.of(), Map.of("SEMSEARCH_UNHEARD_OF", "1")).areMet()).isFalse();
        assertThat(new JvmNeeds(List.of("--add-modules=jdk.incubator.vector"), Map.of()).areMet())
                .isEqualTo(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"compare", "help", "info", "remove", "search", "show", "similar", "serach", ""})
    void shortCommandsRunInAnyJvm(String command) {
        assertThat(JvmNeeds.of(command)).isEmpty();
    }
}
