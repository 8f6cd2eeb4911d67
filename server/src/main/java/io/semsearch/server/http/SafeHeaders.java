package io.semsearch.server.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/** Adds the headers that every answer has, errors too: a browser runs the site's own scripts only, shows the site in no
 * other, guesses no content types, and gives answers to no other site. */
final class SafeHeaders implements HttpConfiguration.Customizer {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' blob: data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final List<HttpField> HEADERS = List.of(
            new PreEncodedHttpField("Content-Security-Policy", POLICY),
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("Referrer-Policy", "same-origin"),
            new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
            new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"));

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        addTo(answer);
        return request;
    }

    /** Adds them to an answer that has none of them, or all. */
    static void addTo(HttpFields.Mutable answer) {
        if (!answer.contains("X-Content-Type-Options")) {
            HEADERS.forEach(answer::add);
        }
    }
}
