package io.sekat.streams.core.trail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the parts of one transfer: of one root only one, with the smallest hop, where the first of it came. */
final class Parts {
    private final Map<TrailRoot, Part> parts = new LinkedHashMap<>();

    void add(TrailRoot root, int hop, long minor) {
        parts.merge(
                root,
                new Part(root, hop, minor),
                (one, other) -> new Part(root, Math.min(one.hop(), other.hop()), one.minor() + other.minor()));
    }

    List<Part> list() {
        return List.copyOf(parts.values());
    }
}
