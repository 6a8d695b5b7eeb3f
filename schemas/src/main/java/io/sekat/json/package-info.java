/** Events as plain JSON for programs that do not read Avro. */
@NullMarked
package io.sekat.json;

import org.jspecify.annotations.NullMarked;
