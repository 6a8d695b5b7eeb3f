@NullMarked
package io.sekat.producers.csv;

import org.jspecify.annotations.NullMarked;
