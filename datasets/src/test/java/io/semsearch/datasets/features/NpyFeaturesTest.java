package io.semsearch.datasets.features;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.resource;
import static io.semsearch.datasets.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.dataset.DataFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arrays of features and of ids ({@code .npy}) that cannot be read. */
class NpyFeaturesTest extends WithFeatureFiles {

    @Test
    void refusesIdsThatDoNotFit() throws IOException {
        Path matrix = resource("features/float64.npy");

        refusesIds(matrix, write(folder, "two.txt", bytes("1\n2\n")), "it has 3 rows, its file of ids, "
                + folder.resolve("two.txt") + ", has 2 ids");
        refusesIds(matrix, write(folder, "text.txt", bytes("1\n2\nthree\n")),
                "text.txt: line 3: expected one image id");
        refusesIds(matrix, write(folder, "twice.txt", bytes("1\n2\n1\n")), "twice.txt: image 1 occurs twice: ");
        refusesIds(matrix, resource("features/float64.npy"),
                "float64.npy: expected image ids of type int64 or int32, found 'f8': save ids.astype(\"int64\")");
        refusesIds(matrix, write(folder, "big.txt", bytes("1\n9223372036854775808\n")), "big.txt: line 2: expected one"
                + " image id, a whole number of at most 64 bits, found '9223372036854775808'");
        refusesIds(matrix, write(folder, "long.txt", bytes("1".repeat(1 << 20))),
                "long.txt: line 1 is longer than 100 characters");
        refusesIds(matrix, write(folder, "utf16.txt", "1\n2\n".getBytes(StandardCharsets.UTF_16LE)),
                "utf16.txt: expected text in UTF-8, found text in UTF-16: convert it: iconv -f utf-16");
        refusesIds(matrix, write(folder, "square.npy", npy("<i8", "(2, 2)", new byte[32])),
                "square.npy: expected a vector of image ids");
    }

    @Test
    void refusesNpyFilesThatAreNoMatrixOfFeatures() throws IOException {
        refuses(resource("features/fortran.npy"), "column by column (Fortran order)", "numpy.ascontiguousarray");
        refuses(write(folder, "f_ids.npy", npy("<i8", "(2, 2)", new byte[32])), "found 'i8'");
        refuses(write(folder, "a.npy", npy("<f4", "(4,)", new byte[16])), "expected one row an image", "[4]");
        refuses(write(folder, "a.npy", npy("<f4", "(1, 2, 2)", new byte[16])), "expected one row an image");
        refuses(write(folder, "a.npy", npy("<f4", "(2, 3)", new byte[20])),
                "claims that 24 bytes follow, at most 20 do: it is damaged or truncated");
        refuses(write(folder, "a.npy", npy("<f4", "(2147483647, 2147483647)", new byte[20])), "at most 20 do");
        // 2^64 + 32 bytes
        refuses(write(folder, "a.npy", npy("<f8", "(1263665316, 1824726041)", new byte[40])), "at most 40 do");
        refuses(write(folder, "a.npy", npy("<f4", "(99999999999, 2)", new byte[20])), "cannot be: it is damaged");
        refuses(write(folder, "a.npy", npy("|O", "(2, 2)", new byte[20])), "found 'O'");
        refuses(write(folder, "a.npy", bytes("\u0093NUMPY\1\0\5\0hello")), "its .npy header does not tell of");
        refuses(write(folder, "a.npy", bytes("\u0093NUMPY\7\0\5\0hello")), "found 7");
        refuses(write(folder, "a.npy", bytes("\u0093NUMPY\2\0\u00ff\u00ff\u00ff\u007fhello")),
                "claims 2147483647 bytes");
        refuses(write(folder, "a.npy", bytes("\u0093NUMPY\1")), "at most 0 do");
    }

    @Test
    void refusesHeadersOfNpyFilesThatHaveMoreThanOneArrayNeeds() throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }";
        write(folder, "a_ids.npy", npy("<i8", "(1,)", longs(8)));
        assertThat(read(write(folder, "a.npy", npyOf(header, floats(1, 2)))).size()).isEqualTo(1);
        assertThat(read(write(folder, "a.npy", npyOf("{'shape':(1L,2L,),'fortran_order':False,'descr':'>f4'} ",
                floats(1, 2)))).featureDimension()).isEqualTo(2);

        refuses(write(folder, "a.npy", npyOf("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), "
                + "'shape': (2, 1)}", floats(1, 2))), "a.npy: its .npy header does not tell of a plain array",
                "each once, and nothing else");
        for (String beside : List.of("__import__('os').system('true') or " + header, header + " + {}",
                "[" + header + "]",
                header.replace("}", "'x': 1}"), header.replace("'descr': '<f4', ", ""),
                header.replace("False", "'<f4'"), header.replace("'<f4'", "False"), header + header)) {
            refuses(write(folder, "a.npy", npyOf(beside, floats(1, 2))),
                    "a.npy: its .npy header does not tell of a plain array of numbers");
        }
    }

    @Test
    void readsEachLengthOfAnNpyFileWithoutFail() throws IOException {
        byte[] content = Files.readAllBytes(resource("features/float16.npy"));
        for (int length = 6; length < content.length; length++) {
            Path cut = write(folder, "cut.npy", Arrays.copyOf(content, length));
            assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(cut, IDS))
                    .withMessageContaining("cut.npy: ");
        }
    }

    @Test
    void refusesValuesThatAreNoNumbersAndNamesTheImage() throws IOException {
        write(folder, "bad_ids.npy", npy("<i8", "(2,)", longs(8, 9)));

        refuses(write(folder, "bad.npy", npy("<f4", "(2, 2)", floats(1, 2, 3, Float.NaN))),
                "bad.npy: image 9: feature 1 is NaN: features must be finite");
        refuses(write(folder, "bad.npy", npy("<f4", "(2, 2)", floats(1, Float.NEGATIVE_INFINITY, 3, 4))),
                "bad.npy: image 8: feature 1 is -Infinity");
        refuses(write(folder, "bad.npy", npy("<f8", "(2, 2)", doubles(1, 2, 1e300, 4))),
                "bad.npy: image 9: feature 0 is Infinity");
    }

    private static byte[] doubles(double... values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asDoubleBuffer().put(values);
        return buffer.array();
    }
}
