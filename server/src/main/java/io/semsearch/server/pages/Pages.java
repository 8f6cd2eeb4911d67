package io.semsearch.server.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.semsearch.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Renders pages from the templates in {@code src/main/jte}, which escape all text. */
final class Pages {

    /** Control characters and halves of surrogate pairs, which UTF-8 or HTML do not allow; separators of lines, and
     * characters that reorder what is shown. */
    private static final Pattern NOT_TEXT = Pattern
            .compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069&&[^\\t\\r\\n]]");

    /** Compiled with this package. */
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(null, ContentType.Html, null,
            Pages.class.getPackageName());

    private Pages() {}

    /** Answers with a page.
     *
     * @param model the template's only parameter */
    static void answer(Request request, String template, Object model) {
        StringOutput page = new StringOutput();
        TEMPLATES.render(template, model, page);
        request.context().header("Cache-Control", "no-store");
        request.context().contentType("text/html; charset=utf-8")
                .result(NOT_TEXT.matcher(page.toString()).replaceAll("\ufffd").getBytes(StandardCharsets.UTF_8));
    }
}
