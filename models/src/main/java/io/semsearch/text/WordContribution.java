package io.semsearch.text;

/** What one word of a text adds to the text's similarity with an image.
 *
 * @param word         of the text, known to the model
 * @param contribution a part of the cosine; negative if the word speaks against the image */
public record WordContribution(String word, double contribution) {}
