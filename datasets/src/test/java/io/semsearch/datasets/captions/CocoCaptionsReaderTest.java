package io.semsearch.datasets.captions;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.gzip;
import static io.semsearch.datasets.TestFiles.write;
import static io.semsearch.datasets.TestFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CocoCaptionsReaderTest {

    private static final String IMAGES = """
            "images": [
              {"license": 5, "file_name": "a.jpg", "coco_url": "http://images/a.jpg", "height": 360, "width": 640, "id": 9},
              {"id": 4, "file_name": null, "width": null, "exif": {"iso": [100, {"x": 1}]}}
            ]""";
    private static final String ANNOTATIONS = """
            "annotations": [
              {"image_id": 4, "id": 30, "caption": "A dog. "},
              {"caption": "", "id": 10, "image_id": 9},
              {"id": 20, "image_id": 9, "caption": "Zwei M\\u00e4dchen \\"lesen\\"", "segmentation": [[1, 2], []]}
            ]""";
    private static final String INFO = """
            "info": {"year": 2014, "images": []}, "licenses": [{"id": 1, "url": "x"}]""";

    @TempDir
    private Path folder;

    @Test
    void readsImagesAndCaptionsInTheirOrder() throws IOException {
        CaptionDataset dataset = read("{" + INFO + "," + IMAGES + "," + ANNOTATIONS + "}");

        assertThat(dataset.images()).containsExactly(new ImageRecord(9, "a.jpg", 640, 360, "http://images/a.jpg"),
                new ImageRecord(4, "", 0, 0, ""));
        assertThat(dataset.captions()).containsExactly(new Caption(30, 4, "A dog. "), new Caption(10, 9, ""),
                new Caption(20, 9, "Zwei M\u00e4dchen \"lesen\""));
    }

    @Test
    void readsSplitAndTags() throws IOException {
        CaptionDataset dataset = read("""
                {"images": [{"id": 1, "split": "val", "tags": ["dog", "", "two words"]},
                  {"tags": [], "split": "", "id": 2}, {"id": 3, "split": null, "tags": null}, {"id": 4}],
                 "annotations": [{"id": 1, "image_id": 1, "caption": ""}]}""");

        assertThat(dataset.images()).containsExactly(
                new ImageRecord(1, "", 0, 0, "", "val", List.of("dog", "", "two words")), ImageRecord.ofId(2),
                ImageRecord.ofId(3), ImageRecord.ofId(4));
    }

    @Test
    void readsKeysInAnyOrder() throws IOException {
        CaptionDataset expected = read("{" + INFO + "," + IMAGES + "," + ANNOTATIONS + "}");

        assertThat(read("{" + ANNOTATIONS + "," + INFO + "," + IMAGES + "}")).isEqualTo(expected);
        assertThat(read("{" + ANNOTATIONS + "," + IMAGES + "}\n")).isEqualTo(expected);
    }

    @Test
    void readsImagesWithoutCaptions() throws IOException {
        CaptionDataset alone = read("{" + INFO + "," + IMAGES + "}");

        assertThat(alone.images()).hasSize(2);
        assertThat(alone.captions()).isEmpty();
        assertThat(read("{" + IMAGES + ", \"annotations\": []}")).isEqualTo(alone);
    }

    @Test
    void readsCompressedFiles() throws IOException {
        byte[] json = ("{" + IMAGES + "," + ANNOTATIONS + "}").getBytes(StandardCharsets.UTF_8);

        for (Path file : new Path[]{write(folder, "c.json.gz", gzip(json)),
                write(folder, "c.zip", zip(Map.of("captions.json", json)))}) {
            assertThat(CaptionsReader.read(file, Progress.NONE).captions()).hasSize(3);
            assertThatExceptionOfType(DataFileException.class)
                    .isThrownBy(() -> CaptionsReader.read(file, 100, Progress.NONE))
                    .withMessageContaining("--max-uncompressed");
        }
    }

    @Test
    void tellsWhereAFileIsCutWhereverThatIs() throws IOException {
        byte[] json = ("{" + INFO + "," + IMAGES + "," + ANNOTATIONS + "}").getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < json.length; length++) {
            Path cut = write(folder, "cut.json", Arrays.copyOf(json, length));
            assertThatExceptionOfType(DataFileException.class)
                    .isThrownBy(() -> CaptionsReader.read(cut, Progress.NONE))
                    .withMessageContainingAll("cut.json: not JSON at line ", ", column ", "(byte ",
                            "it is damaged or truncated; fetch or copy it again");
        }
    }

    @Test
    void namesAFileInAnEncodingThatDoesNotExist() throws IOException {
        Path file = Files.write(folder.resolve("captions.json"),
                new byte[]{0, 0, (byte) 0xff, (byte) 0xfe, '{', 0, 0, 0});

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> CaptionsReader.read(file, Progress.NONE)).withMessageStartingWith(file + ": ");
    }

    @Test
    void tellsWhereJsonIsBroken() {
        refuses("{\"images\": [],\n \"annotations\": [}", "captions.json: not JSON at line 2, column 18 (byte 32)"
                + " (Unexpected close marker '}': expected ']'): it is damaged or truncated");
        refuses("[".repeat(5000), "expected captions (COCO", "found a list");
        refuses("{\"x\":" + "[".repeat(5000), "not JSON at line 1");
        refuses("{" + IMAGES + "," + ANNOTATIONS + "} {}", "something follows the end of its JSON object at line 8");
        refuses("", "expected captions (COCO", "found an empty file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{}|found []",
            "{'info': 1}|found [info]", "{'annotations': []}|found [annotations]",
            "{'images': {}, 'annotations': []}|'images' must be a list, found an object at line 1, column 12",
            "{'images': [7], 'annotations': []}|'images[0]' must be an object, found the number 7 at line 1",
            "{'images': [{}], 'annotations': []}|the item of 'images' at line 1, column 13 (byte 12) has no 'id'",
            "{'images': [{'id': 'x'}], 'annotations': []}|'id' must be a whole number, found text at line 1",
            "{'images': [{'id': 1.5}], 'annotations': []}|'id' must be a whole number, found the number 1.5",
            "{'images': [{'id': 1, 'width': -1}], 'annotations': []}|'width' must be a number of pixels",
            "{'images': [{'id': 1, 'file_name': 1}], 'annotations': []}|'file_name' must be text",
            "{'images': [{'split': 3, 'id': 9}], 'annotations': []}|image 9: 'split' must be text, found the number 3 at line 1",
            "{'images': [{'tags': 'dog', 'id': 9}], 'annotations': []}|image 9: 'tags' must be a list of texts, found text",
            "{'images': [{'id': 9, 'tags': ['dog', [1, 2], {'x': [3]}]}], 'annotations': []}"
                    + "|image 9: 'tags' must be a list of texts, found a list at line 1, column 39",
            "{'images': [{'tags': {'dog': 1}, 'split': [], 'id': 9}], 'annotations': []}"
                    + "|image 9: 'tags' must be a list of texts, found an object at line 1, column 22",
            "{'images': [], 'annotations': [{'id': 1, 'image_id': 1}]}|has no 'caption'; is this a file of objects",
            "{'images': [], 'annotations': [{'id': 1, 'caption': ''}]}|has no 'image_id'",
            "{'images': [], 'annotations': [{'id': 5, 'image_id': 1, 'caption': ''}, {'image_id': 1, 'caption': ''}]}"
                    + "|the item of 'annotations' at line 1, column 73 (byte 72) has no 'id', others have one",
            "{'images': [], 'annotations': [{'image_id': 1, 'caption': ''}, {'id': 5, 'image_id': 1, 'caption': ''}]}"
                    + "|annotation 5 has an 'id', others before it have none",
            "{'images': [], 'annotations': [{'caption': NaN, 'image_id': 3, 'id': 7}]}"
                    + "|annotation 7: 'caption' must be text, found the number NaN at line 1, column 44",
            "{'images': [], 'annotations': [{'caption': 1, 'image_id': 'x'}]}"
                    + "|the annotation at line 1, column 32 (byte 31): 'caption' must be text, found the number 1",
            "{'images': [{'id': 9223372036854775808}], 'annotations': []}"
                    + "|'id' must be a number of at most 64 bits, found the number 9223372036854775808 at line 1",
            "{'images': [], 'annotations': [{'id': 7, 'image_id': -99999999999999999999, 'caption': ''}]}"
                    + "|annotation 7: 'image_id' must be a number of at most 64 bits",
            "{'images': [{'id': 1, 'id': 2}], 'annotations': []}|image 2: 'id' occurs twice, at line 1, column 29",
            "{'images': [], 'annotations': [{'id': 7, 'caption': 'a', 'image_id': 1, 'caption': 'b'}]}"
                    + "|annotation 7: 'caption' occurs twice",
            "{'images': [], 'images': [], 'annotations': []}|its key 'images' occurs twice, at line 1, column 16",
            "{'images': [{'imgid': 0, 'filename': '1.jpg', 'sentences': [{'tokens': ['a']}]}]}"
                    + "|the item of 'sentences' at line 1, column 61 (byte 60) has no 'raw'",
            "{'images': [{'imgid': 0, 'sentences': [{'raw': 7}]}]}|'raw' must be text, found the number 7",
            "{'images': [{'imgid': 0, 'sentences': 'a'}]}|'sentences' must be a list, found text",
            "{'images': [{'id': 1}], 'annotations': [{'id': 1, 'image_id': 1, 'category_id': 18, 'bbox': [1, 2, 3, 4]}]}"
                    + "|has no 'caption'; is this a file of objects or key points? The one of captions is meant",
            "{'images': [], 'annotations': [{'caption': null}]}|'caption' must be text, found null",
            "{'images': [{'id': 3}, {'id': 3}], 'annotations': [{'id': 1, 'image_id': 3, 'caption': ''}]}"
                    + "|image id 3 occurs twice",
            "{'images': [{'id': 3}], 'annotations': [{'id': 1, 'image_id': 4, 'caption': ''},"
                    + " {'id': 2, 'image_id': 5, 'caption': ''}]}"
                    + "|annotation 1 describes image 4, which is not among its 1 images (2 such annotations)"})
    void tellsWhatIsMissingOrWrong(String json, String message) {
        refuses(json.replace('\'', '"'), "captions.json: ", message.replace('\'', '"'));
    }

    @Test
    void numbersAnnotationsThatHaveNoIds() throws IOException {
        CaptionDataset dataset = read(
                """
                {"images": [{"id": 9}], "annotations": [{"image_id": 9, "caption": "A"}, {"image_id": 9, "caption": "B"}]}""");

        assertThat(dataset.captions()).containsExactly(new Caption(1, 9, "A"), new Caption(2, 9, "B"));
    }

    @Test
    void ignoresWhatItDoesNotReadHoweverOftenItOccurs() throws IOException {
        assertThat(read("{\"info\": 1, \"info\": 2, \"images\": [{\"id\": 1, \"x\": 1, \"x\": NaN}], \"annotations\":"
                + " [{\"id\": 1, \"image_id\": 1, \"caption\": \"a\"}]}").captions()).hasSize(1);
    }

    @Test
    void readsEveryEncodingOfJson() throws IOException {
        String json = "{" + IMAGES + "," + ANNOTATIONS + "}";

        for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16)) {
            Path file = write(folder, "utf16.json", json.getBytes(charset));
            assertThat(CaptionsReader.read(file, Progress.NONE)).isEqualTo(read(json));
        }
        assertThat(read("\ufeff" + json)).isEqualTo(read(json));
    }

    @Test
    void namesTheRemedyForLatin1() throws IOException {
        Path file = write(folder, "latin1.json",
                bytes("{\"images\": [],\n\"annotations\": [{\"caption\": \"caf\u00e9\"}]}"));

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> CaptionsReader.read(file, Progress.NONE))
                .withMessageContainingAll("latin1.json: not JSON at line 2, column ", "Invalid UTF-8",
                        "convert it to UTF-8, for example with iconv -f latin1 -t utf-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '`', value = {
            "1000268201_693b08cb0e.jpg,A child in a pink dress=captions in a table (CSV): if it is given as captions",
            "<html><body>Not found=an HTML page", "version https://git-lfs.github.com/spec/v1=a Git LFS pointer",
            "id\tcaption=a file that begins with the bytes 69 64 09 63 61 70 74 69"})
    void namesFilesOfOtherKinds(String text, String found) {
        refuses(text.replace(";", "\n"), "captions.json: expected captions (COCO's or Karpathy's JSON, a table",
                ", found " + found);
    }

    @Test
    void namesAMissingFile() {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> CaptionsReader.read(folder.resolve("none.json"), Progress.NONE))
                .withMessage(folder.resolve("none.json") + ": this file does not exist");
    }

    private CaptionDataset read(String json) throws IOException {
        return CaptionsReader.read(write(folder, "captions.json", json.getBytes(StandardCharsets.UTF_8)),
                Progress.NONE);
    }

    private void refuses(String json, String... message) {
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(json))
                .withMessageContainingAll(message);
    }
}
