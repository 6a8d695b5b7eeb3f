/** What all commands share: settings as options, exit codes, errors for people. */
@NullMarked
package io.sekat.cli;

import org.jspecify.annotations.NullMarked;
