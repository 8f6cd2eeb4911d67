package io.semsearch.trainer.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

class BackendTest {

    @Test
    void theProcessorCanAlwaysBeUsed() {
        Backend backend = Backend.select(Device.CPU);

        assertThat(backend.cuda()).isFalse();
        assertThat(backend.threads()).isPositive();
        assertThat(backend.toString()).startsWith("CPU, ").contains("CpuBackend");
        assertThat(Backend.probe()).isEqualTo(256.0 * 256 * 256);
    }

    @Test
    void itsSpeedIsMeasured() {
        Backend.select(Device.CPU);
        MatrixSpeed speed = MatrixSpeed.measure();

        assertThat(speed.gigaflops()).isPositive();
        assertThat(speed.toString()).matches("[0-9]+ GFLOP/s");
    }

    @Test
    @DisabledIf("buildHasCuda")
    void aBuildWithoutCudaSaysHowToGetIt() {
        assertThatThrownBy(() -> Backend.select(Device.CUDA)).isInstanceOf(BackendException.class)
                .hasMessageContaining("mvn -Pcuda");
        assertThat(Backend.select(Device.AUTO).cuda()).isFalse();
    }

    @Test
    void anErrorOfCudaBecomesItsReasonAndARemedy() {
        String printed = """
                java.lang.UnsatisfiedLinkError: /x/libjnicudart.so: libcuda.so.1: cannot open shared object file
                \tat java.base/jdk.internal.loader.NativeLibraries.load(Native Method)
                """;

        assertThat(CudaRemedy.explain(printed))
                .isEqualTo("java.lang.UnsatisfiedLinkError: /x/libjnicudart.so: libcuda.so.1: "
                        + "cannot open shared object file: install NVIDIA's driver; this machine has none, or no NVIDIA card");
        assertThat(CudaRemedy.explain("")).contains("gave no reason");
    }

    static boolean buildHasCuda() {
        return Backend.hasCuda();
    }
}
