package io.semsearch.datasets;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A kind of file that people have where another one is expected, and how they can convert it.
 *
 * @param pattern matches the first bytes, each as one character
 * @param name    for messages, with its article
 * @param remedy  what to do */
record FileKind(Pattern pattern, String name, String remedy) {

    /** Number of first bytes that tell the kind of a file: so many for the mark of tar. */
    static final int HEAD_BYTES = 512;

    private static final String BLANK = "(\\xef\\xbb\\xbf)?\\s*";
    private static final String UNPACK = "unpack it, and name the file in it";
    private static final String SAVE_AGAIN = ", and save its content in a format of docs/formats-input.md";
    private static final String OTHER_OPTION = "is it given to the wrong option?";

    private static final List<FileKind> BINARY = List.of(
            kind("\\xff\\xd8\\xff|\\x89PNG|RIFF....WEBP", "a photo", OTHER_OPTION),
            kind("PAR1", "a Parquet file", "read it with pandas.read_parquet" + SAVE_AGAIN),
            kind("ARROW1|FEA1", "an Arrow file", "read it with pandas.read_feather" + SAVE_AGAIN),
            kind("\\x89HDF\\r\\n", "an HDF5 file", "read it with h5py" + SAVE_AGAIN),
            kind("MATLAB 5.0 MAT-file", "a MATLAB file", "read it with scipy.io.loadmat" + SAVE_AGAIN),
            kind("\\x1f\\x8b|PK\\x03\\x04", "an archive in an archive", UNPACK),
            kind(".{257}ustar", "a tar archive", UNPACK), kind("BZh[1-9]", "a file packed by bzip2", UNPACK),
            kind("\\xfd7zXZ", "a file packed by xz", UNPACK), kind("\\x5d\\x00\\x00", "a file packed by lzma", UNPACK),
            kind("\\x28\\xb5\\x2f\\xfd", "a file packed by zstd", UNPACK),
            kind("7z\\xbc\\xaf|Rar!", "a 7z or RAR archive", UNPACK),
            kind("\\xff\\xfe|\\xfe\\xff|(\\x00[\\x09-\\x7e]){3}|([\\x09-\\x7e]\\x00){3}", "text in UTF-16",
                    "convert it: iconv -f utf-16 -t utf-8"),
            kind("\\xba\\x16\\x4f\\x2f", "a fastText model (.bin)",
                    "take the .vec file beside it, or write one with fasttext print-word-vectors"),
            kind("\\x80[\\x00-\\x05].{0,40}gensim", "a file of gensim's own format",
                    "in Python, write its vectors with save_word2vec_format(\"vectors.bin\", binary=True)"),
            kind("\\x80[\\x00-\\x05]", "a pickle", OTHER_OPTION), kind("\\x93NUMPY", "a .npy array", OTHER_OPTION),
            kind(".{4}\\x00{4}\\{\"", "a safetensors file", OTHER_OPTION));
    private static final List<FileKind> TEXT = List.of(
            kind("version https://git-lfs", "a Git LFS pointer", "fetch the file that it points to: git lfs pull"),
            kind(BLANK + "(?i)<(!doctype html|html|head|body)\\b", "an HTML page",
                    "it may be a page about the file, or an error message; download the file itself"),
            kind(BLANK + "<\\?xml", "an XML document", "it may be an error message; download the file itself"),
            kind(BLANK + "[{\\[]\\s*[\\[{\"}\\]\\d-]", "JSON", OTHER_OPTION),
            kind("\\S+\\.(jpe?g|png|gif)#\\d+\\t", "captions in the form of Flickr8k.token.txt", OTHER_OPTION),
            kind(BLANK + "image\\w*[,;|\\t].*(caption|comment)|[^\\n]+\\.(jpe?g|png|gif)[,;|\\t] ?\"?[a-zA-Z]",
                    "captions in a table (CSV)",
                    "if it is given as captions, name its columns in a first line: image,caption"),
            kind("[^\\s,;]+([,;][^,;\\r\\n]+)+\\r?\\n", "a table (CSV)", "read it with pandas.read_csv" + SAVE_AGAIN),
            kind("\\d+ \\d+ ?\\r?\\n|\\S+( -?\\d+(\\.\\d+)?(e-?\\d+)?){5}", "word vectors", OTHER_OPTION));

    /** The kind of a file.
     *
     * @param head its first bytes */
    static Optional<FileKind> of(byte[] head) {
        return binary(head).or(() -> first(TEXT, head));
    }

    /** The kind of a file, if it is no text in ASCII, Latin-1 or UTF-8. */
    static Optional<FileKind> binary(byte[] head) {
        return first(BINARY, head);
    }

    private static Optional<FileKind> first(List<FileKind> kinds, byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return kinds.stream().filter(kind -> kind.pattern.matcher(text).lookingAt()).findFirst();
    }

    private static FileKind kind(String pattern, String name, String remedy) {
        return new FileKind(Pattern.compile(pattern, Pattern.DOTALL), name, remedy);
    }
}
