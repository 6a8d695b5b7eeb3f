/** Rules of design section 4.5: what an operator is asked. */
@NullMarked
package io.sekat.streams.core.phone;

import org.jspecify.annotations.NullMarked;
