/** The rules: pure functions on immutable records, without Kafka. {@code decide(state, event)} gives the new state and what to tell whom. */
@NullMarked
package io.sekat.streams.core;

import org.jspecify.annotations.NullMarked;
