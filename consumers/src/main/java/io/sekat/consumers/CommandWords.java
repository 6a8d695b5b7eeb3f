package io.sekat.consumers;

import java.util.ArrayList;
import java.util.List;

/** The words of a command as people type it: parted by blanks, quoted by ' or ". No shell, so nothing is expanded. */
final class CommandWords {
    private CommandWords() {}

    /**
     * Parts a command into its words.
     *
     * @throws IllegalArgumentException when it has none, or a quote has no end
     */
    static List<String> of(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean isWord = false;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                isWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (isWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    isWord = false;
                }
            } else {
                word.append(c);
                isWord = true;
            }
        }
        if (isWord) {
            words.add(word.toString());
        }
        if (quote != 0 || words.isEmpty()) {
            throw new IllegalArgumentException("the command [" + command + "] is not valid: expected a program and its"
                    + " arguments, and quotes in pairs");
        }
        return words;
    }
}
