/** The topic catalogue: the only place where a topic's name, types, partitions and retention stand. */
@NullMarked
package io.sekat.topics;

import org.jspecify.annotations.NullMarked;
