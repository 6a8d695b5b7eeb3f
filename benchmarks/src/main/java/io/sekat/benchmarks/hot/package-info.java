/** JMH measurements of the hot pure functions and of the serdes, with what each operation allocates. */
@NullMarked
package io.sekat.benchmarks.hot;

import org.jspecify.annotations.NullMarked;
