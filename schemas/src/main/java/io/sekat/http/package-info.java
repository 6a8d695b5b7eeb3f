/** What all HTTP servers of Sekat share: how they listen and how they say no. */
@NullMarked
package io.sekat.http;

import org.jspecify.annotations.NullMarked;
