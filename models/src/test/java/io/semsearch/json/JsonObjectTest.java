package io.semsearch.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonObjectTest {

    @Test
    void readsEveryKindOfValue() {
        JsonObject json = parse(
                """
                {"text": "a \\"Brücke\\"", "int": -3, "long": 12345678901, "double": 1.5e3, "none": null, "yes": true,
                 "list": [1, 2.5], "objects": [{"a": 1}, {}], "object": {"inner": {"deep": [[]]}}}""");

        assertThat(json.string("text")).isEqualTo("a \"Brücke\"");
        assertThat(json.integer("int")).isEqualTo(-3);
        assertThat(json.longInteger("long")).isEqualTo(12345678901L);
        assertThat(json.number("double")).isEqualTo(1500);
        assertThat(json.number("int")).isEqualTo(-3);
        assertThat(json.numbers("list")).containsExactly(1.0, 2.5);
        assertThat(json.objects("objects")).extracting(JsonObject::values).containsExactly(Map.of("a", 1), Map.of());
        assertThat(json.object("object").object("inner").values()).isEqualTo(Map.of("deep", List.of(List.of())));
        assertThat(json.values()).containsEntry("none", null).containsEntry("yes", true).hasSize(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]          | must be a JSON object
            7            | must be a JSON object
            ``           | must be a JSON object
            {"a": 1      | is not JSON
            {"a" 1}      | is not JSON
            {} {}        | something follows it
            {"a": [1, }  | is not JSON
            {"a": null, "a": 2}        | has two values named 'a'
            {"b": {"a": 1, "a": 1}}    | has two values named 'a'
            """)
    void refusesWhatIsNoObject(String json, String message) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesValuesOfAnotherKind() {
        JsonObject json = parse("{\"a\": \"x\", \"b\": 1.5, \"c\": 3000000000, \"d\": [1, \"x\"]}");

        assertThatThrownBy(() -> json.integer("a")).hasMessage("'a' must be a number, got x");
        assertThatThrownBy(() -> json.integer("b")).hasMessage("'b' must be a whole number, got 1.5");
        assertThatThrownBy(() -> json.integer("c")).hasMessage("'c' must be a whole number, got 3000000000");
        assertThatThrownBy(() -> json.numbers("d")).hasMessage("'d' must be a list of numbers, got x");
        assertThatThrownBy(() -> json.objects("d")).hasMessage("'d' must be a list of objects, got 1");
        assertThatThrownBy(() -> json.string("e")).hasMessage("'e' must be a string, got nothing");
    }

    @Test
    void refusesBottomlessNesting() {
        assertThatThrownBy(() -> parse("{\"a\":" + "[".repeat(100_000))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not JSON");
    }

    private static JsonObject parse(String json) {
        return JsonObject.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
