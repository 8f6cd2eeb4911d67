package io.semsearch.datasets.features;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.HeapBudget;
import io.semsearch.datasets.TextLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads the image id of each row of a matrix: a {@code .npy} vector of whole numbers, or text with one a line. */
final class ImageIdsReader {

    /** What to do about ids of a type that is not read. */
    static final String REMEDY = "save ids.astype(\"int64\")";

    private static final int FIRST_IDS = 1024;
    private static final int LONGEST_LINE = 100;

    private ImageIdsReader() {}

    /** All ids.
     *
     * @throws DataFileException if the stream holds something else, or the budget does not suffice */
    static long[] read(DataStream in, HeapBudget budget) throws IOException {
        return NpyHeader.isAt(in) ? readNpy(in, budget) : readText(in, budget);
    }

    private static long[] readNpy(DataStream in, HeapBudget budget) throws IOException {
        NpyHeader header = NpyHeader.read(in);
        int bytes = switch (header.code()) {
            case "i8" -> Long.BYTES;
            case "i4" -> Integer.BYTES;
            default -> throw in.failure("expected image ids of type int64 or int32, found '" + header.code() + "': "
                    + REMEDY);
        };
        if (header.shape().size() != 1) {
            throw in.failure("expected a vector of image ids, shape (images,), found shape " + header.shape());
        }
        int count = header.shape().getFirst();
        ByteBuffer values = ByteBuffer.wrap(in.readBytes((long) count * bytes, budget)).order(header.order());
        in.requireEnd("its array of " + count + " ids", "if it holds several, save one numpy.concatenate of them");
        budget.charge((long) count * Long.BYTES);
        long[] ids = new long[count];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = bytes == Long.BYTES ? values.getLong() : values.getInt();
        }
        budget.release(values.capacity());
        return ids;
    }

    private static long[] readText(DataStream in, HeapBudget budget) throws IOException {
        TextLines lines = new TextLines(in, LONGEST_LINE);
        long[] ids = new long[FIRST_IDS];
        int count = 0;
        while (lines.next()) {
            if (lines.line().isBlank()) {
                continue;
            }
            if (count == ids.length) {
                budget.charge((long) count * Long.BYTES);
                ids = Arrays.copyOf(ids, 2 * count);
            }
            ids[count++] = id(lines, in);
        }
        return Arrays.copyOf(ids, count);
    }

    private static long id(TextLines lines, DataStream in) throws DataFileException {
        try {
            return Long.parseLong(lines.line().strip());
        } catch (NumberFormatException e) {
            throw in.failure("line " + lines.number() + ": expected one image id, a whole number of at most 64 bits, "
                    + "found '" + lines.line().strip() + "'; the ids may be a .npy file, or text with one a line", e);
        }
    }
}
