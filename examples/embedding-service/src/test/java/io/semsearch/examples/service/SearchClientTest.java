package io.semsearch.examples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.operations.photos.AddPhotos;
import io.semsearch.operations.photos.MakePhotoCollection;
import io.semsearch.operations.photos.PhotoWorld;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.json.SearchAnswer;
import io.semsearch.server.SearchServer;
import io.semsearch.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client, and the server that {@code semsearch serve} starts. */
class SearchClientTest {

    private static final String TOKEN = "a-token-of-the-client";

    @TempDir
    private Path folder;
    private SearchServer server;
    private SearchClient client;

    @BeforeEach
    void start() throws IOException {
        CollectionFolder collection = new CollectionFolder(folder.resolve("two words"));
        EncoderStore encoders = new EncoderStore(folder.resolve("encoders"));
        Files.createDirectories(folder.resolve("photos"));
        PhotoWorld.photo(folder.resolve("photos/first.png"), 1);
        Files.writeString(folder.resolve("photos/first.txt"), "a red thing");
        MakePhotoCollection.run(new MakePhotoCollection.Options(collection, PhotoWorld.model(folder.resolve("like"))));
        AddPhotos.run(AddPhotos.Options.of(collection.path(), List.of(folder.resolve("photos")), encoders),
                OperationListener.NONE);
        server = SearchServer.start(ServerOptions.of(collection.path()).with(encoders)
                .with(new ServerOptions.Address("127.0.0.1", 0, List.of()))
                .with(new ServerOptions.Access(Optional.of(TOKEN), true, false)));
        client = client(Optional.of(TOKEN));
    }

    private SearchClient client(Optional<String> token) {
        return new SearchClient(URI.create("http://127.0.0.1:" + server.port()), "two words", token);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void searchesAddsCaptionsAndRemoves() throws IOException {
        SearchClient.Added added = client.add(PhotoWorld.photo(folder.resolve("second.png"), 2));
        long id = added.imageId().orElseThrow();
        assertThat(added.isNew()).isTrue();
        assertThat(client.add(folder.resolve("second.png")).isNew()).isFalse();

        SearchAnswer answer = client.search(Query.text("red"), SearchOptions.top(5));
        assertThat(answer.result().hits()).extracting(hit -> hit.image().id()).hasSize(2).contains(id);
        assertThat(client.caption(id, List.of("quite blue")).captions()).containsExactly("quite blue");
        assertThat(client.image(id).captions()).containsExactly("quite blue");
        assertThat(client.image(id).hasPhoto()).isTrue();
        assertThat(client.photo(id)).isEqualTo(Files.readAllBytes(folder.resolve("second.png")));
        assertThat(client.thumbnail(id)).startsWith(0xff, 0xd8, 0xff);

        client.remove(id);
        assertThat(client.search(Query.text("red"), SearchOptions.top(5)).result().hits()).hasSize(1);
    }

    @Test
    void saysWhyAPhotoWasSkipped() throws IOException {
        SearchClient.Added added = client.add(Files.writeString(folder.resolve("text.jpg"), "no photo"));

        assertThat(added).isEqualTo(new SearchClient.Added(Optional.empty(), false, "not a readable image"));
    }

    @Test
    void problemsAreExceptionsWithARemedy() {
        SearchClient.ProblemException missing = catchThrowableOfType(SearchClient.ProblemException.class,
                () -> client.image(999));
        SearchClient.ProblemException unknown = catchThrowableOfType(SearchClient.ProblemException.class,
                () -> client.search(Query.text("unheardof"), SearchOptions.top(5)));

        assertThat(missing).hasMessage("404: the collection has no image 999");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.remedy()).isEqualTo("use other words");
        try (SearchClient stranger = client(Optional.empty())) {
            assertThat(catchThrowableOfType(SearchClient.ProblemException.class, () -> stranger.remove(1)).status())
                    .isEqualTo(401);
        }
    }
}
