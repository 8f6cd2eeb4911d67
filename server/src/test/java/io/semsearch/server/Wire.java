package io.semsearch.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Speaks HTTP byte by byte, so that a test can say what no client would. */
final class Wire {

    private static final int MILLISECONDS = 30_000;

    private final InetAddress address;
    private final int port;

    Wire(int port) {
        this(InetAddress.getLoopbackAddress(), port);
    }

    Wire(InetAddress address, int port) {
        this.address = address;
        this.port = port;
    }

    /** An answer.
     *
     * @param status 0 if the connection was closed without one
     * @param head   all headers, as they came
     * @param body   as text, without its framing */
    record Answer(int status, String head, String body) {

        Optional<String> header(String name) {
            return head.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(
                    name.toLowerCase(Locale.ROOT) + ":")).map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    Answer get(String target, String... headers) throws IOException {
        return ask("GET", target, new byte[0], headers);
    }

    Answer post(String target, String body, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        if (all.stream().noneMatch(header -> header.startsWith("Content-Type"))) {
            all.add("Content-Type: application/json");
        }
        return ask("POST", target, body.getBytes(StandardCharsets.UTF_8), all.toArray(new String[0]));
    }

    /** Asks with the usual headers, unless others of their name are given. */
    Answer ask(String method, String target, byte[] body, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1"));
        lines.addAll(List.of(headers));
        if (lines.stream().noneMatch(line -> line.startsWith("Host:"))) {
            lines.add("Host: localhost:" + port);
        }
        if (body.length > 0 && lines.stream().noneMatch(line -> line.startsWith("Content-Length:"))) {
            lines.add("Content-Length: " + body.length);
        }
        lines.add("Connection: close");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return raw(request.toByteArray());
    }

    /** Sends bytes, and reads the answer to its end. */
    Answer raw(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (SocketException e) {
                // refused before it was sent; the answer may be there
            }
            return read(socket);
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(address, port);
        socket.setSoTimeout(MILLISECONDS);
        return socket;
    }

    static Answer read(Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (SocketException | SocketTimeoutException e) {
            // what was read counts
        }
        String all = bytes.toString(StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, "", all);
        }
        String head = all.substring(0, end);
        String body = all.substring(end + 4);
        boolean isChunked = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        return new Answer(Integer.parseInt(head.substring(9, 12)), head, isChunked ? joined(body) : body);
    }

    /** Good enough for ASCII. */
    private static String joined(String chunks) {
        StringBuilder joined = new StringBuilder();
        String rest = chunks;
        while (!rest.isEmpty()) {
            int line = rest.indexOf("\r\n");
            int length = line < 0 ? 0 : Integer.parseInt(rest.substring(0, line), 16);
            if (length == 0) {
                break;
            }
            int end = Math.min(rest.length(), line + 2 + length);
            joined.append(rest, line + 2, end);
            rest = rest.substring(Math.min(rest.length(), end + 2));
        }
        return joined.toString();
    }
}
