/** The library that a bank or an operator embeds: its alerts, each handed over once it is the newest, at least once. */
@NullMarked
package io.sekat.consumers.alerts;

import org.jspecify.annotations.NullMarked;
