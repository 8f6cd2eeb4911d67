package io.semsearch.cli.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import io.semsearch.indexer.TestCollection;
import io.semsearch.operations.SmallWorldFiles;
import io.semsearch.vector.FloatMatrix;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From a network's file to features of photos, and to the question which encoder made a collection's. */
class EncoderCommandsTest {

    private static final int PHOTOS = 6;
    private static final int FEATURES = 6;

    @TempDir
    Path folder;

    private Path network = Path.of("");
    private Path store = Path.of("");
    private Path photos = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        network = folder.resolve("tiny.onnx");
        store = folder.resolve("store");
        photos = Files.createDirectory(folder.resolve("photos"));
        try (InputStream tiny = Objects
                .requireNonNull(SmallWorldFiles.class.getResourceAsStream("/encoders/tiny.onnx"))) {
            Files.copy(tiny, network);
        }
        for (int photo = 1; photo <= PHOTOS; photo++) {
            drawPhoto(photo);
        }
    }

    @Test
    void aNetworkIsImportedListedAndShown() {
        Cli imported = Cli.succeed("encoder", "import", network, "--store", store, "--licence", "MIT");
        assertThat(imported.out()).contains("encoder     tiny", "8 px, short side 9, then centre crop, bilinear",
                "found       'flat': the input of the last layer, Gemm 'logits_node'", "tiny.onnx, SHA-256 ", ", MIT");
        assertThat(Cli.succeed("encoder", "import", network, "--store", store, "--licence", "MIT").out())
                .contains("installed already");

        assertThat(Cli.succeed("encoder", "list", "--store", store).out()).contains("builtin-512-1", "tiny",
                "mirrored too", "'semsearch encoder fetch' knows resnet18");
        JsonNode list = Cli.succeed("encoder", "list", "--store", store, "--format", "json").json();
        assertThat(list.get("encoders").get(1).get("encoder").stringValue()).isEqualTo("tiny");
        assertThat(list.get("encoders").get(1).get("featureDimension").intValue()).isEqualTo(16);

        assertThat(Cli.succeed("encoder", "show", "tiny", "--store", store).out()).contains("weight 0.5",
                "relu2   Relu               6 x 4 x 4");
        JsonNode shown = Cli.succeed("encoder", "show", network, "--store", store, "--format", "json").json();
        assertThat(shown.get("featureTensor").stringValue()).isEqualTo("flat");
        assertThat(shown.get("tensors").get(0).get("shape").toString()).isEqualTo("[4,8,8]");
    }

    @Test
    void everyChoiceOfTheInputIsTaken() {
        JsonNode json = Cli.succeed("encoder", "import", network, "--store", store, "--name", "other", "--quality",
                "fast", "--preset", "clip", "--size", 16, "--resize", "pad", "--interpolation", "bilinear",
                "--channels", "bgr", "--mean", "0,0,0", "--deviation", "1,1,1", "--output", "relu1", "--input", "data",
                "--format", "json").json();

        assertThat(json.get("encoder").stringValue()).isEqualTo("other");
        assertThat(json.get("preprocessing").stringValue()).isEqualTo("16 px, long side, padded, bilinear");
        assertThat(json.get("blocks").get(0).get("pooling").stringValue()).isEqualTo("mean");
        assertThat(json.get("featureTensor").stringValue()).isEqualTo("relu1");
    }

    @Test
    void whatCannotBeImportedIsSaid() throws IOException {
        assertThat(Cli.fail(ExitCode.DATA, "encoder", "import", network, "--store", store, "--output", "none"))
                .contains("'none'");
        assertThat(Cli.fail(ExitCode.DATA, "encoder", "show", "none", "--store", store))
                .contains("expected an encoder 'none'");
        assertThat(Cli.fail(ExitCode.USAGE, "encoder", "import", network, "--store", store, "--name", "a/b"))
                .contains("--name");
        assertThat(Cli.fail(ExitCode.USAGE, "encoder", "fetch", "nonesuch", "--store", store))
                .contains("expected one of resnet18");
        Path text = Files.writeString(folder.resolve("text.onnx"), "no network");
        assertThat(Cli.fail(ExitCode.DATA, "encoder", "import", text, "--store", store))
                .contains("expected an ONNX network");
        assertThat(Cli.fail(ExitCode.DATA, "encoder", "import", folder.resolve("missing.onnx"), "--store", store))
                .contains("missing.onnx");
    }

    @Test
    void photosBecomeFeaturesAndAListOfPhotos() throws IOException {
        Cli.succeed("encoder", "import", network, "--store", store, "--quality", "fast");
        Files.writeString(photos.resolve("broken.png"), "no image");
        Path file = folder.resolve("f.safetensors");

        Cli extracted = Cli.succeed("features", "extract", "--encoder", "tiny", "--store", store, "--images", photos,
                "-o", file);

        assertThat(extracted.out()).contains("6 photos, 6 values each", "1 left out", "listed in ");
        assertThat(extracted.err()).contains("left out: ", "broken.png");
        assertThat(Cli.fail(ExitCode.DATA, "features", "extract", "--encoder", "tiny", "--store", store, "--images",
                photos, "-o", file, "--strict")).contains("broken.png");
        assertThat(Cli.fail(ExitCode.USAGE, "features", "extract", "--encoder", "tiny", "--store", store, "--images",
                photos, "-o", folder.resolve("f.txt"))).contains("NAME.safetensors or NAME.npy");
        assertThat(folder.resolve("f.json")).content().contains("\"file_name\":\"6.png\"");
    }

    @Test
    void anEncoderGivesFeaturesOfAnotherQuality() {
        Cli.succeed("encoder", "import", network, "--store", store, "--quality", "fast");

        Cli best = extract("tiny", "best.npy", "--quality", "best");
        assertThat(best.out()).contains("6 photos, 16 values each");
        assertThat(best.err()).contains("encoder 'tiny-best' made of 'tiny'");
        assertThat(extract("tiny", "again.npy", "--quality", "best").err()).doesNotContain("made of");
        assertThat(extract("tiny", "fast.npy", "--quality", "fast").err()).doesNotContain("made of");
        assertThat(extract("tiny-best", "back.npy", "--quality", "fast").out()).contains("6 photos, 6 values each");

        // a network that was imported with this quality gives the same
        Cli.succeed("encoder", "import", network, "--store", store, "--quality", "best", "--name", "direct");
        extract("direct", "direct.npy");
        assertThat(folder.resolve("direct.npy")).hasSameBinaryContentAs(folder.resolve("best.npy"));
        extract("tiny", "plain.npy");
        assertThat(folder.resolve("plain.npy")).hasSameBinaryContentAs(folder.resolve("back.npy"));
        assertThat(Cli.succeed("encoder", "list", "--store", store).out()).contains("tiny-best")
                .doesNotContain("tiny-fast", "best-fast");
        assertThat(Cli.fail(ExitCode.USAGE, "features", "extract", "--encoder", "builtin-512-1", "--quality", "best",
                "--images", photos, "-o", folder.resolve("f.npy"))).contains("--quality is for encoders of networks");
    }

    private Cli extract(String encoder, String file, Object... more) {
        return Cli.succeed(Stream.concat(Stream.of("features", "extract", "--encoder", encoder, "--store", store,
                "--images", photos, "-o", folder.resolve(file)), Stream.of(more)).toArray());
    }

    @Test
    void theRuleThatMadeACollectionsFeaturesIsFound() throws IOException {
        Cli.succeed("encoder", "import", network, "--store", store, "--quality", "fast", "--name", "squeezed",
                "--resize", "squeeze");
        Cli.succeed("encoder", "import", network, "--store", store, "--quality", "fast", "--name", "cropped");
        Cli.succeed("encoder", "import", network, "--store", store, "--quality", "fast", "--name", "other", "--mean",
                "9,0,-9");
        Cli.succeed("encoder", "import", network, "--store", store, "--name", "rich");
        Path npy = folder.resolve("f.npy");
        Cli.succeed("features", "extract", "--encoder", "squeezed", "--store", store, "--images", photos, "-o", npy);
        Path collection = folder.resolve("collection");
        TestCollection.writeModel(collection, FloatMatrix.wrap(FEATURES, 2,
                new float[]{1, 0, 0, 1, 1, 1, -1, 0, 0, -1, 1, -1}));
        Cli.succeed("index", "-c", collection, "--captions", folder.resolve("f.json"), "--features", npy, "--images",
                photos);

        assertThat(check(collection, "squeezed").out()).contains("squeezed                       mean 1.0000",
                "squeezed agrees: its features can join this collection");
        assertThat(check(collection, "cropped").out())
                .contains("cropped agrees with photos squeezed: import it again with that --resize");
        assertThat(check(collection, "other").out()).contains("none agrees");
        JsonNode json = Cli.succeed("encoder", "check", "-c", collection, "--encoder", "cropped", "--store", store,
                "--photos", 3, "--format", "json").json();
        assertThat(json.get("photos").intValue()).isEqualTo(3);
        assertThat(json.get("same").stringValue()).isEqualTo("squeezed");
        assertThat(Cli.fail(ExitCode.DATA, "encoder", "check", "-c", collection, "--encoder", "rich", "--store", store))
                .contains("expected an encoder of 6 features", "rich gives 16");
        assertThat(Cli.fail(ExitCode.DATA, "encoder", "check", "-c", collection, "--encoder", "cropped", "--store",
                store, "--images", store)).contains("found none: name their folder with --images");
    }

    @Test
    void photosOfACollectionAreFetchedFromTheirUrls() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] photo = Files.readAllBytes(photos.resolve(exchange.getRequestURI().getPath().substring(1)));
            exchange.sendResponseHeaders(200, photo.length);
            exchange.getResponseBody().write(photo);
            exchange.close();
        });
        server.start();
        try {
            Cli.succeed("encoder", "import", network, "--store", store, "--quality", "fast");
            Path npy = folder.resolve("f.npy");
            Cli.succeed("features", "extract", "--encoder", "tiny", "--store", store, "--images", photos, "-o", npy);
            Path captions = Files.writeString(folder.resolve("captions.json"), Files.readString(
                    folder.resolve("f.json"))
                    .replaceAll("\"file_name\":\"([0-9]).png\"", "$0,\"coco_url\":\"http://127.0.0.1:"
                            + server.getAddress().getPort() + "/$1.png\""));
            Path collection = folder.resolve("collection");
            TestCollection.writeModel(collection, FloatMatrix.wrap(FEATURES, 2,
                    new float[]{1, 0, 0, 1, 1, 1, -1, 0, 0, -1, 1, -1}));
            Cli.succeed("index", "-c", collection, "--captions", captions, "--features", npy);

            assertThat(Cli.fail(ExitCode.DATA, "encoder", "check", "-c", collection, "--encoder", "tiny", "--store",
                    store)).contains("or fetch them with --fetch");
            assertThat(Cli.fail(ExitCode.DATA, "encoder", "check", "-c", collection, "--encoder", "tiny", "--store",
                    store, "--fetch")).contains("--allow-private");
            assertThat(Cli.succeed("encoder", "check", "-c", collection, "--encoder", "tiny", "--store", store,
                    "--fetch", "--allow-private").out()).contains("tiny agrees: its features can join this collection");

            assertThat(Cli.fail(ExitCode.DATA, "images", "fetch", "-c", collection)).contains("--allow-private");
            assertThat(Cli.succeed("images", "fetch", "-c", collection, "--allow-private").out())
                    .contains("photos: 6 photos fetched, 0 there already, 0 gone, 0 failed");
            JsonNode json = Cli.succeed("images", "fetch", "-c", collection, "--allow-private", "--format", "json")
                    .json();
            assertThat(json.get("present").intValue()).isEqualTo(PHOTOS);
            assertThat(collection.resolve("photos").resolve("3.png"))
                    .hasSameBinaryContentAs(photos.resolve("3.png"));
        } finally {
            server.stop(0);
        }
    }

    private Cli check(Path collection, String encoder) {
        return Cli.succeed("encoder", "check", "-c", collection, "--encoder", encoder, "--store", store);
    }

    private void drawPhoto(int photo) throws IOException {
        BufferedImage image = new BufferedImage(24, 12, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(photo);
        for (int i = 0; i < 24 * 12; i++) {
            int x = i % 24;
            int red = Math.clamp((long) x * 10 + photo * 7L, 0, 255);
            image.setRGB(x, i / 24, red << 16 | random.nextInt(1 << 16));
        }
        ImageIO.write(image, "png", photos.resolve(photo + ".png").toFile());
    }
}
