/** What a report must say for itself to be accepted, the same at every edge that takes one. */
@NullMarked
package io.sekat.reports;

import org.jspecify.annotations.NullMarked;
