/** Sub-topologies of participants, reports and directives. */
@NullMarked
package io.sekat.streams.intake;

import org.jspecify.annotations.NullMarked;
