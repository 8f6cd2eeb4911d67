package io.semsearch.datasets.captions;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.gzip;
import static io.semsearch.datasets.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.DataFileException;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captions in other forms than COCO's. */
class CaptionFormsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"image,caption\nb.jpg,\"a cat, \"\"big\"\"\"\na.jpg,dog\nb.jpg, on  grass \n",
            "\ufeffFile_Name;Caption;more\r\nb.jpg;\"a cat, \"\"big\"\"\";1\r\na.jpg;dog;2\r\n\r\nb.jpg; on  grass ;3",
            "b.jpg#0\ta cat, \"big\"\na.jpg#0\tdog\nb.jpg#1\t on  grass \n"})
    void tablesNumberImagesByFileName(String text) throws IOException {
        CaptionDataset dataset = read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(dataset.images()).extracting("id", "fileName").containsExactly(
                tuple(1L, "a.jpg"), tuple(2L, "b.jpg"));
        assertThat(dataset.captions()).containsExactly(new Caption(1, 1, "dog"), new Caption(2, 2, "a cat, \"big\""),
                new Caption(3, 2, " on  grass "));
    }

    @Test
    void tablesWithBarsDoNotQuote() throws IOException {
        CaptionDataset dataset = read(
                gzip(bytes("image_name| comment_number| comment\n1.jpg| 0| Two \"dogs . \n1.jpg| 1| Play\n")));
        assertThat(dataset.captions()).extracting(Caption::text).containsExactly("Two \"dogs .", "Play");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image,caption\na.jpg,A cat, a dog, and \"grass\"\na.jpg,plain\na.jpg,\"one, two\"\n",
            "image;caption\na.jpg;A cat, a dog, and \"grass\"\na.jpg;plain\na.jpg;one, two\n",
            "image|caption\na.jpg|A cat, a dog, and \"grass\"\na.jpg|plain\na.jpg|one, two\n",
            "image\tcaption\na.jpg\tA cat, a dog, and \"grass\"\na.jpg\tplain\na.jpg\tone, two\n"})
    void captionsWithCommasAreWhole(String text) throws IOException {
        assertThat(read(bytes(text)).captions()).extracting(Caption::text).containsExactly(
                "A cat, a dog, and \"grass\"", "plain", "one, two");
    }

    @Test
    void separatorsInACaptionBelongToItOrAreRefused() throws IOException {
        assertThat(read(bytes("image;caption\na.jpg;cat; dog\n")).captions()).extracting(Caption::text)
                .containsExactly("cat; dog");
        assertThat(read(bytes("image|caption\na.jpg|cat | dog\n")).captions()).extracting(Caption::text)
                .containsExactly("cat | dog");
        refuses("image,number,caption\na.jpg,0,cat\na.jpg,1,cat, dog\n",
                "expected 3 values at line 3, as its first line has, found 4: put the whole caption in quotation marks");
        refuses("image|number|comment\na.jpg|0|cat | dog\n", "expected 3 values at line 2");
        refuses("image,caption\na.jpg,\"one cat\",\"two cats\"\n", "expected 2 values at line 2", "found 3");
        refuses("image,caption\na.jpg,one cat,\"two cats\"\n", "expected 2 values at line 2", "found 3");
        refuses("image,caption\na.jpg,cat" + ",".repeat(1 << 14) + "\n", "expected a table (CSV), but: ", "line 2");
    }

    @Test
    void karpathysJson() throws IOException {
        CaptionDataset dataset = read(bytes("""
                {"images": [
                 {"sentids": [0, 1], "imgid": 0, "sentences": [{"tokens": ["a"], "raw": "A cat."}, {"raw": "Two"}],
                  "split": "train", "filename": "x.jpg"},
                 {"filepath": "val2014", "filename": "y.jpg", "imgid": 1, "cocoid": 391895, "split": "restval",
                  "sentences": []}], "dataset": "coco"}"""));
        assertThat(dataset.images()).extracting("id", "fileName", "split").containsExactly(
                tuple(0L, "x.jpg", "train"),
                tuple(391895L, "y.jpg", "restval"));
        assertThat(dataset.captions()).isEqualTo(List.of(new Caption(1, 0, "A cat."), new Caption(2, 0, "Two")));
    }

    @Test
    void namesTheLine() {
        refuses("image,caption\na.jpg,dog\nb.jpg\n",
                "expected a row with an image and a caption at line 3, found 1 values");
        refuses("image,caption\n,dog\n", "expected the file name of an image, found none at line 2");
        refuses("image,my caption\na.jpg,dog\n", "expected a column named caption or comment in its first line, found "
                + "[image, my caption]: rename the column");
        refuses("a.jpg#0\tdog\nno tab\n", "expected 'photo.jpg#0', a tab and a caption at line 2");
        refuses("image,caption\na.jpg,\"dog\"s\n", "expected a table (CSV), but: ",
                "write a quotation mark in a value twice");
        refuses("image,caption\na.jpg,caf\u00e9\n", "expected text in UTF-8, found other bytes before byte 2");
        refuses("image,caption\na.jpg,\"" + "dog\n".repeat(1 << 19), "expected a table (CSV), but: ",
                "close each value that begins with one");
    }

    private CaptionDataset read(byte[] content) throws IOException {
        return CaptionsReader.read(write(folder, "captions.txt", content), Progress.NONE);
    }

    private void refuses(String latin1, String... message) {
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(bytes(latin1)))
                .withMessageContainingAll(message).withMessageStartingWith(folder.resolve("captions.txt") + ": ");
    }
}
