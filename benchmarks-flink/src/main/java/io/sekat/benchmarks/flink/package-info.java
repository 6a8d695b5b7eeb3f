/** The peer: the stage as a Flink job with RocksDB state and exactly-once sinks, in a cluster within one process. */
@NullMarked
package io.sekat.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
