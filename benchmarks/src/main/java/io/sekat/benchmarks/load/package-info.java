/** What the measured systems are given, and how it is seen what came of it. */
@NullMarked
package io.sekat.benchmarks.load;

import org.jspecify.annotations.NullMarked;
