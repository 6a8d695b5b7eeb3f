/** Sub-topology of bank accounts. */
@NullMarked
package io.sekat.streams.account;

import org.jspecify.annotations.NullMarked;
