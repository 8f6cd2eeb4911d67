package io.semsearch.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** What may be downloaded. */
class RemoteFileTest {

    @Test
    void readsTheSeedFilesFromAnyAddress() {
        CocoDownloads downloads = CocoDownloads.at(URI.create("http://localhost:1/mirror/"));

        assertThat(downloads.vectors().uri()).hasToString("http://localhost:1/mirror/glove.6B.200d.txt.w2v");
        assertThat(downloads.totalBytes()).isEqualTo(66_782_097L + 174_540_061 + 693_432_839);
        assertThat(CocoDownloads.at(CocoDownloads.DEFAULT_BASE).captions().uri()).hasToString(
                "https://github.com/rsokl/cog_data/releases/download/language-files/captions_train2014.json");
        assertThat(downloads.all()).extracting(RemoteFile::name).containsExactly("captions_train2014.json",
                "resnet18_features.pkl", "glove.6B.200d.txt.w2v");
    }

    @Test
    void takesNoNameThatLeadsElsewhere() {
        for (String name : new String[]{"../x", "a/b", "a\\b", ".hidden", ""}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RemoteFile(name, URI.create("http://localhost/"), 1, "0".repeat(64)))
                    .withMessageContaining("a file to download needs a plain name, got '" + name + "'");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RemoteFile("a", URI.create("http://localhost/"), 1, "XYZ"))
                .withMessageContaining("expected a size and a SHA-256");
    }
}
