/** The police's agent, which keeps all that Sekat tells them in PostgreSQL, and the questions that can be asked of it. */
@NullMarked
package io.sekat.consumers.police;

import org.jspecify.annotations.NullMarked;
