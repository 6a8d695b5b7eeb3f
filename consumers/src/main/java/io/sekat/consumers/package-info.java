/** The agents that act at banks and operators. */
@NullMarked
package io.sekat.consumers;

import org.jspecify.annotations.NullMarked;
