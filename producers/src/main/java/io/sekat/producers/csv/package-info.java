/** Reads files by lines and by RFC 4180 rows, each with its line number and its bytes, whatever the file holds. */
@NullMarked
package io.sekat.producers.csv;

import org.jspecify.annotations.NullMarked;
