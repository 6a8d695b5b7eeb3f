/** The topology: reports, directories and transfers in; alerts, requests and enriched reports out. */
@NullMarked
package io.sekat.streams;

import org.jspecify.annotations.NullMarked;
