package io.semsearch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Captions that the program wrote are shown as such. */
class GeneratedCaptionsTest {

    private static final long WITHOUT = 100;

    @Test
    void areMarkedInThePageAndInJson(@TempDir Path folder) throws IOException {
        Path collection = ServedWorld.make(folder);
        ServedWorld.addRemote(collection, WITHOUT, "");
        ServedWorld.writeCaption(collection, WITHOUT);
        try (SearchServer server = SearchServer.start(ServedWorld.options(collection))) {
            Wire wire = new Wire(server.port());
            JsonNode image = JsonMapper.shared().readTree(wire.get("/api/v1/images/" + WITHOUT).body());
            String written = image.path("generatedCaption").asString();

            assertThat(written).isNotBlank();
            assertThat(image.path("captions")).isEmpty();
            assertThat(wire.get("/?image=3").body()).contains("<p class=\"hit-caption\">" + written + "</p>")
                    .containsOnlyOnce("caption by the program");
        }
    }
}
