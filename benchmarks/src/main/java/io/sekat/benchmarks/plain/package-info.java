/** The stage as it is written first: plain Kafka Streams DSL. */
@NullMarked
package io.sekat.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
