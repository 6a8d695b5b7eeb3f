/** What a measurement found, as JSON, as tables for people, and as plots. */
@NullMarked
package io.sekat.benchmarks.results;

import org.jspecify.annotations.NullMarked;
