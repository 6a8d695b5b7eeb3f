/** Avro in the Confluent wire format; bad bytes become values instead of exceptions. */
@NullMarked
package io.sekat.serdes;

import org.jspecify.annotations.NullMarked;
