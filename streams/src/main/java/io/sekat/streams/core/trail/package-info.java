/** Where stolen money went: the replay of design section 4.3. */
@NullMarked
package io.sekat.streams.core.trail;

import org.jspecify.annotations.NullMarked;
