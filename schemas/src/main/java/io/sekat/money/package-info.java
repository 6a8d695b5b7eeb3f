/** Sums of money in minor units, never mixed between currencies. */
@NullMarked
package io.sekat.money;

import org.jspecify.annotations.NullMarked;
