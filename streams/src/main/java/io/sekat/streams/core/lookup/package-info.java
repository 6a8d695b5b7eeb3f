/** What the public may learn of an account or number. */
@NullMarked
package io.sekat.streams.core.lookup;

import org.jspecify.annotations.NullMarked;
