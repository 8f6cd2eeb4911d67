package io.semsearch.server.api;

import io.semsearch.server.collections.ServedCollection;
import io.semsearch.server.collections.ServedCollections;
import io.semsearch.server.http.Parameter;
import io.semsearch.server.http.Problem;
import io.semsearch.server.http.ProblemException;
import io.semsearch.server.http.Request;
import java.util.Optional;
import java.util.stream.Collectors;

/** What all routes of the service share. */
final class Api {

    /** Where all routes of version 1 begin. */
    static final String V1 = "/api/v1";

    /** The parameter that chooses a collection. */
    static final Parameter COLLECTION = Parameter.text("collection", "Name of the collection. Default: the first one.");

    private Api() {}

    /** The collection that a request asks for. */
    static ServedCollection collection(Request request, ServedCollections collections) {
        Optional<String> name = request.text(COLLECTION.name());
        if (name.isEmpty()) {
            return collections.first();
        }
        return collections.named(name.get()).orElseThrow(() -> new ProblemException(
                notFound("there is no collection of this name").with("parameter", "collection").with("expected",
                        collections.all().stream().map(ServedCollection::name).collect(Collectors.joining(", ")))));
    }

    /** What is not there. */
    static Problem notFound(String detail) {
        return Problem.of(404, "Not Found", detail);
    }

    /** An image that is not there. */
    static ProblemException noImage(long imageId) {
        return new ProblemException(notFound("the collection has no image " + imageId).with("parameter", "id"));
    }
}
