package io.semsearch.datasets.pickle;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.concat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.HeapBudget;
import io.semsearch.datasets.TestFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles that nobody writes by accident. Each is refused by name, and costs no more memory than it brings. */
@Timeout(20)
class EvilPickleTest {

    private static final long MIB = 1 << 20;
    /** {@code numpy.core.multiarray._reconstruct(numpy.ndarray, (0,), b"b")}. */
    private static final String ARRAY = "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085C\1b\u0087R";
    private static final String DTYPE = "cnumpy\ndtype\nX\2\0\0\0f4K\0K\1\u0087R";

    private static final String MAGIC = "\u0080\2\u008a\12l\u00fc\u009cF\u00f9 j\u00a8P\31.";
    private static final String VERSION = "\u0080\2M\u00e9\3.";
    private static final String SYSTEM = "\u0080\2}.";

    @ParameterizedTest
    @ValueSource(strings = {"os.system", "posix.system", "nt.system", "subprocess.Popen", "builtins.eval",
            "builtins.exec", "builtins.getattr", "builtins.__import__", "__builtin__.apply", "runpy._run_code",
            "operator.attrgetter", "functools.partial", "importlib.import_module", "webbrowser.open", "torch.load",
            "torch.serialization.load", "torch.storage._load_from_bytes_", "torch.hub.load", "torch._load_from_bytes",
            "numpy.load", "numpy.testing._private.utils.runstring", "numpy.core.multiarray.fromfile",
            "java.lang.Runtime", "datetime.datetime", "decimal.Decimal", "array.array", "copyreg._reconstructor",
            "collections.defaultdict", "_codecs.decode", "dill._dill._create_function", "builtins.ValueError"})
    void refusesFunctionsByName(String function) {
        int dot = function.lastIndexOf('.');
        String module = function.substring(0, dot);
        String name = function.substring(dot + 1);
        String refused = "file.pkl: at byte";
        String why = "refused '" + function + "': a file of features builds dicts, torch tensors and numpy arrays";

        // protocol 0, protocol 4, and the two ways to make an object without calling a function
        refuses("c" + module + "\n" + name + "\n(S'echo hello'\ntR.", refused, why);
        refuses("\u0080\4\u008c" + (char) module.length() + module + "\u008c" + (char) name.length() + name
                + "\u0093\u008c\4echo\u0085R.", refused, why);
        refuses("(S'echo hello'\ni" + module + "\n" + name + "\n.", refused, why);
        refuses("(c" + module + "\n" + name + "\nS'echo hello'\no.", refused, why);
    }

    @Test
    void hidesControlCharactersOfNames() {
        refuses("cos\u001b[31m\nsystem\n.", "refused 'os?[31m.system'");
        refuses("c" + "x".repeat(900) + "\nsystem\n.", "refused '" + "x".repeat(80) + "...'");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "}(K\1K\2o.", // OBJ
            "\u0080\2\u0082\1.", "\u0080\2\u0083\1\0.", "\u0080\2\u0084\1\0\0\0.", // EXT1, EXT2, EXT4
            "\u0080\4ccollections\nOrderedDict\n)}\u0092.", // NEWOBJ_EX
            "\u0080\4\u008f.", "\u0080\4(\u0091.", // EMPTY_SET, FROZENSET
            "\u0080\5\u0097.", // NEXT_BUFFER
            "\u00ff."})
    void refusesOpcodesThatTensorsDoNotNeed(String pickle) {
        refuses(pickle, "refused opcode 0x");
    }

    @Test
    void refusesCallsOfAnythingButAllowedFunctions() {
        refuses("S'os.system'\n)R.", "refused to call the text 'os.system' with a tuple of 0");
        refuses("ctorch\nFloatStorage\n)R.", "refused to call 'torch.FloatStorage'");
        refuses("ccollections\nOrderedDict\nNR.", "refused to call 'collections.OrderedDict' with None");
        refuses("cnumpy\nndarray\nK\1\u0085R.", "numpy.ndarray: argument 0 must be no direct call");
    }

    @Test
    void setsNoStateByReflection() {
        refuses("}}b.", "refused to set the state of a dict of 0 to a dict of 0");
        refuses("})b.", "refused to set the state of a dict of 0 to a tuple of 0");
        refuses("S'text'\n)b.", "refused to set the state of the text 'text' to a tuple of 0");
    }

    @Test
    void refusesIdsOfThingsOutside() {
        refuses("\u0080\2K\1Q.", "refused a persistent id, the number 1");
        refuses("Pfile:///etc/passwd\n.", "refused opcode 0x50");
    }

    @Test
    void believesNoLength() {
        refuses("\u0080\3B\0\0\0\u0080.", "claims that 2147483648 bytes follow, at most 1 do");
        refuses("\u0080\3B\u00ff\u00ff\u00ff\u007f.", "claims that 2147483647 bytes follow");
        refuses("\u0080\4\u008e\0\0\0\0\0\0\0\u0080.", "claims that 9223372036854775808 bytes follow");
        refuses("\u0080\5\u0096\0\0\0\0\1\0\0\0.", "claims that 4294967296 bytes follow");
        refuses("\u0080\4\u008d\0\0\0\0\0\0\0\1.", "claims that 72057594037927936 bytes follow");
        refuses("\u0080\2X\0\0\0\u0080.", "claims that 2147483648 bytes follow");
        refuses("\u0080\2T\u00ff\u00ff\u00ff\u00ff.", "claims that 4294967295 bytes follow");
        refuses("\u0080\2\u008b\0\0\0\u0080.", "refused an int of 2147483648 bytes");
        refuses("\u0080\2\u008a\u00ff.", "claims that 255 bytes follow");
        refuses("\u0080\3C\u00ff.", "claims that 255 bytes follow");
        refuses("L" + "9".repeat(100_000) + "L\n.", "a line of text is longer than 1000 bytes");
        refuses("\u0080\4\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ffN", "without its STOP");
    }

    @Test
    void believesNoShape() {
        refuses(array("K\1J\0\0\0\u0080\u0086", 4), "sizes from 0 to 2^31 - 1");
        refuses(array("J\0\0\1\0J\0\0\1\0\u0086", 4), "at most 2^31 - 1 values");
        refuses(array("K\1J\0\0\0@\u0086", 4), "must be 4294967296 bytes for its shape, found 4");
        refuses(array("K\1K\2\u0086", 4), "must be 8 bytes for its shape, found 4");
        refuses(array("(" + "K\1".repeat(65) + "t", 4), "a tuple of at most 64 sizes");
        refuses(array("N", 4), "a tuple of at most 64 sizes, found None");
    }

    @Test
    void takesNoViewBeyondItsStorage() {
        refuses(view("K\0", "K\5\u0085", "K\1\u0085"), "must be a shape that lies within the storage's 4 values");
        refuses(view("K\1", "K\4\u0085", "K\1\u0085"), "must be a shape that lies within");
        refuses(view("K\0", "K\2\u0085", "K\4\u0085"), "must be a shape that lies within");
        // a stride of 0 would make any number of values of one
        refuses(view("K\0", "J\0\0\0@\u0085", "K\0\u0085"), "must be a shape that lies within");
        refuses(view("J\u00ff\u00ff\u00ff\u00ff", "K\4\u0085", "K\1\u0085"), "sizes from 0 to 2^31 - 1");
        refuses(view("K\0", "K\4\u0085", "J\u00ff\u00ff\u00ff\u00ff\u0085"), "sizes from 0 to 2^31 - 1");
        refuses(view("K\0", "K\4\u0085", ")"), "must be 1 strides");
    }

    @Test
    void endsHoweverDeepItNests() {
        // a list in a list in a list ..., a tuple of a tuple of ..., a dict of a dict of ...
        refuses(repeat("]", 200_000) + repeat("a", 200_000 - 1) + ".", "expected a dict of image id -> tensor");
        refuses("N" + repeat("\u0085", 200_000) + ".", "expected a dict of image id -> tensor, found a tuple of 1");
        refuses("N" + repeat("}\u0094", 50_000) + repeat("N\u0086", 50_000) + ".", "expected a dict");
    }

    @Test
    void endsWhereObjectsHoldThemselves() throws IOException {
        refuses("]q\0h\0a.", "found a list of 1");
        refuses("]q\0h\0h\0\u0086a.", "found a list of 1");
        // a dict with itself as key and as value
        PickleDict dict = load("}q\0h\0h\0s.");
        assertThat(dict.size()).isEqualTo(1);
        assertThat(PickleValues.describe(dict.key(0))).isEqualTo("a dict of 1");
        assertThat(dict.value(0)).isSameAs(dict);
    }

    @Test
    void keepsKeysWithoutHashingThem() throws IOException {
        // a list within itself 30 times over: its hash code would take 2^30 steps
        StringBuilder list = new StringBuilder("]q\0");
        for (int i = 0; i < 30; i++) {
            list.append("]q").append((char) (i + 1)).append("h").append((char) i).append("ah").append((char) i)
                    .append("a");
        }

        assertThat(load(list + "}h\36Ns.").size()).isEqualTo(1);
    }

    @Test
    void holdsOnlySoManyObjectsAtOnce() {
        refuses(repeat("(", 2_000_000), "it holds more than 1048576 objects at once");
        refuses("]" + repeat("2", 2_000_000), "it holds more than 1048576 objects at once");
    }

    @Test
    void remembersOnlyWhatPicklersNumber() {
        refuses("Nr\u00ff\u00ff\u00ff\u007f.", "it remembers an object under the number 2147483647");
        refuses("Nr\u00ff\u00ff\u00ff\u00ff.", "it remembers an object under the number 4294967295");
        refuses("Nr\0\0\20\0.", "it remembers an object under the number 1048576");
        refuses("Np99999999999\n.", "it remembers an object under the number 99999999999");
        refuses("Np-1\n.", "it remembers an object under the number -1");
        refuses("h\7.", "it refers to object 7, which there is not");
        refuses("j\u00ff\u00ff\u00ff\u00ff.", "it refers to object 4294967295, which there is not");
    }

    @Test
    void chargesWhatOpcodesMake() {
        // 3 MB of dicts would be 100 MB of objects
        byte[] pickle = bytes(repeat("(" + repeat("}", 1_000_000) + "l0", 3) + ".");

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> load(pickle, new HeapBudget("file.pkl", 8 * MIB)))
                .withMessageContainingAll("file.pkl: reading it needs more memory than available: over 8 MiB", "-Xmx");
    }

    @Test
    void chargesTextThatIsEncodedAgainAndAgain() {
        String text = "X" + int32(100_000) + "a".repeat(100_000) + "q\0";
        String calls = repeat("c_codecs\nencode\nh\0X\6\0\0\0latin1\u0086R0", 10_000);

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> load(bytes(text + calls + "."), new HeapBudget("file.pkl", 64 * MIB)))
                .withMessageContaining("needs more memory than available");
    }

    @Test
    void makesOneArrayOfAnArraysBytes() {
        String bytes = "C\u00c8" + "\0".repeat(200) + "q\0";
        String state = "K\1K2\u0085" + DTYPE + "\u0089h\0t";

        refuses(bytes + "0" + ARRAY + "(" + state + "b" + ARRAY + "(" + state + "b.",
                "must be bytes, found bytes that an array was made of already");
    }

    @Test
    void readsNoTorchFileWithinATorchFile() {
        String storage = latin1(torchFile("", 1));
        String inner = "ctorch.storage\n_load_from_bytes\n" + binbytes(storage) + "\u0085R";
        String outer = latin1(torchFile(inner, 1));

        refuses("ctorch.storage\n_load_from_bytes\n" + binbytes(outer) + "\u0085R.",
                "refused a torch file within a torch file within a pickle");
    }

    @Test
    void readsAStorageOnlyOnce() {
        String storage = latin1(torchFile("", 100));

        refuses(binbytes(storage) + "q\0" + repeat("0ctorch.storage\n_load_from_bytes\nh\0\u0085R", 2) + ".",
                "must be bytes, found bytes that an array was made of already");
        refuses("T" + int32(storage.length()) + storage + "q\0ctorch.storage\n_load_from_bytes\nh\0\u0085R.",
                "torch.storage._load_from_bytes: argument 0 must be bytes, found the text");
    }

    @Test
    void believesNoTorchFile() {
        refuses(legacy("\u0080\2K\1."), "expected torch's magic number");
        refuses(legacy(MAGIC + "\u0080\2K\1."), "expected version 1001 of torch's format, found the number 1");
        refuses(legacy(MAGIC + VERSION + "\u0080\2}X\15\0\0\0little_endian\u0089s."), "big-endian machine");
        refuses(legacy(MAGIC + VERSION + SYSTEM + "\u0080\2N.\u0080\2N."), "expected the list of storages");
        refuses(legacy(MAGIC + VERSION + SYSTEM + "\u0080\2N.\u0080\2]X\1\0\0\0kau."), "it is damaged");
        refuses(legacy(MAGIC + VERSION + SYSTEM + "\u0080\2N.\u0080\2]X\1\0\0\0ka."),
                "the values of a storage that no tensor uses, the text 'k'");
        refuses(legacy(latin1(Arrays.copyOf(torchFile("", 4), torchFile("", 4).length - 1))),
                "it is damaged or truncated");
        refuses(legacy(MAGIC + VERSION + SYSTEM + "\u0080\2" + storageId("ctorch\nComplexFloatStorage\n", 4) + "."),
                "holds values of type 'torch.ComplexFloatStorage'");
        refuses(legacy(MAGIC + VERSION + SYSTEM + "\u0080\2K\5Q."), "refused a persistent id, the number 5");
    }

    @Test
    void namesTheByteWhereATorchFileGoesOn() {
        byte[] file = torchFile("", 4);

        refuses(latin1(concat(file, bytes("x"))),
                "file.pkl: expected nothing after its last storage, found more data at"
                        + " byte " + file.length);
        refuses(legacy(latin1(concat(file, file))), "expected nothing after its last storage, found more data at byte "
                + file.length);
    }

    @Test
    void namesViewsThatTorchMadeByExpand() {
        refuses(view("K\0", "K\5\u0085", "K\0\u0085"), "(tensor.clone() makes it, if values were repeated by expand())",
                "load it in Python, and save a dict of image id -> array again");
    }

    @Test
    void tellsOfDictsThatDoNotPair() {
        refuses("(K\1d.", "a dict's key has no value");
        refuses("}(K\1K\2K\3u.", "a dict's key has no value");
        refuses("](K\1K\2u.", "items are added to a list of 0");
        refuses("}K\1a.", "it is damaged, or no pickle at all");
    }

    @Test
    void stopsAtTheEndOfTheFile() {
        refuses("", "the pickle ends at byte 0 without its STOP: the file is truncated");
        refuses("\u0080\4", "the pickle ends at byte 2 without its STOP");
        refuses("}", "the pickle ends at byte 1 without its STOP");
        refuses("K", "the pickle ends at byte 1 without its STOP");
        refuses("}K\1", "the pickle ends at byte 3 without its STOP");
        refuses("cnumpy\n", "without its STOP");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "0.", "1.", "t.", "u.", "s.", "e.", "a.", "d.", "R.", "b.", "\u0093.", "2.", "q\0.",
            "(K\1d.", "}(K\1u.", "NNNs.", "Ixyz\n.", "Fxyz\n.", "Lxyz\n.", "Sxyz\n.", "S'\\x'\n.", "gx\n.",
            "Vab\\u00\n.",
            "\u0080\u0006.", "\u0080\u00ff.", "N(a.", "Na."})
    void tellsOfDamage(String pickle) {
        refuses(pickle, "file.pkl: ");
    }

    /** A storage in torch's legacy format.
     *
     * @param before opcodes that come first in the pickle of the object */
    private static byte[] torchFile(String before, int length) {
        String head = MAGIC + VERSION + SYSTEM + "\u0080\2" + before + storageId("ctorch\nFloatStorage\n", length)
                + ".\u0080\2]X\1\0\0\0ka.";
        ByteBuffer count = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        return concat(bytes(head), count.array(), new byte[4 * length]);
    }

    private static String storageId(String type, int length) {
        return "(X\7\0\0\0storage" + type + "X\1\0\0\0kX\3\0\0\0cpuJ" + int32(length) + "NtQ";
    }

    private static String legacy(String file) {
        return "ctorch.storage\n_load_from_bytes\n" + binbytes(file) + "\u0085R.";
    }

    private static String view(String offset, String shape, String strides) {
        return "ctorch._utils\n_rebuild_tensor\n(ctorch.storage\n_load_from_bytes\n"
                + binbytes(latin1(torchFile("", 4)))
                + "\u0085R" + offset + shape + strides + "tR.";
    }

    private static String array(String shape, int bytes) {
        return ARRAY + "(K\1" + shape + DTYPE + "\u0089C" + (char) bytes + "\0".repeat(bytes) + "tb.";
    }

    private static String binbytes(String content) {
        return "B" + int32(content.length()) + content;
    }

    private static String int32(int value) {
        return latin1(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String repeat(String opcode, int times) {
        return opcode.repeat(times);
    }

    private static PickleDict load(String pickle) throws IOException {
        return load(bytes(pickle), new HeapBudget("file.pkl", 256 * MIB));
    }

    private static PickleDict load(byte[] pickle, HeapBudget budget) throws IOException {
        return TensorPickles.read(DataStream.of("file.pkl", pickle), budget);
    }

    private static void refuses(String pickle, String... message) {
        byte[] content = bytes(pickle);
        long before = TestFiles.allocatedBytes();
        long start = System.nanoTime();

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> load(content, new HeapBudget("file.pkl", 256 * MIB)))
                .withMessageContainingAll(message);

        assertThat(TestFiles.allocatedBytes() - before).isLessThan(8 * MIB + 100L * content.length);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
