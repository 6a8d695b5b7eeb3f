/** Rules of design section 4.7: a report with all that is known about what it names. */
@NullMarked
package io.sekat.streams.core.casefile;

import org.jspecify.annotations.NullMarked;
