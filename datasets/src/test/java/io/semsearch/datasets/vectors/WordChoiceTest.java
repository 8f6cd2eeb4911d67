package io.semsearch.datasets.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semsearch.dataset.DataFileException;
import io.semsearch.text.CaptionWords;
import io.semsearch.text.Terms;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which words of a file are kept, and in which spelling. */
class WordChoiceTest extends WithWordVectorFiles {

    @Test
    void firstOfRepeatedWordsWins() throws IOException {
        LoadedWordVectors read = read("dog 1\ncat 2\ndog 3\ndog 4\n");

        assertThat(read.vectors().vector(read.vectors().indexOf("dog"))).containsExactly(1);
        assertThat(read.wordsInFile()).isEqualTo(4);
        assertThat(read.duplicates()).isEqualTo(2);
        assertThat(read.foldedWords()).isZero();
    }

    @Test
    void servesCapitalLettersInLowerCase() throws IOException {
        // paris: only with capitals; dog: in lower case after another spelling; cat: before one
        LoadedWordVectors read = read("Paris 1\nDOG 2\ncat 3\nDog 4\ndog 5\nCat 6\nPARIS 7\n\u00c4pfel 8\n");

        assertThat(words(read)).containsExactly("paris", "dog", "cat", "\u00e4pfel");
        assertThat(read.vectors().vector(0)).containsExactly(1);
        assertThat(read.vectors().vector(1)).containsExactly(5);
        assertThat(read.vectors().vector(2)).containsExactly(3);
        assertThat(read.wordsInFile()).isEqualTo(8);
        assertThat(read.duplicates()).isEqualTo(4);
        assertThat(read.foldedWords()).isEqualTo(2);
    }

    /** The captions' words come from the tokenizer, which unites Thai vowels, and drops apostrophes and joiners. */
    @Test
    void wordsThatTextsAskForAreFoundInTheSpellingOfTheFile() throws IOException {
        List<String> file = List.of("Don't", "man\u2019s", "o'clock", "dog", "\u0e19\u0e49\u0e33", "\u0e04\u0e33",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0130stanbul", "Hot_Dog's", "</s>", "isn't",
                "isnt");
        Set<String> wanted = file.stream().map(Terms::spelling).filter(word -> !word.equals("</s>"))
                .collect(Collectors.toSet());
        String text = String.join(" 1\n", file) + " 1\n";

        LoadedWordVectors read = read(text, options(wanted, 0));

        assertThat(words(read)).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(read.foldedWords()).as("all but dog and isnt").isEqualTo(8);
        assertThat(words(read("Don't 1\n</s> 2\n", WordVectorsOptions.everyWord()))).as("nobody asks for others")
                .containsExactly("don't", "</s>");
    }

    @Test
    void countsWordsThatNoTextContainsKeptOrNot() throws IOException {
        String text = "dog 1\n</s> 1\nDon't 1\n1,000 1\nhot_dog 1\ndr. 1\n. 1\nhot__dog 1\na_b_c_d_e 1\n\ufb01sh 1\n";

        assertThat(read(text, WordVectorsOptions.everyWord()).unmatchable())
                .as("</s> 1,000 dr. . hot__dog a_b_c_d_e").isEqualTo(6);
        assertThat(read(text, options(Set.of("dog"), 0)).unmatchable()).isEqualTo(6);
        assertThat(read("dog 1\n", WordVectorsOptions.everyWord()).unmatchable()).isZero();
    }

    @Test
    void keepsWantedWordsAndTheFirstOthers() throws IOException {
        String text = "a 1\nb 2\nc 3\nd 4\nB 5\ne 6\nf 7\n";

        assertThat(words(read(text, options(Set.of("e", "zebra"), 2)))).containsExactly("a", "b", "e");
        assertThat(words(read(text, options(Set.of("a"), 1)))).containsExactly("a", "b");
        assertThat(words(read(text, options(Set.of("f"), 0)))).containsExactly("f");
        assertThat(read(text, options(Set.of("f"), 0)).wordsInFile()).isEqualTo(7);
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(text, options(Set.of("g"), 0)))
                .withMessageContaining("v.txt: none of its 7 words is among those that are needed");
        assertThatIllegalArgumentException().isThrownBy(() -> options(Set.of(), -1))
                .withMessage("--extra-words must be >= 0, got -1");
    }

    @Test
    void keepsPhrasesWhoseWordsStandSideBySideInCaptions() throws IOException {
        CaptionWords captions = new CaptionWords(List.of(List.of("a", "hot", "dog"), List.of("new", "york")));
        String text = "x 0\nHot_Dog 1\ndog_hot 2\nNew_York 3\nnew_york 4\na_hot_dog 5\nhot_cat 6\n";

        LoadedWordVectors read = read(text, new WordVectorsOptions(captions::contains, 1, false, 1 << 20));

        assertThat(words(read)).containsExactly("x", "hot_dog", "new_york", "a_hot_dog");
        assertThat(read.vectors().vector(2)).as("the spelling in lower case").containsExactly(4);
        assertThat(read.vectors().longestPhrase()).isEqualTo(3);
    }
}
