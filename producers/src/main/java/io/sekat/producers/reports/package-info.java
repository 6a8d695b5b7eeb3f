/** What a report's JSON says, as an event. */
@NullMarked
package io.sekat.producers.reports;

import org.jspecify.annotations.NullMarked;
