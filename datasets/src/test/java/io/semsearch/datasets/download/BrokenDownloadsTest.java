package io.semsearch.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.progress.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that break off, fall silent, or send something else. */
@Timeout(60)
class BrokenDownloadsTest extends WithDownloadServer {

    @Test
    void removesWhatHasAnotherDigest() throws IOException {
        serve(this::whole);
        content[7] ^= 1;
        RemoteFile expected = file();
        content[7] ^= 1;

        assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> downloader.download(expected, folder, Progress.NONE)).withMessageContainingAll(
                        "expected 300000 bytes with SHA-256 " + expected.sha256(), "got 300000 bytes with SHA-256 ",
                        "it was deleted, try again");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void removesAPartThatIsTooLong() throws IOException {
        Files.write(folder.resolve("data.bin.part"), Arrays.copyOf(content, SIZE + 1));

        refuses("expected 300000 bytes", "got 300001 bytes");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void stopsAServerThatSendsWithoutEnd() throws IOException {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0); // chunked
            while (true) {
                exchange.getResponseBody().write(content);
            }
        });

        refuses("expected 300000 bytes with SHA-256 ", "it was deleted");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesNoFileOfAnotherSize() throws IOException {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write(new byte[5]);
            exchange.close();
        });

        refuses("expected 300000 bytes, the server offers 5: a different file by now");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesNoPartThatItDidNotAskFor() throws IOException {
        Files.write(folder.resolve("data.bin.part"), new byte[1000]);
        serve(exchange -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 0-299999/300000");
            exchange.sendResponseHeaders(206, SIZE);
            exchange.getResponseBody().write(content);
            exchange.close();
        });

        refuses("expected the bytes from 1000 of 300000, the server sent 'bytes 0-299999/300000'");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keepsWhatCameOfAnAnswerOfUnknownLength() throws IOException {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0); // chunked
            exchange.getResponseBody().write(content, 0, HALF);
            exchange.close();
        });

        refuses("broke after 150000 of 300000 bytes (the server sent no more)");
        assertThat(Files.size(folder.resolve("data.bin.part"))).isEqualTo(HALF);
    }

    @Test
    void givesUpOnAServerThatFallsSilent() throws IOException {
        useImpatientDownloader();
        serve(exchange -> {
            exchange.sendResponseHeaders(200, SIZE);
            exchange.getResponseBody().write(content, 0, HALF);
            exchange.getResponseBody().flush();
            sleep();
        });
        refuses("broke after 150000 of 300000 bytes (no data for 0 s)");

        serve(exchange -> sleep());
        refuses("broke after 150000 of 300000 bytes (no data for 0 s)");
    }

    @Test
    void givesUpOnAServerThatSendsByteByByte() throws IOException {
        useImpatientDownloader();
        serve(exchange -> {
            exchange.sendResponseHeaders(200, SIZE);
            for (int i = 0; i < SIZE; i++) {
                exchange.getResponseBody().write(content, i, 1);
                exchange.getResponseBody().flush();
                try {
                    Thread.sleep(50);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        });

        refuses("the connection broke after ", " of 300000 bytes (only ",
                " bytes for 0 s); run the same command again");
    }

    @Test
    void tellsOfAMissingFile() throws IOException {
        refuses("/data.bin: the server has no such file (any more)");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tellsOfAServerInTrouble() throws IOException {
        serve(exchange -> {
            exchange.sendResponseHeaders(503, 3);
            exchange.getResponseBody().write(new byte[3]);
            exchange.close();
        });

        refuses("/data.bin: the server answered 503; try again later, or download it by other means as "
                + folder.resolve("data.bin"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tellsThatAServerCannotBeReached() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        for (String host : new String[]{"127.0.0.1", "no-such-host.invalid"}) {
            RemoteFile file = new RemoteFile("data.bin", URI.create("http://" + host + ":" + port + "/data.bin"), SIZE,
                    sha256(content));
            assertThatExceptionOfType(DownloadException.class)
                    .isThrownBy(() -> downloader.download(file, folder, Progress.NONE))
                    .withMessageContainingAll("cannot reach " + host + " to download http",
                            "check the network and the proxy",
                            folder.resolve("data.bin").toString());
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(30_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
