/** Sub-topology of the reports' files. */
@NullMarked
package io.sekat.streams.casefile;

import org.jspecify.annotations.NullMarked;
