@NullMarked
package io.sekat.consumers;

import org.jspecify.annotations.NullMarked;
