/** Rules of design section 4.1: which reports and participants are accepted, and what they say once normalised. */
@NullMarked
package io.sekat.streams.core.intake;

import org.jspecify.annotations.NullMarked;
