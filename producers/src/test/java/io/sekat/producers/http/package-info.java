@NullMarked
package io.sekat.producers.http;

import org.jspecify.annotations.NullMarked;
