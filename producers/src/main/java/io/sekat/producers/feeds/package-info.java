/** What the rows of each feed say, as events. */
@NullMarked
package io.sekat.producers.feeds;

import org.jspecify.annotations.NullMarked;
