package io.semsearch.postcards.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Things to draw by lot, each with a weight.
 *
 * @param options each with a weight > 0 */
record Chance<T>(List<Option<T>> options) {

    record Option<T>(T value, double weight) {}

    Chance {
        options = List.copyOf(options);
    }

    static <T> Chance<T> of(T value, double weight) {
        return new Chance<>(List.of(new Option<>(value, weight)));
    }

    /** The same options and one more. */
    Chance<T> or(T value, double weight) {
        List<Option<T>> more = new ArrayList<>(options);
        more.add(new Option<>(value, weight));
        return new Chance<>(more);
    }

    boolean allows(T value) {
        return options.stream().anyMatch(option -> option.value.equals(value));
    }

    /** The options that are allowed; possibly none. */
    Chance<T> onlyIf(Predicate<T> allowed) {
        return new Chance<>(options.stream().filter(option -> allowed.test(option.value)).toList());
    }

    boolean isEmpty() {
        return options.isEmpty();
    }

    T draw(RandomGenerator random) {
        double left = random.nextDouble() * options.stream().mapToDouble(Option::weight).sum();
        for (Option<T> option : options) {
            left -= option.weight;
            if (left < 0) {
                return option.value;
            }
        }
        return options.getLast().value;
    }
}
