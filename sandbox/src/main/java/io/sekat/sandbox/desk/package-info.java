/** What people decide and order: review items, and the directives that answer them. */
@NullMarked
package io.sekat.sandbox.desk;

import org.jspecify.annotations.NullMarked;
