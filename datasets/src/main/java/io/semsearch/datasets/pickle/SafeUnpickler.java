package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.HeapBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;

/** The kept pickle library, held to what cannot harm.
 *
 * <p>Names are looked up in {@link GlobalFunction} and {@link TorchStorageType} only; the library's registry of
 * constructors, its reflection (BUILD) and its hash maps are never reached. Every length is checked against the bytes
 * that are left, every object is charged to a {@link HeapBudget}, and no opcode costs more than it brings: so reading
 * ends, with a value or a {@link DataFileException}. Nothing recurses, however deep a pickle nests.
 *
 * <p>The opcodes are those of Python's {@code pickletools}; protocols 0 to 5. One object reads one pickle. */
final class SafeUnpickler extends Unpickler {

    private static final int MAX_STACK = 1 << 20;
    private static final int MAX_NAME_LINE = 1_000;
    private static final int MAX_TEXT_LINE = 1 << 20;
    /** What an opcode may leave on the heap, apart from the bytes that follow it. */
    private static final int OPCODE_BYTES = 32;
    /** The longest int that means anything here is torch's magic number, of 10 bytes. */
    private static final int MAX_INT_BYTES = 255;

    private final PickleInput in;
    private final HeapBudget budget;
    private final TensorFunctions functions;
    private final PersistentIds persistentIds;
    private final PickleMemo memory;
    private int opcodes;

    SafeUnpickler(DataStream in, HeapBudget budget, TensorFunctions functions, PersistentIds persistentIds) {
        this.in = new PickleInput(in);
        this.budget = budget;
        this.functions = functions;
        this.persistentIds = persistentIds;
        this.memory = new PickleMemo(budget);
    }

    /** Reads one pickle; the stream is then positioned after it.
     *
     * @throws DataFileException if it is damaged, truncated, or asks for what is not allowed */
    @Nullable Object read() throws IOException {
        try {
            return load(in);
        } catch (RuntimeException e) {
            // the library takes a pickle at its word: its casts and collections throw where one breaks it
            throw in.failure("it is damaged, or no pickle at all; fetch or copy it again", e);
        }
    }

    @Override
    protected @Nullable Object dispatch(short opcode) throws IOException {
        budget.charge(OPCODE_BYTES);
        opcodes++;
        if (stack.size() >= MAX_STACK) {
            throw in.failure("it holds more than " + MAX_STACK + " objects at once, which no pickle of features does");
        }
        switch (opcode) {
            case Opcodes.MARK, Opcodes.POP, Opcodes.DUP, Opcodes.NONE, Opcodes.NEWTRUE, Opcodes.NEWFALSE,
                    Opcodes.BININT,
                    Opcodes.BININT1, Opcodes.BININT2, Opcodes.BINFLOAT, Opcodes.TUPLE, Opcodes.EMPTY_TUPLE,
                    Opcodes.TUPLE1, Opcodes.TUPLE2, Opcodes.TUPLE3, Opcodes.EMPTY_LIST, Opcodes.LIST, Opcodes.APPEND,
                    Opcodes.PROTO, Opcodes.FRAME, Opcodes.STOP -> {
                return super.dispatch(opcode);
            }
            case Opcodes.INT, Opcodes.LONG, Opcodes.FLOAT -> textual(opcode, MAX_NAME_LINE);
            case Opcodes.STRING, Opcodes.UNICODE -> textual(opcode, MAX_TEXT_LINE);
            case Opcodes.SHORT_BINBYTES -> pushBytes(in.read());
            case Opcodes.BINBYTES -> pushBytes(in.uint32());
            case Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> pushBytes(in.int64());
            case Opcodes.SHORT_BINUNICODE -> pushText(in.read());
            case Opcodes.BINUNICODE -> pushText(in.uint32());
            case Opcodes.BINUNICODE8 -> pushText(in.int64());
            case Opcodes.SHORT_BINSTRING -> pushPython2Text(in.read());
            case Opcodes.BINSTRING -> pushPython2Text(in.uint32());
            case Opcodes.LONG1 -> pushInt(in.read());
            case Opcodes.LONG4 -> pushInt(in.uint32());
            case Opcodes.PUT -> remember(decimal());
            case Opcodes.BINPUT -> remember(in.read());
            case Opcodes.LONG_BINPUT -> remember(in.uint32());
            case Opcodes.MEMOIZE -> remember(memory.size());
            case Opcodes.GET -> recall(decimal());
            case Opcodes.BINGET -> recall(in.read());
            case Opcodes.LONG_BINGET -> recall(in.uint32());
            case Opcodes.EMPTY_DICT -> stack.add(new PickleDict());
            case Opcodes.DICT -> dict();
            case Opcodes.SETITEM -> setItem();
            case Opcodes.SETITEMS -> setItems(stack.pop_all_since_marker());
            case Opcodes.APPENDS -> append(stack.pop_all_since_marker());
            case Opcodes.POP_MARK -> stack.pop_all_since_marker();
            case Opcodes.GLOBAL -> pushGlobal(name(), name());
            case Opcodes.STACK_GLOBAL -> stackGlobal();
            case Opcodes.REDUCE, Opcodes.NEWOBJ -> call();
            case Opcodes.BUILD -> build();
            case Opcodes.BINPERSID -> stack.add(persistentIds.find(stack.pop()));
            case Opcodes.INST -> throw refused(name() + "." + name());
            default -> throw in.failure("refused opcode 0x" + Integer.toHexString(opcode & 0xff)
                    + ", which no pickle of tensors or arrays needs");
        }
        return NO_RETURN_VALUE;
    }

    /** Numbers and texts that end with their line: cut off here, taken apart by the library. */
    private void textual(short opcode, int limit) throws IOException {
        byte[] line = in.line(limit);
        budget.charge(line.length);
        byte[] withEnd = Arrays.copyOf(line, line.length + 1);
        withEnd[line.length] = '\n';
        input = new ByteArrayInputStream(withEnd);
        super.dispatch(opcode);
        input = in;
    }

    private void pushBytes(long count) throws IOException {
        stack.add(new PickleBytes(in.bytes(count, budget)));
    }

    private void pushText(long count) throws IOException {
        stack.add(new String(in.bytes(count, budget), StandardCharsets.UTF_8));
    }

    /** In Python 2 text and bytes were one: one character a byte. */
    private void pushPython2Text(long count) throws IOException {
        stack.add(new String(in.bytes(count, budget), StandardCharsets.ISO_8859_1));
    }

    private void pushInt(long count) throws IOException {
        if (count > MAX_INT_BYTES) {
            throw in.failure("refused an int of " + count + " bytes");
        }
        stack.add(PickleUtils.decode_long(in.bytes(count, budget)));
    }

    private void remember(long number) throws DataFileException {
        if (!memory.put(number, opcodes, stack.peek())) {
            throw in.failure("it remembers an object under the number " + number + ", which no pickler does");
        }
    }

    private void recall(long number) throws DataFileException {
        if (!memory.contains(number)) {
            throw in.failure("it refers to object " + number + ", which there is not: it is damaged");
        }
        stack.add(memory.get(number));
    }

    private void dict() throws DataFileException {
        List<Object> items = stack.pop_all_since_marker();
        stack.add(new PickleDict());
        setItems(items);
    }

    private void setItem() throws DataFileException {
        Object value = stack.pop();
        Object key = stack.pop();
        top(PickleDict.class).put(key, value);
    }

    private void setItems(List<Object> items) throws DataFileException {
        PickleDict dict = top(PickleDict.class);
        if (items.size() % 2 != 0) {
            throw in.failure("a dict's key has no value: it is damaged");
        }
        for (int i = 0; i < items.size(); i += 2) {
            dict.put(items.get(i), items.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked") // the library makes all lists: of objects
    private void append(List<Object> items) throws DataFileException {
        ((List<Object>) top(List.class)).addAll(items);
    }

    private void stackGlobal() throws DataFileException {
        Object name = stack.pop();
        Object module = stack.pop();
        if (!(name instanceof String nameText && module instanceof String moduleText)) {
            throw in.failure("a name must be text, found " + PickleValues.describe(module) + " and "
                    + PickleValues.describe(name));
        }
        pushGlobal(moduleText, nameText);
    }

    private void pushGlobal(String module, String name) throws DataFileException {
        String full = module + "." + name;
        Optional<GlobalFunction> function = GlobalFunction.named(full);
        Optional<TorchStorageType> storage = TorchStorageType.named(full);
        stack.add(function.isPresent() ? function.get() : storage.orElseThrow(() -> refused(full)));
    }

    private void call() throws IOException {
        Object arguments = stack.pop();
        Object function = stack.pop();
        Optional<List<@Nullable Object>> values = PickleValues.tuple(arguments);
        if (!(function instanceof GlobalFunction allowed) || values.isEmpty()) {
            throw in.failure("refused to call " + PickleValues.describe(function) + " with "
                    + PickleValues.describe(arguments));
        }
        stack.add(functions.call(allowed, values.get()));
    }

    private void build() throws IOException {
        Object state = stack.pop();
        functions.build(stack.peek(), state);
    }

    private <T> T top(Class<T> type) throws DataFileException {
        Object top = stack.peek();
        if (!type.isInstance(top)) {
            throw in.failure("items are added to " + PickleValues.describe(top) + ": it is damaged");
        }
        return type.cast(top);
    }

    private String name() throws IOException {
        return new String(in.line(MAX_NAME_LINE), StandardCharsets.UTF_8);
    }

    private long decimal() throws IOException {
        return Long.parseLong(name());
    }

    private DataFileException refused(String name) {
        if (name.startsWith("torch.") && name.endsWith("Storage")) {
            return in.failure(TorchStorageType.notFeatures(name));
        }
        if (name.startsWith("torchvision.models.") || name.startsWith("torch.nn.modules.")) {
            return in.failure("refused '" + PickleValues.printable(name)
                    + "': a whole network is code of Python, which is not run: save model.state_dict() in place of it");
        }
        return in.failure("refused '" + PickleValues.printable(name)
                + "': a file of features builds dicts, torch tensors and numpy"
                + " arrays, and nothing else is built or called; if you trust where it comes from, load it in Python and"
                + " save a dict of image id -> array again");
    }
}
