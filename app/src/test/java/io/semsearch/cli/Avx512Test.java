package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Avx512Test {

    @Test
    void kernelsForAvx512NeedAllOfIt() {
        String all = "processor\t: 0\nflags\t\t: fpu avx2 avx512f avx512dq avx512cd avx512bw avx512vl\n";

        assertThat(Avx512.kernels(all)).contains("SkylakeX");
        assertThat(Avx512.kernels(all.replace("avx512bw", "avx512_bw"))).isEmpty();
        assertThat(Avx512.kernels("Features\t: fp asimd\n")).as("ARM").isEmpty();
        assertThat(Avx512.kernels("")).isEmpty();
    }
}
