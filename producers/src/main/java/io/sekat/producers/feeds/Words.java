package io.sekat.producers.feeds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words that a column may hold, in any case, and what each stands for. */
final class Words<E extends Enum<E>> {
    private final Map<String, E> meanings = new HashMap<>();
    private final List<String> shown = new ArrayList<>();

    private Words() {}

    /** Each value of an enumeration under its own name. */
    @SafeVarargs
    static <E extends Enum<E>> Words<E> of(E... values) {
        Words<E> words = new Words<>();
        for (E value : values) {
            words.meanings.put(value.name(), value);
            words.shown.add(value.name());
        }
        return words;
    }

    /** With another word for a value, which messages do not mention; it may be empty. */
    Words<E> also(String word, E value) {
        meanings.put(word, value);
        return this;
    }

    @Nullable
    E find(String text) {
        E exact = meanings.get(text);
        return exact != null ? exact : meanings.get(text.toUpperCase(Locale.ROOT));
    }

    /** In words: {@code ACTIVE, DORMANT or CLOSED}. */
    String expected() {
        int last = shown.size() - 1;
        return String.join(", ", shown.subList(0, last)) + " or " + shown.get(last);
    }
}
