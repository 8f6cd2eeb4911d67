package io.semsearch.operations.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.EncoderId;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.photos.AddPhotos.Removal;
import io.semsearch.search.IndexFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which model and encoder a collection of photos has. */
class MakePhotoCollectionTest extends WithPhotoCollection {

    @Test
    void anotherEncoderIsRefused() throws IOException {
        CollectionFolder other = new CollectionFolder(temporary.resolve("other"));
        MakePhotoCollection.run(new MakePhotoCollection.Options(other,
                PhotoWorld.model(temporary.resolve("like other"), EncoderId.named("resnet18", 512), 7)));
        draw("a.png", 1);
        AddPhotos.Options options = new AddPhotos.Options(other, List.of(photos), List.of(), List.of(), Removal.NONE,
                Optional.of("builtin-512-1"), true, encoders());

        assertThatThrownBy(() -> AddPhotos.run(options, listener())).isInstanceOf(IOException.class)
                .hasMessageContaining("the index holds features of the encoder resnet18");
        assertThatThrownBy(() -> AddPhotos.run(AddPhotos.Options.of(other.path(), List.of(photos), encoders()),
                listener())).isInstanceOf(IOException.class).hasMessageContaining("resnet18");
    }

    @Test
    void anIndexThatNamesNoEncoderTakesOneThatIsNamed() throws IOException {
        CollectionFolder other = new CollectionFolder(temporary.resolve("other"));
        MakePhotoCollection.run(new MakePhotoCollection.Options(other,
                PhotoWorld.model(temporary.resolve("like other"), EncoderId.unnamed(512), 7)));
        draw("a.png", 1);

        assertThatThrownBy(() -> AddPhotos.run(AddPhotos.Options.of(other.path(), List.of(photos), encoders()),
                listener())).hasMessageContaining("name it with --photo-encoder");
        AddPhotos.Options named = new AddPhotos.Options(other, List.of(photos), List.of(), List.of(), Removal.NONE,
                Optional.of("builtin-512-1"), true, encoders());
        assertThat(AddPhotos.run(named, listener()).added()).isEqualTo(1);
        assertThat(remarks).anyMatch(remark -> remark.contains("only their number, 512, was compared"));
    }

    @Test
    void aCollectionIsMadeOnceAndKeepsItsModel() throws IOException {
        CollectionFolder like = new CollectionFolder(temporary.resolve("like"));
        draw("a.png", 1);
        add();

        MakePhotoCollection.run(new MakePhotoCollection.Options(collection, like));

        assertThat(names()).hasSize(1);
        CollectionFolder other = PhotoWorld.model(temporary.resolve("third"), EncoderId.named("builtin-512-1", 512), 8);
        assertThatThrownBy(() -> MakePhotoCollection.run(new MakePhotoCollection.Options(collection, other)))
                .hasMessage(collection.path() + ": has a model already, which is not that of " + other.path()
                        + ": leave --like out, or choose another folder with -c");
    }

    /** As after a run whose encoder was not installed: the next one may name another collection. */
    @Test
    void aCollectionWithoutImagesTakesAnotherModel() throws IOException {
        CollectionFolder other = PhotoWorld.model(temporary.resolve("third"), EncoderId.named("builtin-512-1", 512), 8);

        MakePhotoCollection.run(new MakePhotoCollection.Options(collection, other));

        assertThat(ModelReader.readManifest(collection.model()).fingerprint())
                .isEqualTo(ModelReader.readManifest(other.model()).fingerprint());
        draw("a.png", 1);
        assertThat(add().added()).isEqualTo(1);
    }

    @Test
    void aTrainedCollectionKeepsItsModel() throws IOException {
        Files.createDirectories(collection.path().resolve("reports"));
        CollectionFolder other = PhotoWorld.model(temporary.resolve("third"), EncoderId.named("builtin-512-1", 512), 8);

        assertThatThrownBy(() -> MakePhotoCollection.run(new MakePhotoCollection.Options(collection, other)))
                .hasMessageContaining("has a model already");
    }

    @Test
    void aCollectionWhoseIndexCannotBeReadMakesNone() throws IOException {
        CollectionFolder damaged = PhotoWorld.model(temporary.resolve("third"));
        Files.writeString(Files.createDirectories(damaged.index()).resolve("segments_1"), "no index");
        CollectionFolder made = new CollectionFolder(temporary.resolve("made"));

        assertThatThrownBy(() -> MakePhotoCollection.run(new MakePhotoCollection.Options(made, damaged)))
                .isInstanceOf(IndexFileException.class);
        assertThat(made.model()).doesNotExist();
    }
}
