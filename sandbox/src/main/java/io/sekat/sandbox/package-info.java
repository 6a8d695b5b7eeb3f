/** Everything in one command: broker and registry as child processes, all services, and the tools to look inside. */
@NullMarked
package io.sekat.sandbox;

import org.jspecify.annotations.NullMarked;
