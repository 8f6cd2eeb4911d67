package io.semsearch.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files are fetched, and fetched on where a part of them is there. */
@Timeout(60)
class DownloaderTest extends WithDownloadServer {

    @Test
    void fetchesAFileAndTellsOfItsBytes() throws IOException {
        serve(this::whole);
        List<String> told = new ArrayList<>();
        Progress progress = (name, total, unit) -> {
            told.add(name + " " + total + " " + unit);
            return done -> told.add("" + done);
        };

        Path file = downloader.download(file(), folder.resolve("new/folder"), progress);

        assertThat(file).isEqualTo(folder.resolve("new/folder/data.bin")).hasBinaryContent(content);
        assertThat(folder.resolve("new/folder")).isDirectoryNotContaining("glob:**.part*");
        assertThat(told).startsWith("Downloading data.bin 300000 bytes").endsWith("300000");
    }

    @Test
    void leavesAFileThatIsThere() throws IOException {
        Files.write(folder.resolve("data.bin"), content);
        serve(this::whole);

        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).isEmpty();
    }

    @Test
    void touchesNoOtherFileOfTheSameName() throws IOException {
        Files.writeString(folder.resolve("data.bin"), "mine");

        refuses("data.bin: expected the file of 300000 bytes from ", "found a different one: move it away");
        assertThat(folder.resolve("data.bin")).hasContent("mine");
    }

    @Test
    void goesOnWhereTheConnectionBrokeOff() throws IOException {
        serve(this::firstHalf);
        refuses("/data.bin: the connection broke after " + HALF + " of 300000 bytes", "run the same command again");
        assertThat(Files.size(folder.resolve("data.bin.part"))).isEqualTo(HALF);

        serve(this::range);
        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).containsExactly("GET null null", "GET bytes=150000- \"version 1\"");
        assertThat(folder).isDirectoryNotContaining("glob:**.part*");
    }

    @Test
    void goesOnWithoutAMarkOfTheVersion() throws IOException {
        etag = "W/\"weak\"";
        serve(this::firstHalf);
        refuses("the connection broke after");

        serve(this::range);
        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).containsExactly("GET null null", "GET bytes=150000- null");
    }

    @Test
    void ignoresAMarkOfTheVersionThatIsDamaged() throws IOException {
        for (String damaged : new String[]{"\"version\n1\"", "W/\"weak\"", "", "\"caf\u00e9\"", "\"\0\"", "version"}) {
            Files.write(folder.resolve("data.bin.part"), Arrays.copyOf(content, HALF));
            Files.writeString(folder.resolve("data.bin.part.etag"), damaged, StandardCharsets.ISO_8859_1);
            serve(this::range);

            assertThat(download()).hasBinaryContent(content);
            assertThat(requests).containsExactly("GET bytes=150000- null");
            assertThat(folder).isDirectoryNotContaining("glob:**.part*");
            requests.clear();
            Files.delete(folder.resolve("data.bin"));
        }
    }

    @Test
    void beginsAgainWhereTheServerSendsTheWhole() throws IOException {
        Files.write(folder.resolve("data.bin.part"), new byte[1000]);
        Files.writeString(folder.resolve("data.bin.part.etag"), "\"version 0\"");
        serve(this::whole);

        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).containsExactly("GET bytes=1000- \"version 0\"");
    }

    @Test
    void beginsAgainWhereTheRangeIsRefused() throws IOException {
        Files.write(folder.resolve("data.bin.part"), new byte[1000]);
        serve(exchange -> {
            if (exchange.getRequestHeaders().containsKey("Range")) {
                exchange.sendResponseHeaders(416, -1);
                exchange.close();
                return;
            }
            whole(exchange);
        });

        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).containsExactly("GET bytes=1000- null", "GET null null");
    }

    @Test
    void takesAPartThatIsWhole() throws IOException {
        Files.write(folder.resolve("data.bin.part"), content);

        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).isEmpty();
    }

    @Test
    void followsRedirectsAndAsksForTheRestThereToo() throws IOException {
        Files.write(folder.resolve("data.bin.part"), Arrays.copyOf(content, HALF));
        serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            requests.add("elsewhere " + request(exchange));
            range(exchange);
        });

        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).containsExactly("GET bytes=150000- null", "elsewhere GET bytes=150000- null");
    }

    private void firstHalf(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("ETag", etag);
        exchange.sendResponseHeaders(200, SIZE);
        exchange.getResponseBody().write(content, 0, HALF);
        exchange.getResponseBody().flush();
        throw new IOException("the connection breaks here");
    }

    private void range(HttpExchange exchange) throws IOException {
        int from = Integer.parseInt(exchange.getRequestHeaders().getFirst("Range").replaceAll("\\D", ""));
        exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
        exchange.sendResponseHeaders(206, SIZE - from);
        exchange.getResponseBody().write(content, from, SIZE - from);
        exchange.close();
    }
}
