package io.semsearch.datasets.captions;

import static io.semsearch.datasets.TestFiles.gzip;
import static io.semsearch.datasets.TestFiles.write;
import static io.semsearch.datasets.TestFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.datasets.DataFileException;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    void readsCompressedFiles() throws IOException {
        byte[] json = ("{" + IMAGES + "," + ANNOTATIONS + "}").getBytes(StandardCharsets.UTF_8);

        for (Path file : new Path[]{write(folder, "c.json.gz", gzip(json)),
                write(folder, "c.zip", zip(Map.of("captions.json", json)))}) {
            assertThat(CocoCaptionsReader.read(file, Progress.NONE).captions()).hasSize(3);
            assertThatExceptionOfType(DataFileException.class)
                    .isThrownBy(() -> CocoCaptionsReader.read(file, 100, Progress.NONE))
                    .withMessageContaining("--max-uncompressed");
        }
    }

    @Test
    void tellsWhereAFileIsCutWhereverThatIs() throws IOException {
        byte[] json = ("{" + INFO + "," + IMAGES + "," + ANNOTATIONS + "}").getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < json.length; length++) {
            Path cut = write(folder, "cut.json", Arrays.copyOf(json, length));
            assertThatExceptionOfType(DataFileException.class)
                    .isThrownBy(() -> CocoCaptionsReader.read(cut, Progress.NONE))
                    .withMessageContainingAll("cut.json: not JSON at line ", ", column ", "(byte ",
                            "it is damaged or cut short; fetch or copy it again");
        }
    }

    @Test
    void tellsWhereJsonIsBroken() {
        refuses("{\"images\": [],\n \"annotations\": [}", "captions.json: not JSON at line 2, column 18 (byte 32)"
                + " (Unexpected close marker '}': expected ']'): it is damaged or cut short");
        refuses("{\"images\": [{\"id\": 12345678901234567890}], \"annotations\": []}", "not JSON at line 1");
        refuses("[".repeat(5000), "expected COCO captions, a JSON object", "found a list");
        refuses("{\"x\":" + "[".repeat(5000), "not JSON at line 1");
        refuses("{" + IMAGES + "," + ANNOTATIONS + "} {}", "something follows the end of its JSON object at line 8");
        refuses("", "expected COCO captions", "found an empty file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{}|found []",
            "{'info': 1, 'images': []}|found [images, info]", "{'annotations': []}|found [annotations]",
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
            "{'images': [], 'annotations': [{'image_id': 1, 'caption': ''}]}|the item of 'annotations' at line 1, column 32",
            "{'images': [], 'annotations': [{'caption': null}]}|'caption' must be text, found null",
            "{'images': [{'id': 1}], 'annotations': []}|its list 'annotations' is empty",
            "{'images': [{'id': 3}, {'id': 3}], 'annotations': [{'id': 1, 'image_id': 3, 'caption': ''}]}"
                    + "|image id 3 occurs twice",
            "{'images': [{'id': 3}], 'annotations': [{'id': 1, 'image_id': 4, 'caption': ''},"
                    + " {'id': 2, 'image_id': 5, 'caption': ''}]}"
                    + "|annotation 1 describes image 4, which is not among its 1 images (2 such annotations)"})
    void tellsWhatIsMissingOrWrong(String json, String message) {
        refuses(json.replace('\'', '"'), "captions.json: ", message.replace('\'', '"'));
    }

    @Test
    void namesAMissingFile() {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> CocoCaptionsReader.read(folder.resolve("none.json"), Progress.NONE))
                .withMessage(folder.resolve("none.json") + ": this file does not exist");
    }

    private CaptionDataset read(String json) throws IOException {
        return CocoCaptionsReader.read(write(folder, "captions.json", json.getBytes(StandardCharsets.UTF_8)),
                Progress.NONE);
    }

    private void refuses(String json, String... message) {
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(json))
                .withMessageContainingAll(message);
    }
}
