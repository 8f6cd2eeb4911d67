package io.semsearch.search.json;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Names of enum constants in JSON: {@code QB_NORM} is {@code qb-norm}. */
final class EnumNames {

    private EnumNames() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> List<String> of(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(EnumNames::of).toList();
    }
}
