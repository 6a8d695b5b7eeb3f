/** Tests of what people decide and order. */
package io.sekat.sandbox.desk;
