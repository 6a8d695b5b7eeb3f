/** Settings: every threshold, deadline and address with its default and its meaning. */
@NullMarked
package io.sekat.config;

import org.jspecify.annotations.NullMarked;
