package io.semsearch.operations.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.semsearch.artifact.Sha256;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.EncoderId;
import io.semsearch.datasets.download.DownloadException;
import io.semsearch.datasets.download.EncoderDownloads;
import io.semsearch.datasets.download.RemoteFile;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.encoder.onnx.EncoderRecipe;
import io.semsearch.encoder.onnx.InputChoice;
import io.semsearch.encoder.onnx.Preset;
import io.semsearch.encoder.onnx.Quality;
import io.semsearch.operations.OperationListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderOperationsTest {

    @TempDir
    Path folder;

    private EncoderStore store = new EncoderStore(Path.of(""));
    private Path network = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        store = new EncoderStore(folder.resolve("data").resolve("encoders"));
        network = Files.write(folder.resolve("tiny.onnx"), classifier());
    }

    @Test
    void anImportedEncoderIsFoundByNameAndByIdentity() throws IOException {
        ImportEncoder.Result result = ImportEncoder.run(ImportEncoder.Options.of(network, store),
                OperationListener.NONE);

        assertThat(result.installed()).isTrue();
        assertThat(result.features().tensor()).isEqualTo("flat");
        assertThat(result.recipe().name()).isEqualTo("tiny");
        assertThat(result.recipe().network().source()).startsWith("tiny.onnx, SHA-256 ");
        EncoderId id = result.recipe().id();
        try (ImageEncoder named = store.open("tiny"); ImageEncoder identified = store.openFor(id)) {
            BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB);
            assertThat(named.id()).isEqualTo(id);
            assertThat(named.encode(image)).hasSize(id.dimension()).isEqualTo(identified.encode(image));
        }
        EncoderId renamed = new EncoderId("another-name", id.dimension(), id.preprocessing(), id.fingerprint());
        store.openFor(renamed).close();
        store.openFor(store.open("builtin-512-1").id()).close();
    }

    @Test
    void importingTheSameAgainChangesNothing() throws IOException {
        ImportEncoder.Options options = ImportEncoder.Options.of(network, store);
        ImportEncoder.run(options, OperationListener.NONE);

        assertThat(ImportEncoder.run(options, OperationListener.NONE).installed()).isFalse();
        ImportEncoder.Options faster = new ImportEncoder.Options(network, store, Optional.empty(),
                InputChoice.of(Preset.CLIP), Quality.FAST, Optional.empty(), "", "");
        assertThatThrownBy(() -> ImportEncoder.run(faster, OperationListener.NONE))
                .isInstanceOf(DataFileException.class).hasMessageContaining("--name");
    }

    @Test
    void whatIsNotInstalledIsSaid() {
        assertThatThrownBy(() -> store.open("tiny")).isInstanceOf(DataFileException.class)
                .hasMessageContaining("expected an encoder 'tiny', found builtin-512-1");
        assertThatThrownBy(() -> store.open("../tiny")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.openFor(EncoderId.unnamed(512))).isInstanceOf(DataFileException.class)
                .hasMessageContaining("name no encoder");
    }

    @Test
    void aDamagedEncoderIsListedWithItsProblem() throws IOException {
        ImportEncoder.run(ImportEncoder.Options.of(network, store), OperationListener.NONE);
        Files.createDirectories(store.folder().resolve("broken"));
        Files.writeString(store.folder().resolve("broken").resolve(EncoderRecipe.FILE), "{");

        ListEncoders.Result result = ListEncoders.run(new ListEncoders.Options(store));

        assertThat(result.installed()).extracting(EncoderStore.Installed::name).containsExactly("broken", "tiny");
        assertThat(result.installed().getFirst().problem()).contains("expected the recipe of an encoder");
        assertThat(result.fetchable()).contains("resnet18", "mobilenetv2");
    }

    @Test
    void anEncoderAndANetworkAreDescribed() throws IOException {
        InputChoice input = InputChoice.of(Preset.IMAGENET);
        DescribeEncoder.Result file = DescribeEncoder
                .run(new DescribeEncoder.Options(network.toString(), store, input));
        assertThat(file.recipe()).isEmpty();
        assertThat(file.features().tensor()).isEqualTo("flat");
        assertThat(file.candidates()).anyMatch(each -> each.tensor().equals("relu1")
                && each.shapeText().equals("4 x 8 x 8"));

        EncoderRecipe recipe = ImportEncoder.run(ImportEncoder.Options.of(network, store), OperationListener.NONE)
                .recipe();
        assertThat(DescribeEncoder.run(new DescribeEncoder.Options("tiny", store, input)).recipe()).contains(recipe);
    }

    @Test
    void aFetchedNetworkBecomesAnEncoder() throws IOException {
        byte[] bytes = Files.readAllBytes(network);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/tiny.onnx");
            EncoderDownloads right = new EncoderDownloads("tiny",
                    new RemoteFile("tiny.onnx", address, bytes.length, Sha256.of(bytes)), "MIT");
            EncoderDownloads wrong = new EncoderDownloads("wrong",
                    new RemoteFile("wrong.onnx", address, bytes.length, "0".repeat(64)), "MIT");
            FetchEncoder.Options options = FetchEncoder.Options.of("tiny", store);

            ImportEncoder.Result result = FetchEncoder.run(right, options, OperationListener.NONE);

            assertThat(result.recipe().name()).isEqualTo("tiny");
            assertThat(result.recipe().network().licence()).isEqualTo("MIT");
            assertThat(result.recipe().network().source()).isEqualTo(address.toString());
            store.open("tiny").close();
            assertThatThrownBy(() -> FetchEncoder.run(wrong, options, OperationListener.NONE))
                    .isInstanceOf(DownloadException.class).hasMessageContaining("expected " + bytes.length);
            try (var left = Files.list(store.folder().resolve(".downloads"))) {
                assertThat(left).isEmpty();
            }
        } finally {
            server.stop(0);
        }
        assertThatThrownBy(() -> FetchEncoder.run(FetchEncoder.Options.of("nonesuch", store), OperationListener.NONE))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("resnet18, resnet50");
    }

    /** Written by TinyNetworks of module encoder. */
    private static byte[] classifier() throws IOException {
        try (InputStream file = Objects
                .requireNonNull(EncoderOperationsTest.class.getResourceAsStream("/encoders/tiny.onnx"))) {
            return file.readAllBytes();
        }
    }
}
