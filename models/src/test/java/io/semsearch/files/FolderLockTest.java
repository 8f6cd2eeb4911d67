package io.semsearch.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderLockTest {

    @TempDir
    private Path folder;

    @Test
    void anotherThreadIsRefusedUntilTheWorkHasEnded() throws IOException {
        FolderLock.tryNow(folder, () -> {
            assertThat(refusal()).isEqualTo(busy());
            return "done";
        });

        assertThat(refusal()).isEqualTo("free");
    }

    @Test
    void theLockEndsWithWorkThatFails() {
        assertThatThrownBy(() -> FolderLock.tryNow(folder, () -> {
            throw new IOException("No space left on device");
        })).hasMessage("No space left on device");

        assertThat(refusal()).isEqualTo("free");
    }

    @Test
    void theSameThreadMayTakeItAgain() throws IOException {
        String nested = FolderLock.tryNow(folder, () -> {
            FolderLock.tryNow(folder, () -> "inner");
            assertThat(refusal()).as("after the inner work").isEqualTo(busy());
            return FolderLock.await(folder.resolve("."), () -> "nested");
        });

        assertThat(nested).isEqualTo("nested");
        assertThat(refusal()).isEqualTo("free");
    }

    @Test
    void whoAwaitsItWorksAlone() {
        AtomicInteger working = new AtomicInteger();

        List<Integer> together = IntStream.range(0, 64).parallel().mapToObj(i -> {
            try {
                return FolderLock.await(folder, () -> {
                    int now = working.incrementAndGet();
                    LockSupport.parkNanos(100_000);
                    working.decrementAndGet();
                    return now;
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).toList();

        assertThat(together).hasSize(64).containsOnly(1);
    }

    @Test
    void anotherProcessIsRefusedToo() throws Exception {
        Process other = holdInAnotherProcess();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('h');
            assertThat(refusal()).isEqualTo(busy());
            assertThat(refusal()).as("the refused one did not give up the lock of the other").isEqualTo(busy());
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(refusal()).as("the lock ends with its process").isEqualTo("free");
    }

    @Test
    void theRefusedThreadDoesNotGiveUpTheLockOfItsProcess() throws Exception {
        FolderLock.tryNow(folder, () -> {
            assertThat(refusal()).isEqualTo(busy());
            Process other = holdInAnotherProcess();
            try {
                assertThat(other.getInputStream().read()).as("holds it").isNotEqualTo('h');
            } finally {
                other.destroyForcibly();
            }
            return "done";
        });
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> FolderLock.tryNow(missing, () -> "")).isInstanceOf(IOException.class)
                .hasMessageContaining(missing.toString());
    }

    private String busy() {
        return folder + ": another command is writing here (train, index, add, ...): wait until it has ended";
    }

    /** What another thread gets. */
    private String refusal() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return FolderLock.tryNow(folder, () -> "free");
            } catch (IOException e) {
                return String.valueOf(e.getMessage());
            }
        }).join();
    }

    private Process holdInAnotherProcess() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Holds a folder's lock until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws IOException {
            FolderLock.tryNow(Path.of(args[0]), () -> {
                System.out.print('h');
                System.out.flush();
                return System.in.read();
            });
        }
    }
}
