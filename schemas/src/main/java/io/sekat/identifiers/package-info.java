/** What names an account, a telephone number or a participant: parsed once at the edge, then trusted. */
@NullMarked
package io.sekat.identifiers;

import org.jspecify.annotations.NullMarked;
