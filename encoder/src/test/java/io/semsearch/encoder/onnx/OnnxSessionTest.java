package io.semsearch.encoder.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class OnnxSessionTest {

    private static final long[] ONE_PHOTO = {1, 3, TinyNetworks.SIZE, TinyNetworks.SIZE};

    /** Otherwise the process would crash. */
    @Test
    void closingWaitsForRuns() throws Exception {
        for (int repetition = 0; repetition < 20; repetition++) {
            OnnxSession session = session();
            CountDownLatch running = new CountDownLatch(4);
            try (ExecutorService others = Executors.newFixedThreadPool(4)) {
                List<Future<IllegalStateException>> ends = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    ends.add(others.submit(() -> runUntilClosed(session, running)));
                }
                running.await();
                session.close();
                for (Future<IllegalStateException> end : ends) {
                    assertThat(end.get()).hasMessageContaining("closed");
                }
            }
        }
    }

    @Test
    void aClosedSessionRefusesToRun() throws IOException {
        OnnxSession session = session();
        session.close();

        assertThatIllegalStateException().isThrownBy(() -> session.run(photo(), ONE_PHOTO))
                .withMessageContaining("closed");
    }

    private static IllegalStateException runUntilClosed(OnnxSession session, CountDownLatch running) {
        FloatBuffer photo = photo();
        while (true) {
            try {
                session.run(photo, ONE_PHOTO);
            } catch (IllegalStateException e) {
                return e;
            } finally {
                running.countDown();
            }
        }
    }

    private static OnnxSession session() throws IOException {
        return new OnnxSession(TinyNetworks.classifier(0), "data", "tiny");
    }

    private static FloatBuffer photo() {
        return ByteBuffer.allocateDirect(3 * TinyNetworks.SIZE * TinyNetworks.SIZE * Float.BYTES)
                .order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
}
