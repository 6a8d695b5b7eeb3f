/** Reports over HTTP: taken, committed to the brokers, and only then acknowledged. */
@NullMarked
package io.sekat.producers.http;

import org.jspecify.annotations.NullMarked;
