package io.semsearch.server.api;

import io.semsearch.server.Limits;
import io.semsearch.server.http.Problem;
import io.semsearch.server.http.ProblemException;
import io.semsearch.server.http.Request;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The photos of a request: its body, or the parts {@code photo} of a multipart body. */
final class SentPhotos {

    /** The content type of bodies with parts. */
    static final String MULTIPART = "multipart/form-data";

    private static final String PART = "photo";
    private static final int LONGEST_NAME = 200;
    /** Jetty reads parts only if somebody says how many bytes they may have. */
    private static final String PARTS_ALLOWED = "org.eclipse.jetty.multipartConfig";
    private static final int BYTES_IN_MEMORY = 1 << 18;

    private final HttpServletRequest request;
    private final List<Part> parts;
    private final String name;
    private final Limits.Uploads limits;

    private SentPhotos(HttpServletRequest request, List<Part> parts, String name, Limits.Uploads limits) {
        this.request = request;
        this.parts = parts;
        this.name = name;
        this.limits = limits;
    }

    /** Takes a photo. */
    interface Sink {

        /** @param content to be read at once */
        void take(String name, InputStream content) throws IOException;
    }

    static SentPhotos of(Request request, Limits.Uploads limits) throws IOException {
        HttpServletRequest http = request.context().req();
        boolean isMultipart = String.valueOf(http.getContentType()).toLowerCase(Locale.ROOT)
                .startsWith(MULTIPART);
        request.requireAtMost(isMultipart ? limits.requestBytes() : limits.photoBytes());
        String name = request.context().queryParamMap().containsKey("name") ? request.text("name").orElse("") : "";
        return new SentPhotos(http, isMultipart ? parts(http, limits) : List.of(),
                plain(name.isEmpty() ? PART : name), limits);
    }

    private static List<Part> parts(HttpServletRequest http, Limits.Uploads limits) throws IOException {
        List<Part> photos = new ArrayList<>();
        http.setAttribute(PARTS_ALLOWED, new MultipartConfigElement(System.getProperty("java.io.tmpdir"),
                limits.photoBytes(), limits.requestBytes(), BYTES_IN_MEMORY));
        try {
            for (Part part : http.getParts()) {
                if (!PART.equals(part.getName())) {
                    throw Request.bad("part", "parts named " + PART, part.getName());
                }
                photos.add(part);
            }
        } catch (ServletException e) {
            throw Request.bad("body", "parts between boundaries", "something else");
        }
        if (photos.isEmpty() || photos.size() > limits.photos()) {
            throw Request.bad(PART, limits.photos() == 1 ? "one photo" : "1 to " + limits.photos() + " photos",
                    photos.size() + " photos");
        }
        return photos;
    }

    /** Passes each photo on. */
    void forEach(Sink sink) throws IOException {
        if (parts.isEmpty()) {
            try (InputStream body = request.getInputStream()) {
                sink.take(name, body);
            }
        }
        Set<String> names = new HashSet<>();
        for (Part part : parts) {
            String sent = part.getSubmittedFileName();
            String base = plain(sent == null || sent.isBlank() ? PART : sent);
            String unique = base;
            for (int copy = 2; !names.add(unique); copy++) {
                unique = base + " (" + copy + ")";
            }
            try (InputStream content = part.getInputStream()) {
                sink.take(unique, content);
            }
            part.delete();
        }
    }

    /** The bytes of the first photo. */
    byte[] first() throws IOException {
        List<byte[]> photos = new ArrayList<>();
        forEach((any, content) -> photos.add(content.readNBytes((int) limits.photoBytes() + 1)));
        if (photos.getFirst().length > limits.photoBytes()) {
            throw new ProblemException(Problem.of(413, "Content Too Large", "photo: expected at most "
                    + limits.photoBytes() + " bytes, got more").with("parameter", PART));
        }
        return photos.getFirst();
    }

    /** A name for people: it never becomes the name of a file. */
    private static String plain(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String text = last.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
    }
}
