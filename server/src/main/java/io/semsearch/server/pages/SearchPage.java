package io.semsearch.server.pages;

import io.semsearch.server.http.Problem;
import java.util.List;

/** The start page: a search and its first answer, or a few images at random.
 *
 * @param site     what every page knows
 * @param q        words that are searched for; may be empty
 * @param hits     in their order
 * @param message  what went wrong, or that nothing matches; empty if all is well
 * @param unknown  words that the model does not know
 * @param nextHref address of the next page; empty if there is none
 * @param examples to search for
 * @param summary  what was found, in a few words; empty if nothing was searched for */
public record SearchPage(Site site, String q, List<Card> hits, String message, List<String> unknown, String nextHref,
        List<String> examples, String summary) {

    /** Copies. */
    public SearchPage {
        hits = List.copyOf(hits);
        unknown = List.copyOf(unknown);
        examples = List.copyOf(examples);
    }

    /** The page of a search that cannot be answered: keeps what was typed, and says what is wrong with it. */
    static SearchPage failed(Site site, String q, Problem problem, List<String> examples) {
        Object remedy = problem.members().get("remedy");
        String message = problem.detail() + (remedy == null ? "" : ": " + remedy);
        return new SearchPage(site, q, List.of(), message, List.of(), "", examples, "");
    }
}
