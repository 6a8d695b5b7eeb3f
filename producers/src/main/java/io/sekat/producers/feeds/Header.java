package io.sekat.producers.feeds;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The columns of a file, found by name in any order; columns that nobody asks for are allowed. */
final class Header {
    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();

    Header(List<String> cells) {
        names = cells.stream()
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                .toList();
        for (int i = 0; i < names.size(); i++) {
            places.putIfAbsent(names.get(i), i);
        }
    }

    /** What keeps a file with this header from being loaded; empty: nothing. */
    Optional<String> fault(List<String> required) {
        List<String> missing =
                required.stream().filter(name -> !places.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            return Optional.of((missing.size() == 1 ? "column " : "columns ") + String.join(", ", missing)
                    + (missing.size() == 1 ? " is" : " are") + " missing: found " + String.join(", ", names)
                    + "; expected " + String.join(", ", required));
        }
        return required.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .findFirst()
                .map(name -> "column " + name + " is there twice: found " + String.join(", ", names));
    }

    int size() {
        return names.size();
    }

    /** Place of a column; -1: there is none of that name. */
    int place(String name) {
        return places.getOrDefault(name, -1);
    }
}
