/** Every figure that the project states, with its conditions and a baseline from the same run. */
@NullMarked
package io.sekat.benchmarks;

import org.jspecify.annotations.NullMarked;
