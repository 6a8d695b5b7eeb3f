/** Single values as feeds and reports write them, and what is said of those that cannot be used. */
@NullMarked
package io.sekat.producers.values;

import org.jspecify.annotations.NullMarked;
