/** Rules of design section 4.7: a report with all that is known about what it names, and the case that joins it with others. */
@NullMarked
package io.sekat.streams.core.casefile;

import org.jspecify.annotations.NullMarked;
