/** Sub-topology of telephone numbers. */
@NullMarked
package io.sekat.streams.phone;

import org.jspecify.annotations.NullMarked;
