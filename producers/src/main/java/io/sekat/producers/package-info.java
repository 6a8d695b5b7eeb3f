/** What brings events in: the commands that load feeds and publish reports, and the same for other programs. */
@NullMarked
package io.sekat.producers;

import org.jspecify.annotations.NullMarked;
