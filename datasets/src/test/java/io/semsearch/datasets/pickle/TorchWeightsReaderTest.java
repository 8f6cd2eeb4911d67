package io.semsearch.datasets.pickle;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.dataset.DataFileException;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State dicts as plain pickles; those that torch wrote are read in ResnetImportTest. */
class TorchWeightsReaderTest {

    /** Opcodes that make an array [1, -2]. */
    private static final String ARRAY = "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\0\u0085U\1btR"
            + "(K\1K\2\u0085cnumpy\ndtype\n(U\2f4K\0K\1tR(K\3U\1<NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff"
            + "\u00ffK\0tb\u0089U\10\0\0\u0080\77\0\0\0\u00c0tb";

    @TempDir
    private Path folder;

    @Test
    void weightsInACheckpointLoseThePrefixOfDataParallel() throws IOException {
        Path file = pickle("}(U\5epochK\7U\12state_dict}(U\10module.a" + ARRAY + "U\1b" + ARRAY + "uu.");

        assertThat(TorchWeightsReader.isTorchFile(file)).isTrue();
        assertThat(TorchWeightsReader.read(file, Progress.NONE).keySet()).containsExactly("a", "b");
        assertThat(TorchWeightsReader.read(file, Progress.NONE).firstEntry().getValue().values()).containsExactly(1,
                -2);
    }

    @Test
    void countersAreLeftOut() throws IOException {
        Path file = pickle("}(U\27bn1.num_batches_tracked" + ARRAY + "U\1b" + ARRAY + "u.");

        assertThat(TorchWeightsReader.read(file, Progress.NONE).keySet()).containsExactly("b");
    }

    @Test
    void otherThingsAreRefused() {
        refuses("}(U\1aK\7u.", "expected weights by their names, found the number 7 under the text 'a'");
        refuses("}(K\1" + ARRAY + "u.", "found an array under the number 1: save model.state_dict()");
        refuses("}(U\1a" + ARRAY + "U\10module.a" + ARRAY + "u.", "it has two weights 'a'");
        refuses("ctorchvision.models.resnet\nResNet\n)R.",
                "refused 'torchvision.models.resnet.ResNet': a whole network is code of Python, which is not run: "
                        + "save model.state_dict()");
    }

    private void refuses(String pickle, String message) {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> TorchWeightsReader.read(pickle(pickle), Progress.NONE))
                .withMessageContaining(message);
    }

    private Path pickle(String content) throws IOException {
        return write(folder, "net.pth", bytes("\u0080\2" + content));
    }
}
