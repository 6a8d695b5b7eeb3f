@NullMarked
package io.sekat.consumers.police;

import org.jspecify.annotations.NullMarked;
