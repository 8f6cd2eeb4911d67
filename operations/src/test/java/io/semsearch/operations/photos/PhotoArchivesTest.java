package io.semsearch.operations.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.operations.photos.AddPhotos.Removal;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos out of archives. */
class PhotoArchivesTest {

    private static final FileTime MODIFIED = FileTime.from(Instant.parse("2020-01-02T03:04:06Z"));

    @TempDir
    Path temporary;

    private CollectionFolder collection;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    @BeforeEach
    void makeCollection() throws IOException {
        temporary = temporary.toRealPath();
        collection = new CollectionFolder(temporary.resolve("mine"));
        MakePhotoCollection
                .run(new MakePhotoCollection.Options(collection, PhotoWorld.model(temporary.resolve("like"))));
        entries.put("a.png", photo(1));
        entries.put("trip/b.png", photo(2));
        entries.put("trip/b.txt", "a red boat\n".getBytes(StandardCharsets.UTF_8));
        entries.put("trip/notes.md", new byte[10]);
        entries.put("__MACOSX/.hidden/a.png", photo(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all.zip", "ALL.ZIP", "all.tar", "all.tar.gz", "all.tgz"})
    void photosAreUnpackedOnceAndAdded(String name) throws IOException {
        Path archive = write(name);

        AddPhotos.Result first = add(archive);
        assertThat(first.skipped()).isEmpty();
        assertThat(names().values()).containsExactly("a.png", "trip/b.png");
        Path file = image(2).file().orElseThrow();
        assertThat(file).startsWith(collection.path().resolve("photos")).hasBinaryContent(photo(2));
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(MODIFIED);
        assertThat(image(2).captions()).containsExactly("a red boat");

        AddPhotos.Result again = AddPhotos.run(options(archive).with(Removal.GONE), OperationListener.NONE);
        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(again.images()).isEqualTo(2);
    }

    @Test
    void anotherVersionOfAnArchiveAddsOnlyWhatIsNew() throws IOException {
        add(write("all.zip"));
        entries.put("c.png", photo(4));

        AddPhotos.Result result = add(write("all.zip"));

        assertThat(result.added()).isEqualTo(1);
        assertThat(result.copies()).isZero();
        assertThat(result.unchanged()).isEqualTo(2);
        Files.delete(image(1).file().orElseThrow());
        assertThat(add(write("all.zip")).renamed()).as("its file was gone").isEqualTo(1);
        assertThat(image(1).file().orElseThrow()).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all.zip", "all.tar"})
    void namesThatLeadOutAreLeftOut(String archive) throws IOException {
        List<String> evil = List.of("../evil.png", "/evil.png", "x/../../../evil.png", "..\\evil.png", "C:\\evil.png",
                "x//evil.png", "ev\nil.png");
        for (int i = 0; i < evil.size(); i++) {
            entries.put(evil.get(i), photo(10 + i));
        }

        AddPhotos.Result result = add(write(archive));

        // tar's writer drops the leading slash and the drive, so those of them are names like others
        assertThat(result.skipped()).hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(skipped -> assertThat(skipped.reason()).isEqualTo("unsafe name"));
        try (Stream<Path> all = Files.walk(temporary)) {
            assertThat(all.filter(file -> file.getFileName().toString().contains("evil")
                    && !file.startsWith(collection.path().resolve("photos")))).isEmpty();
        }
        assertThat(names().values()).contains("a.png", "trip/b.png");
    }

    @Test
    void encryptedEntriesAreNamed() throws IOException {
        Path archive = write("all.zip");
        byte[] bytes = Files.readAllBytes(archive);
        setEncrypted(bytes, "PK\u0001\u0002", 8, "trip/b.png");
        setEncrypted(bytes, "PK\u0003\u0004", 6, "trip/b.png");
        Files.write(archive, bytes);

        AddPhotos.Result result = add(archive);

        assertThat(result.added()).isEqualTo(1);
        assertThat(result.skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.file()).isEqualTo(archive.resolve("trip/b.png"));
            assertThat(skipped.message()).isEqualTo(archive.resolve("trip/b.png") + ": it is encrypted");
        });
    }

    @Test
    void linksInATarAreNotFollowed() throws IOException {
        Path secret = PhotoWorld.photo(temporary.resolve("secret.png"), 7);
        Path archive = temporary.resolve("links.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            for (byte type : new byte[]{TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
                TarArchiveEntry link = new TarArchiveEntry("link" + (char) type + ".png", type);
                link.setLinkName(secret.toString());
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
        }

        AddPhotos.Result result = add(archive);

        assertThat(result.added()).isZero();
        assertThat(result.skipped()).hasSize(2)
                .allSatisfy(skipped -> assertThat(skipped.message()).endsWith("it is a link or a device"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all.zip", "all.tar", "all.tar.gz"})
    void ofADamagedArchiveWhatCanBeReadIsTaken(String name) throws IOException {
        for (int i = 10; i < 40; i++) {
            entries.put(i + ".png", photo(i));
        }
        Path archive = write(name);
        byte[] whole = Files.readAllBytes(archive);
        // a tar is cut in the content of an entry: one that ends between two entries is whole, to its reader
        int cut = name.endsWith("tar")
                ? new String(whole, StandardCharsets.ISO_8859_1).indexOf("30.png") + 520
                : whole.length * 2 / 3;
        Files.write(archive, Arrays.copyOf(whole, cut));

        AddPhotos.Result result = add(archive);

        assertThat(result.skipped()).anySatisfy(skipped -> {
            assertThat(skipped.file()).isEqualTo(archive);
            assertThat(skipped.reason()).isEqualTo("damaged archive");
        });
        if (!name.endsWith("zip")) {
            assertThat(result.added()).isBetween(5, 30);
        }
    }

    @Test
    void whatUnpacksToMuchMoreIsStopped() throws IOException {
        Path archive = temporary.resolve("bomb.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 3; i++) {
                zip.putNextEntry(new ZipEntry(i + ".png"));
                for (int mib = 0; mib < 70; mib++) {
                    zip.write(zeros);
                }
            }
        }

        AddPhotos.Result result = add(archive);

        assertThat(result.added()).isZero();
        assertThat(result.skipped()).anySatisfy(skipped -> assertThat(skipped.reason()).isEqualTo("archive too large"));
        try (Stream<Path> all = Files.walk(collection.path().resolve("photos"))) {
            assertThat(all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum())
                    .isLessThan(200L << 20);
        }
    }

    @Test
    void whatIsNotReadIsNamed() throws IOException {
        entries.put("c.heic", new byte[5]);
        entries.put("raw/d.png", photo(9));
        Path rar = Files.write(temporary.resolve("x.rar"), new byte[5]);
        AddPhotos.Options options = new AddPhotos.Options(collection, List.of(write("all.zip"), rar), List.of("raw"),
                List.of(), Removal.NONE, Optional.empty(), true, new EncoderStore(temporary.resolve("encoders")));

        AddPhotos.Result result = AddPhotos.run(options, OperationListener.NONE);

        assertThat(names().values()).containsExactly("a.png", "trip/b.png");
        assertThat(result.skipped()).extracting(SkippedPhoto::reason).containsExactlyInAnyOrder("format not supported",
                "archive not supported");
    }

    private static byte[] photo(long seed) throws IOException {
        Path file = Files.createTempDirectory("photo").resolve("p.png");
        byte[] bytes = Files.readAllBytes(PhotoWorld.photo(file, seed));
        Files.delete(file);
        Files.delete(file.getParent());
        return bytes;
    }

    private Path write(String name) throws IOException {
        Path archive = temporary.resolve(name);
        try (OutputStream file = Files.newOutputStream(archive)) {
            if (name.toLowerCase(Locale.ROOT).endsWith("zip")) {
                writeZip(file);
            } else {
                writeTar(name.endsWith("gz") ? new GZIPOutputStream(file) : file);
            }
        }
        return archive;
    }

    private void writeZip(OutputStream file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setLastModifiedTime(MODIFIED);
                zip.putNextEntry(entry);
                zip.write(each.getValue());
            }
        }
    }

    private void writeTar(OutputStream file) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(file)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(each.getKey());
                entry.setSize(each.getValue().length);
                entry.setLastModifiedTime(MODIFIED);
                tar.putArchiveEntry(entry);
                tar.write(each.getValue());
                tar.closeArchiveEntry();
            }
        }
    }

    /** Sets bit 0 of the flags in the header of an entry. */
    private static void setEncrypted(byte[] zip, String signature, int flags, String entry) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        int name = signature.charAt(2) == 1 ? text.lastIndexOf(entry) : text.indexOf(entry);
        int header = text.lastIndexOf(signature, name);
        zip[header + flags] |= 1;
    }

    private AddPhotos.Options options(Path archive) {
        return AddPhotos.Options.of(collection.path(), List.of(archive),
                new EncoderStore(temporary.resolve("encoders")));
    }

    private AddPhotos.Result add(Path archive) throws IOException {
        return AddPhotos.run(options(archive), OperationListener.NONE);
    }

    private Map<Long, String> names() throws IOException {
        Map<Long, String> names = new TreeMap<>();
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            searcher.forEach(image -> names.put(image.id(), image.fileName()));
        }
        return names;
    }

    private IndexedImage image(long id) throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            return searcher.find(id).orElseThrow();
        }
    }
}
