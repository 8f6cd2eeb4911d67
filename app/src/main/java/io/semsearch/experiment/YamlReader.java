package io.semsearch.experiment;

import io.semsearch.experiment.YamlValue.Mapping;
import io.semsearch.experiment.YamlValue.Place;
import io.semsearch.experiment.YamlValue.Scalar;
import io.semsearch.experiment.YamlValue.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads one YAML document into values with their lines. Anchors, aliases and names that occur twice are refused. */
final class YamlReader {

    private static final Pattern PROBLEM = Pattern.compile("(.+)\\R in .+, line (\\d+), column");
    private static final long MAX_BYTES = 1 << 20;

    private final Path file;
    private final JsonParser parser;

    private YamlReader(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    static YamlValue read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new ExperimentFileException(file, 1, "expected at most 1 MiB, found " + Files.size(file) + " bytes");
        }
        try (JsonParser parser = YAMLMapper.shared().createParser(Files.readString(file))) {
            YamlReader reader = new YamlReader(file, parser);
            if (parser.nextToken() == null) {
                throw new ExperimentFileException(file, 1, "expected an experiment, found nothing");
            }
            YamlValue value = reader.value();
            if (parser.nextToken() != null) {
                throw reader.place().error("expected one document, found another");
            }
            return value;
        } catch (JacksonException e) {
            throw syntaxError(file, e);
        }
    }

    /** The parser's message has several lines; the last that names a place is what it stumbled over. */
    private static ExperimentFileException syntaxError(Path file, JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        return PROBLEM.matcher(message).results().reduce((first, second) -> second)
                .map(problem -> new ExperimentFileException(file,
                        "line " + problem.group(2) + ": not YAML: " + problem.group(1), e))
                .orElseGet(() -> new ExperimentFileException(file, "not YAML: " + message, e));
    }

    private Place place() {
        return new Place(file, Math.max(1, parser.currentTokenLocation().getLineNr()));
    }

    /** From the current token to the end of its value. */
    private YamlValue value() throws ExperimentFileException {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw place().error("aliases ('*" + yaml.getString() + "') are not read: write the value out");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            return sequence();
        }
        if (token == JsonToken.START_OBJECT) {
            return mapping();
        }
        return new Scalar(place(), token == JsonToken.VALUE_NULL ? "" : parser.getString());
    }

    private Sequence sequence() throws ExperimentFileException {
        Place start = place();
        List<YamlValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Sequence(start, items);
    }

    private Mapping mapping() throws ExperimentFileException {
        Place start = place();
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place nameAt = place();
            parser.nextToken();
            if (entries.put(name, value()) != null) {
                throw nameAt.error("'" + name + "' occurs twice");
            }
        }
        return new Mapping(start, entries);
    }
}
