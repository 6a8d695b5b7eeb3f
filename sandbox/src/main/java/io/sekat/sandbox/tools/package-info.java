/** Commands that look into a running system, embedded or real. */
@NullMarked
package io.sekat.sandbox.tools;

import org.jspecify.annotations.NullMarked;
