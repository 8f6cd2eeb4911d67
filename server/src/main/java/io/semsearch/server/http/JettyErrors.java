package io.semsearch.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what is no proper HTTP, before any route sees it: as a problem, too. */
public final class JettyErrors extends ErrorHandler {

    /** Without stacks. */
    public JettyErrors() {
        setShowStacks(false);
        setShowCauses(false);
        setShowOrigin(false);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object code = request.getAttribute(ERROR_STATUS);
        int status = code instanceof Integer number ? number : response.getStatus();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        SafeHeaders.addTo(response.getHeaders());
        byte[] body = status >= 500
                ? Problem.of(status, "Internal Server Error", "the server could not answer this request").json()
                : Errors.of(status).json();
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
