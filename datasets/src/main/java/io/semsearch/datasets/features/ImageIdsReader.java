package io.semsearch.datasets.features;

import io.semsearch.datasets.DataFileException;
import io.semsearch.datasets.DataStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the image id of each row of a matrix: a {@code .npy} vector of whole numbers, or text with one a line. */
final class ImageIdsReader {

    private static final int FIRST_IDS = 1024;

    private ImageIdsReader() {}

    /** All ids.
     *
     * @throws DataFileException if the stream holds something else */
    static long[] read(DataStream in) throws IOException {
        return NpyHeader.isAt(in) ? readNpy(in) : readText(in);
    }

    private static long[] readNpy(DataStream in) throws IOException {
        NpyHeader header = NpyHeader.read(in);
        int bytes = switch (header.code()) {
            case "i8" -> Long.BYTES;
            case "i4" -> Integer.BYTES;
            default -> throw in.failure("expected image ids of type int64 or int32, found '" + header.code() + "'");
        };
        if (header.shape().size() != 1) {
            throw in.failure("expected a vector of image ids, shape (images,), found shape " + header.shape());
        }
        int count = header.shape().getFirst();
        ByteBuffer values = ByteBuffer.wrap(in.readBytes((long) count * bytes)).order(header.order());
        in.drain();
        long[] ids = new long[count];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = bytes == Long.BYTES ? values.getLong() : values.getInt();
        }
        return ids;
    }

    private static long[] readText(DataStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        long[] ids = new long[FIRST_IDS];
        int count = 0;
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, 2 * count);
            }
            ids[count++] = id(line, number, in);
        }
        return Arrays.copyOf(ids, count);
    }

    private static long id(String line, int number, DataStream in) throws DataFileException {
        try {
            return Long.parseLong(line.strip());
        } catch (NumberFormatException e) {
            throw in.failure(
                    "line " + number + ": expected one image id, a whole number; the ids may be a .npy file, or"
                            + " text with one a line",
                    e);
        }
    }
}
