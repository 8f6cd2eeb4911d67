package io.semsearch.datasets.captions;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.HeapBudget;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Captions as a table: one row for each caption, with the image's file name. Either Flickr8k's token file ({@code
 * NAME.jpg#0}, a tab, the caption) or CSV, whose first line names the columns. */
final class CaptionTable {

    /** Number of first bytes that decide whether a file is a table. */
    static final int HEAD_BYTES = 512;

    private static final Pattern TOKEN_FILE = Pattern.compile("\\A(\\xef\\xbb\\xbf)?[^\\t\\r\\n]+#\\d+\\t");
    private static final Pattern HEADER = Pattern.compile(
            "\\A(\\xef\\xbb\\xbf)?[\"\\w ]*?(image|file)[\\w ]*\"?\\s*(?<delimiter>[,;|\\t])[^\\r\\n]*(caption|comment)[^\\r\\n]*",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> FILE_COLUMNS = Set.of("image", "image_name", "file", "file_name", "filename");
    private static final Set<String> CAPTION_COLUMNS = Set.of("caption", "comment");
    private static final Pattern NUMBERED_NAME = Pattern.compile("(.+)#\\d+");
    /** A caption, and the objects around its text. */
    private static final int CAPTION_BYTES = 150;

    /** File name and caption. */
    private static final int TWO_COLUMNS = 2;
    private static final char NO_QUOTE = '\0';

    private final DataStream in;
    private final HeapBudget budget;
    /** By file name, in its order. */
    private final Map<String, List<String>> captions = new TreeMap<>();

    private CaptionTable(DataStream in) {
        this.in = in;
        this.budget = HeapBudget.ofThisProcess(in.name());
    }

    /** @param head the first bytes of a file */
    static boolean isTable(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return TOKEN_FILE.matcher(text).lookingAt() || HEADER.matcher(text).lookingAt();
    }

    static CaptionDataset read(DataStream in, byte[] head) throws IOException {
        Matcher header = HEADER.matcher(new String(head, StandardCharsets.ISO_8859_1));
        CaptionTable table = new CaptionTable(in);
        in.skipByteOrderMark();
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT));
        try {
            if (header.lookingAt()) {
                table.readCsv(text, header.group("delimiter").charAt(0));
            } else {
                table.readTokenFile(text);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException
                    ? in.failure("expected text in UTF-8, found other bytes before byte " + in.position()
                            + ": convert it, for example with iconv -f latin1 -t utf-8", e)
                    : e.getCause();
        } catch (CsvParseException e) {
            throw in.failure("expected a table (CSV), but: " + e.getMessage()
                    + "; write a quotation mark in a value twice, and close each value that begins with one", e);
        }
        return table.toDataset();
    }

    private static Iterable<TableRow> rows(Reader text, char separator, char quote) {
        return CsvReader.builder().fieldSeparator(separator).quoteCharacter(quote).maxBufferSize(TableRow.MAX_LENGTH)
                .allowExtraFields(true).allowMissingFields(true).allowExtraCharsAfterClosingQuote(false)
                .build(new TableRow.Handler(), text);
    }

    /** Tables whose columns are separated by {@code |} or tabs do not quote. */
    private void readCsv(Reader text, char separator) throws DataFileException {
        boolean isQuoted = separator == ',' || separator == ';';
        int columns = -1;
        int file = -1;
        int caption = -1;
        for (TableRow row : rows(text, separator, isQuoted ? '"' : NO_QUOTE)) {
            if (columns < 0) {
                columns = row.values().size();
                file = column(row, FILE_COLUMNS);
                caption = column(row, CAPTION_COLUMNS);
            } else {
                requireColumns(row, columns, Math.max(file, caption));
                String value = row.values().size() > columns
                        ? row.textFrom(caption, separator)
                        : row.values().get(caption);
                add(row.values().get(file).strip(), isQuoted ? value : value.strip(), row);
            }
        }
    }

    /** A separator in a caption makes more values than columns: they are one caption only if nothing else is meant.
     *
     * @param last the last column that is read */
    private void requireColumns(TableRow row, int columns, int last) throws DataFileException {
        int found = row.values().size();
        if (found <= last) {
            throw in.failure("expected a row with an image and a caption at line " + row.line() + ", found " + found
                    + " values");
        }
        if (found > columns && (columns != TWO_COLUMNS || row.isQuotedFrom(last))) {
            throw in.failure("expected " + columns + " values at line " + row.line() + ", as its first line has, found "
                    + found + ": put the whole caption in quotation marks, or replace the separators in it");
        }
    }

    private int column(TableRow header, Set<String> names) throws DataFileException {
        for (int column = 0; column < header.values().size(); column++) {
            if (names.contains(header.values().get(column).strip().toLowerCase(Locale.ROOT))) {
                return column;
            }
        }
        throw in.failure("expected a column named " + String.join(" or ", names.stream().sorted().toList())
                + " in its first line, found " + header.values() + ": rename the column");
    }

    private void readTokenFile(Reader text) throws DataFileException {
        for (TableRow row : rows(text, '\t', NO_QUOTE)) {
            Matcher name = NUMBERED_NAME.matcher(row.values().getFirst());
            if (row.values().size() != TWO_COLUMNS || !name.matches()) {
                throw in.failure("expected 'photo.jpg#0', a tab and a caption at line " + row.line()
                        + ", found something else");
            }
            add(name.group(1), row.values().get(1), row);
        }
    }

    private void add(String fileName, String caption, TableRow row) throws DataFileException {
        if (fileName.isEmpty()) {
            throw in.failure("expected the file name of an image, found none at line "
                    + row.line());
        }
        budget.charge(CAPTION_BYTES + 2L * caption.length());
        captions.computeIfAbsent(fileName, name -> new ArrayList<>()).add(caption);
    }

    private CaptionDataset toDataset() {
        List<ImageRecord> images = new ArrayList<>(captions.size());
        List<Caption> all = new ArrayList<>();
        captions.forEach((fileName, texts) -> {
            long id = images.size() + 1L;
            images.add(new ImageRecord(id, fileName, 0, 0, ""));
            texts.forEach(text -> all.add(new Caption(all.size() + 1L, id, text)));
        });
        return new CaptionDataset(images, all);
    }
}
