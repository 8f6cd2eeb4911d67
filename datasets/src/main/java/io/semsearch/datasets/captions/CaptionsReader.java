package io.semsearch.datasets.captions;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;

/** Reads captions in the forms that people have: COCO's JSON, Karpathy's JSON, a table (CSV) with the columns image and
 * caption, and Flickr8k's token file. The form is recognized by the content. The file is read as a stream; it may be
 * gzipped, or the only member of a zip archive.
 *
 * <p>Captions are kept as written, blank ones too. Forms without image ids number the images from 1 in the order of
 * their file names. {@code docs/formats-input.md} describes each form. */
public final class CaptionsReader {

    private CaptionsReader() {}

    /** Reads a file with the default limit, {@link DataStream#DEFAULT_MAX_UNCOMPRESSED_BYTES}. */
    public static CaptionDataset read(Path path, Progress progress) throws IOException {
        return read(path, DataStream.DEFAULT_MAX_UNCOMPRESSED_BYTES, progress);
    }

    /** Reads a file.
     *
     * @param maxUncompressedBytes limit of its unpacked size
     * @throws DataFileException if it is missing, damaged or of another form; if an image occurs twice, or an
     *                           annotation describes an unknown image
     * @throws IOException       if it cannot be read */
    public static CaptionDataset read(Path path, long maxUncompressedBytes, Progress progress) throws IOException {
        try (DataStream in = DataStream.open(path, maxUncompressedBytes, progress, "Reading captions")) {
            byte[] head = in.peek(CaptionTable.HEAD_BYTES);
            return CaptionTable.isTable(head) ? CaptionTable.read(in, head) : CocoCaptionsReader.read(in);
        }
    }
}
