package io.semsearch.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFilesTest {

    @ParameterizedTest
    @CsvSource({"captions_train2014.json, train2014", "some/where/captions_val.json.gz, val",
            "image_info_test2014.json, test2014", "captions_my_own.json, my_own", "captions.json, ''",
            "captions_.json, ''", "my_captions_val.json, ''",
            "instances_val2014.json, ''"})
    void aFilesNameTellsTheSplitOfItsImages(Path file, String split) {
        assertThat(DataFiles.splitOf(file)).isEqualTo(split);
    }
}
