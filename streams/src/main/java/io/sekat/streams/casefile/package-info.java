/** Sub-topologies of the reports' files and of the cases that join them. */
@NullMarked
package io.sekat.streams.casefile;

import org.jspecify.annotations.NullMarked;
