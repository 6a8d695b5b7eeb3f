@NullMarked
package io.sekat.benchmarks.torture;

import org.jspecify.annotations.NullMarked;
