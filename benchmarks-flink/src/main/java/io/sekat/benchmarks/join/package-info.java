/**
 * The stage of the pipeline that peers do as well: reports joined with payments, accounts and numbers; what banks and
 * operators are asked comes out. Written once, so that peers differ in their engine only.
 */
@NullMarked
package io.sekat.benchmarks.join;

import org.jspecify.annotations.NullMarked;
