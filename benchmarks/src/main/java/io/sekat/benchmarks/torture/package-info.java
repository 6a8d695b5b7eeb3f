/** The whole system under faults: processes killed and stopped, links cut, disks and clocks gone wrong; then a checker. */
@NullMarked
package io.sekat.benchmarks.torture;

import org.jspecify.annotations.NullMarked;
