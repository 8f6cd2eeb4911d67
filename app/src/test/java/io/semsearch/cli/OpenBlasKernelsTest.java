package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenBlasKernelsTest {

    @Test
    void kernelsForAvx512NeedAllOfIt() {
        String all = "processor\t: 0\nflags\t\t: fpu avx2 avx512f avx512dq avx512cd avx512bw avx512vl\n";

        assertThat(OpenBlasKernels.of(all)).contains("SkylakeX");
        assertThat(OpenBlasKernels.of(all.replace("avx512bw", "avx512_bw"))).isEmpty();
        assertThat(OpenBlasKernels.of("Features\t: fp asimd\n")).as("ARM").isEmpty();
        assertThat(OpenBlasKernels.of("")).isEmpty();
    }
}
