@NullMarked
package io.sekat.producers;

import org.jspecify.annotations.NullMarked;
