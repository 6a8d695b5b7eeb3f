@NullMarked
package io.sekat.producers.feeds;

import org.jspecify.annotations.NullMarked;
