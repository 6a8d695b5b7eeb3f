@NullMarked
package io.sekat.consumers.alerts;

import org.jspecify.annotations.NullMarked;
