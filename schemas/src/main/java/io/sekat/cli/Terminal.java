package io.sekat.cli;

import java.io.Console;

/** Whether a person looks at the output now, and what may be shown there. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // isTerminal is asked where it is there
    public static boolean isAttached() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on there is a console without a terminal too.
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** The text with a sign in place of each control character: what others wrote must not steer the terminal. */
    public static String printable(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(each -> printable.appendCodePoint(Character.isISOControl(each) ? '\uFFFD' : each));
        return printable.toString();
    }
}
