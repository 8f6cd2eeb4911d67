package io.semsearch.datasets.pickle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Python dict (or OrderedDict) as its pairs in the order of the pickle.
 *
 * <p>A list, not a hash map: keys come from the file, and hashing one that contains itself would not end. A key
 * that occurs twice is here twice. */
public final class PickleDict {

    private final List<@Nullable Object> keys = new ArrayList<>(0);
    private final List<@Nullable Object> values = new ArrayList<>(0);

    PickleDict() {}

    /** Number of pairs. */
    public int size() {
        return keys.size();
    }

    /** The key of a pair: a {@link Number}, a {@link String}, or something else. */
    public @Nullable Object key(int pair) {
        return keys.get(pair);
    }

    /** The value of a pair: a {@link Tensor}, or something else. */
    public @Nullable Object value(int pair) {
        return values.get(pair);
    }

    /** The value of a pair, which is forgotten here so that its memory can be reused. */
    public @Nullable Object takeValue(int pair) {
        return values.set(pair, null);
    }

    void put(@Nullable Object key, @Nullable Object value) {
        keys.add(key);
        values.add(value);
    }

    /** The value of the first pair with this text as its key. */
    @Nullable Object get(String key) {
        int pair = keys.indexOf(key);
        return pair < 0 ? null : values.get(pair);
    }
}
