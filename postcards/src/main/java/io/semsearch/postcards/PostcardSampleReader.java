package io.semsearch.postcards;

import io.semsearch.dataset.DataFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a sample that was written before. */
public final class PostcardSampleReader {

    private PostcardSampleReader() {}

    /** Reads the description of a sample. Images and captions are left to their readers.
     *
     * @throws DataFileException if the folder holds no complete sample
     * @throws IOException       if it cannot be read */
    public static PostcardSample read(Path folder) throws IOException {
        Path manifest = folder.resolve(SampleFiles.MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            throw new DataFileException(folder + " holds no sample of postcards: expected " + SampleFiles.MANIFEST
                    + "; let one be made there first");
        }
        SampleJson.Manifest read = SampleJson.readManifest(manifest);
        return new PostcardSample(folder, read.options(),
                SampleJson.readCombinations(folder.resolve(SampleFiles.COMBINATIONS)));
    }

    /** True if a folder holds the sample that these options and this version of the program would give. */
    static boolean holds(Path folder, PostcardSampleOptions options) throws IOException {
        Path manifest = folder.resolve(SampleFiles.MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return false;
        }
        try {
            return SampleJson.readManifest(manifest)
                    .equals(new SampleJson.Manifest(PostcardSampleWriter.GENERATOR_VERSION, options));
        } catch (DataFileException e) {
            return false;
        }
    }
}
