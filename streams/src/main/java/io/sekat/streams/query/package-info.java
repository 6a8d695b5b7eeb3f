/** Questions about the live state, which any instance answers for all (docs/decisions/0023). */
@NullMarked
package io.sekat.streams.query;

import org.jspecify.annotations.NullMarked;
