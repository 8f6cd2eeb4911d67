package io.semsearch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.operations.photos.PhotoWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Photos that clients send, and changes of images. */
class ChangesTest {

    private static final int NEW_PHOTO = 1000;

    @TempDir
    private Path folder;
    private Path collection;
    private SearchServer server;
    private Wire wire;

    @BeforeEach
    void start() throws IOException {
        collection = ServedWorld.make(folder);
        server = SearchServer.start(ServedWorld.options(collection));
        wire = new Wire(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private byte[] photo(int seed) throws IOException {
        return Files.readAllBytes(PhotoWorld.photo(folder.resolve("new").resolve(seed + ".png"), seed));
    }

    private Wire.Answer upload(byte[] photo) throws IOException {
        return wire.ask("POST", "/api/v1/images?name=holiday.png", photo, "Content-Type: image/png");
    }

    private static JsonNode json(Wire.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    private List<Path> inbox() throws IOException {
        try (Stream<Path> files = Files.list(collection.resolve("photos"))) {
            return files.toList();
        }
    }

    @Test
    void aPhotoIsSearchableWhenItsUploadIsAnswered() throws IOException {
        JsonNode added = json(upload(photo(NEW_PHOTO)), 201);
        long id = added.path("images").path(0).path("imageId").longValue();

        assertThat(added.path("added").intValue()).isEqualTo(1);
        assertThat(added.path("images").path(0).path("name").stringValue()).isEqualTo("holiday.png");
        assertThat(wire.get("/api/v1/images/" + id + "/picture").status()).isEqualTo(200);
        assertThat(json(wire.get("/api/v1/images/" + id + "/similar"), 200).path("hits")).hasSize(ServedWorld.IMAGES);
        assertThat(inbox()).singleElement().asString().matches(".*/[0-9a-f]{64}\\.png");
    }

    @Test
    void aPhotoThatIsSentAgainIsNotAddedAgain() throws IOException {
        json(upload(photo(NEW_PHOTO)), 201);
        JsonNode again = json(upload(photo(NEW_PHOTO)), 200);

        assertThat(again.path("added").intValue()).isZero();
        assertThat(again.path("unchanged").intValue()).isEqualTo(1);
        assertThat(again.path("total").intValue()).isEqualTo(ServedWorld.IMAGES + 1);
    }

    /** A multipart body. */
    private static byte[] parts(Map<String, byte[]> photos) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        photos.forEach((name, content) -> {
            body.writeBytes(("--border\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"" + name
                    + "\"\r\nContent-Type: image/png\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        body.writeBytes("--border--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    @Test
    void ofSeveralPhotosTheUnreadableOnesAreReported() throws IOException {
        byte[] damaged = java.util.Arrays.copyOf(photo(NEW_PHOTO + 1), 100);
        byte[] body = parts(Map.of("good.png", photo(NEW_PHOTO), "../../damaged.png", damaged, "words.png",
                "no photo".getBytes(StandardCharsets.UTF_8)));
        JsonNode answer = json(wire.ask("POST", "/api/v1/images", body,
                "Content-Type: multipart/form-data; boundary=border"), 201);

        assertThat(answer.path("added").intValue()).isEqualTo(1);
        assertThat(answer.path("skipped").findValuesAsString("name")).containsExactlyInAnyOrder("damaged.png",
                "words.png");
        assertThat(answer.toString()).doesNotContain(folder.toString());
        assertThat(inbox()).hasSize(1);
    }

    @Test
    void manyUploadsAtOnceAreAllAdded() throws Exception {
        int photos = 12;
        try (ExecutorService clients = Executors.newFixedThreadPool(photos)) {
            List<Callable<Wire.Answer>> uploads = IntStream
                    .range(0, photos).<Callable<Wire.Answer>>mapToObj(i -> () -> upload(photo(NEW_PHOTO + i))).toList();
            for (Future<Wire.Answer> each : clients.invokeAll(uploads)) {
                assertThat(json(each.get(), 201).path("added").intValue()).isEqualTo(1);
            }
        }

        assertThat(json(wire.get("/api/v1/collection"), 200).path("images").intValue())
                .isEqualTo(ServedWorld.IMAGES + photos);
    }

    @Test
    void aPhotoIsAQuery() throws IOException {
        byte[] known = Files.readAllBytes(folder.resolve("photos").resolve("photo5.png"));
        JsonNode features = json(wire.ask("POST", "/api/v1/features", known, "Content-Type: image/png"), 200);
        JsonNode found = json(wire.post("/api/v1/search", "{\"space\":\"features\",\"k\":1,\"query\":{\"features\":"
                + features.path("features") + "}}"), 200);
        JsonNode byParts = json(wire.ask("POST", "/api/v1/features", parts(Map.of("a.png", known)),
                "Content-Type: multipart/form-data; boundary=border"), 200);

        assertThat(found.path("hits").path(0).path("similarity").doubleValue()).isGreaterThan(0.999);
        assertThat(byParts).isEqualTo(features);
    }

    @Test
    void aRemovedImageIsGoneWithTheFileThatWasSent() throws IOException {
        long id = json(upload(photo(NEW_PHOTO)), 201).path("images").path(0).path("imageId").longValue();

        assertThat(wire.ask("DELETE", "/api/v1/images/" + id, new byte[0]).status()).isEqualTo(204);
        assertThat(wire.ask("DELETE", "/api/v1/images/" + id, new byte[0]).status()).isEqualTo(404);
        assertThat(wire.ask("DELETE", "/api/v1/images/3", new byte[0]).status()).isEqualTo(204);
        assertThat(wire.get("/api/v1/images/3").status()).isEqualTo(404);
        assertThat(inbox()).isEmpty();
        assertThat(folder.resolve("photos").resolve("photo3.png")).exists();
    }

    @Test
    void captionsAreReplacedAndThePhotoStays() throws IOException {
        byte[] body = "{\"captions\":[\" a <b>green</b> thing \",\"\",\"another\"]}".getBytes(StandardCharsets.UTF_8);
        JsonNode image = json(wire.ask("PUT", "/api/v1/images/3/captions", body, "Content-Type: application/json"),
                200);

        assertThat(image.path("captions").path(0).stringValue()).isEqualTo("a <b>green</b> thing");
        assertThat(image.path("captions")).hasSize(2);
        assertThat(wire.get("/api/v1/images/3/picture").status()).isEqualTo(200);
        assertThat(json(wire.get("/api/v1/search?q=red&where=caption:another"), 200).path("hits")).hasSize(1);
    }

    @Test
    void whatAnotherProcessAddsIsSeen() throws Exception {
        PhotoWorld.photo(folder.resolve("photos").resolve("later.png"), NEW_PHOTO);
        ServedWorld.add(collection, List.of(folder.resolve("photos")));
        int images = 0;
        for (int i = 0; i < 600 && images != ServedWorld.IMAGES + 1; i++) {
            Thread.sleep(100);
            images = json(wire.get("/api/v1/collection"), 200).path("images").intValue();
        }

        assertThat(images).isEqualTo(ServedWorld.IMAGES + 1);
    }

    @Test
    void whileAnotherProgramChangesTheCollectionAChangeIsRefused() throws Exception {
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), FolderHolder.class.getName(), collection.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('!');
            Wire.Answer answer = wire.ask("DELETE", "/api/v1/images/3", new byte[0]);

            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isPresent();
        } finally {
            other.destroy();
            other.waitFor();
        }
    }
}
