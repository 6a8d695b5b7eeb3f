package io.sekat.streams.core;

import java.util.List;

/**
 * What a decision gives.
 *
 * @param state the new state
 * @param effects what to tell whom, in order
 * @param <S> type of the state
 */
public record Outcome<S>(S state, List<Effect> effects) {
    public Outcome {
        effects = List.copyOf(effects);
    }
}
