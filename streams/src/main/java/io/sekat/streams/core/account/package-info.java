/** Rules of design sections 4.2 to 4.4: which payments are proved, and what a bank is asked. */
@NullMarked
package io.sekat.streams.core.account;

import org.jspecify.annotations.NullMarked;
