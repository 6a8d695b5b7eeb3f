@NullMarked
package io.sekat.producers.reports;

import org.jspecify.annotations.NullMarked;
