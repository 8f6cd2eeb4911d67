package io.semsearch.operations.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.TestCollection;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationCancelledException;
import io.semsearch.operations.OperationListener;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server of this process; nothing leaves the machine. */
@Timeout(60)
class FetchImagesTest {

    private static final FetchImages.Pace QUICK = new FetchImages.Pace(Duration.ofMillis(20), Duration.ofSeconds(5));

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private byte[] photo = new byte[0];
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB), "png", png);
        photo = png.toByteArray();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void fetchesWhatIsMissingAndSaysWhatIsGone() throws IOException {
        index(image(1, "1.png", "/ok"), image(2, "deep/2.png", "/ok"), image(3, "3.png", "/gone"),
                image(4, "4.png", "/html"), image(5, "5.png", "/status"),
                new ImageRecord(6, "6.png", 0, 0, "images/6.png"), image(7, "", "/ok"),
                image(8, "../../8.png", "/ok"), image(9, "1.png", "/ok"), new ImageRecord(10, "10.png", 0, 0, ""));

        FetchImages.Result result = fetch();

        assertThat(result.fetched()).isEqualTo(3);
        assertThat(result.withoutUrl()).isEqualTo(2);
        assertThat(result.gone()).extracting(FetchImages.Missed::id).containsExactly(3L);
        assertThat(result.failed()).extracting(FetchImages.Missed::id).containsExactly(4L, 5L, 8L, 9L);
        assertThat(result.failed()).extracting(FetchImages.Missed::reason).satisfiesExactly(
                reason -> assertThat(reason).contains("/html", "expected a JPEG, PNG"),
                reason -> assertThat(reason).contains("/status", "answered 500"),
                reason -> assertThat(reason).contains("leads out of the folder"),
                reason -> assertThat(reason).contains("another image has its file name"));
        assertThat(files()).containsExactlyInAnyOrder("1.png", "deep/2.png", "7.jpg");
        assertThat(photos().resolve("deep/2.png")).hasBinaryContent(photo);

        requests.clear();
        FetchImages.Result again = fetch();
        assertThat(again.present()).isEqualTo(3);
        assertThat(again.fetched()).isZero();
        assertThat(requests).containsExactlyInAnyOrder("/gone", "/html", "/status");
    }

    @Test
    void aBusyHostIsLeftAloneForAsLongAsItAsks() throws IOException {
        index(image(1, "1.png", "/busy-once"), image(2, "2.png", "/ok"));
        long start = System.nanoTime();

        FetchImages.Result result = FetchImages.run(options(1), QUICK, OperationListener.NONE);

        assertThat(result.fetched()).isEqualTo(2);
        assertThat(requests).containsExactly("/busy-once", "/busy-once", "/ok");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void aHostThatAsksForTooLongIsGivenUp() throws IOException {
        index(image(1, "1.png", "/ok"), image(2, "2.png", "/busy-for-hours"), image(3, "3.png", "/ok"));

        FetchImages.Result result = FetchImages.run(options(1), QUICK, OperationListener.NONE);

        assertThat(result.fetched()).isEqualTo(1);
        assertThat(result.failed()).extracting(FetchImages.Missed::id).containsExactly(2L, 3L);
        assertThat(result.failed().get(1).reason()).contains("not tried", "asks to wait 9999 s", "again later");
        assertThat(requests).containsExactly("/ok", "/busy-for-hours");
    }

    @Test
    void aHostThatNeverAnswersIsGivenUp() throws IOException {
        index(Stream.concat(Stream.of(image(1, "1.png", "/ok")), IntStream.rangeClosed(2, 30).mapToObj(
                id -> image(id, id + ".png", "/broken"))).toArray(ImageRecord[]::new));

        FetchImages.Result result = FetchImages.run(options(1), QUICK, OperationListener.NONE);

        assertThat(result.fetched()).isEqualTo(1);
        assertThat(result.failed()).hasSize(29);
        assertThat(requests).hasSize(1 + 5);
    }

    @Test
    void aHostIsAskedForAFewAtOnce() throws IOException {
        index(IntStream.rangeClosed(1, 24).mapToObj(id -> image(id, id + ".png", "/slow"))
                .toArray(ImageRecord[]::new));

        assertThat(FetchImages.run(options(3), QUICK, OperationListener.NONE).fetched()).isEqualTo(24);
        assertThat(mostAtOnce.get()).isEqualTo(3);
    }

    @Test
    void privateHostsAreRefusedUnlessAllowed() throws IOException {
        index(image(1, "1.png", "/ok"));

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> FetchImages.run(new FetchImages.Options(collection(), Optional.empty(), 1, false),
                        OperationListener.NONE))
                .withMessageContaining("none of 1 photos could be fetched").withMessageContaining("--allow-private");
        assertThat(requests).isEmpty();
    }

    @Test
    void aCancelledCallKeepsWhatItHas() throws IOException {
        index(image(1, "1.png", "/ok"), image(2, "2.png", "/busy-once"));
        OperationListener impatient = new OperationListener() {

            @Override
            public boolean isCancelled() {
                return requests.size() > 1;
            }
        };

        assertThatExceptionOfType(OperationCancelledException.class)
                .isThrownBy(() -> FetchImages.run(options(1), QUICK, impatient));
        assertThat(files()).containsExactly("1.png");
    }

    @Test
    void anIndexWithoutUrlsIsSaid() throws IOException {
        index(new ImageRecord(1, "1.png", 0, 0, ""));

        assertThatExceptionOfType(DataFileException.class).isThrownBy(this::fetch)
                .withMessageContaining("expected images with a URL (coco_url)");
        assertThatIllegalArgumentException().isThrownBy(() -> options(0)).withMessageContaining("--per-host");
    }

    private void index(ImageRecord... images) throws IOException {
        TestCollection circle = TestCollection.circle(folder.resolve("collection"), images.length);
        new TestCollection(circle.folder(), circle.model(), new CaptionDataset(Arrays.asList(images), List.of()),
                circle.features()).index();
    }

    private ImageRecord image(long id, String fileName, String path) {
        return new ImageRecord(id, fileName, 0, 0, "http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private FetchImages.Result fetch() throws IOException {
        return FetchImages.run(options(4), QUICK, OperationListener.NONE);
    }

    private FetchImages.Options options(int perHost) {
        return new FetchImages.Options(collection(), Optional.empty(), perHost, true);
    }

    private CollectionFolder collection() {
        return new CollectionFolder(folder.resolve("collection"));
    }

    private Path photos() {
        return folder.resolve("collection").resolve("photos");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(photos())) {
            return all.filter(Files::isRegularFile).map(file -> photos().relativize(file).toString()).toList();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(path);
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        int time = tries.computeIfAbsent(path, each -> new AtomicInteger()).incrementAndGet();
        try (exchange) {
            switch (path) {
                case "/ok" -> answer(exchange, 200, photo);
                case "/gone" -> answer(exchange, 410, new byte[0]);
                case "/html" -> answer(exchange, 200, "<html>no photo".getBytes(StandardCharsets.UTF_8));
                case "/busy-once" -> {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    answer(exchange, time == 1 ? 429 : 200, time == 1 ? new byte[0] : photo);
                }
                case "/busy-for-hours" -> {
                    exchange.getResponseHeaders().set("Retry-After", "9999");
                    answer(exchange, 503, new byte[0]);
                }
                case "/broken" -> {
                    // closed without an answer
                }
                case "/slow" -> {
                    pause();
                    atOnce.decrementAndGet();
                    answer(exchange, 200, photo);
                    return;
                }
                default -> answer(exchange, 500, new byte[0]);
            }
            atOnce.decrementAndGet();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(40);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] content) throws IOException {
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }
}
