/** Simulated banks and operators, for the demo, for tests and for trying Sekat out: they answer as real ones do. */
@NullMarked
package io.sekat.sandbox.simulation;

import org.jspecify.annotations.NullMarked;
