package com.scrydon.scim.language.filters;

import com.scrydon.scim.language.texts.Texts;

/** Takes a filter apart into words, brackets and quoted texts. What is wrong is told with the place where it begins. */
final class FilterLexer {

    private static final String BRACKETS = "()[]";
    private static final String ENDS_OF_WORDS = " \t\r\n\"" + BRACKETS;

    private final String text;
    private int position;
    /** Where the word, bracket or text begins that was taken last. */
    private int taken;

    FilterLexer(String text) {
        this.text = text;
    }

    /** Something else had to come next. */
    FilterSyntaxException expected(String what) {
        skipSpace();
        return new FilterSyntaxException("expected " + what + ", found " + next(), position);
    }

    /** What was taken last cannot stand there. */
    FilterSyntaxException wrong(String what) {
        return new FilterSyntaxException(what, taken);
    }

    /** Texts are not repeated: nobody needs them to find the place. */
    private String next() {
        if (position == text.length()) {
            return "the end";
        }
        char c = text.charAt(position);
        if (c == '"') {
            return "a text";
        }
        return BRACKETS.indexOf(c) >= 0 ? "'" + c + "'" : "'" + Texts.shortened(peekWord()) + "'";
    }

    private void skipSpace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    boolean atEnd() {
        skipSpace();
        return position == text.length();
    }

    /** Takes this character, after any space, if it comes next. */
    boolean take(char wanted) {
        skipSpace();
        return takeHere(wanted);
    }

    /** Takes this character if it comes next, without any space before it. */
    boolean takeHere(char wanted) {
        boolean there = position < text.length() && text.charAt(position) == wanted;
        if (there) {
            taken = position;
            position++;
        }
        return there;
    }

    /** The next word, without taking it; empty where there is none. */
    String peekWord() {
        skipSpace();
        int end = position;
        while (end < text.length() && ENDS_OF_WORDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(position, end);
    }

    String word(String what) {
        var word = peekWord();
        if (word.isEmpty()) {
            throw expected(what);
        }
        taken = position;
        position += word.length();
        return word;
    }

    boolean nextIsQuote() {
        skipSpace();
        return position < text.length() && text.charAt(position) == '"';
    }

    /** A quoted text with JSON's escapes. */
    String quoted() {
        taken = position;
        position++;
        var result = new StringBuilder();
        while (true) {
            char c = nextOfText();
            if (c == '"') {
                return result.toString();
            }
            result.append(c == '\\' ? escaped(position - 1) : c);
        }
    }

    private char escaped(int backslash) {
        char c = nextOfText();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(backslash);
            default -> throw new FilterSyntaxException("unknown escape in a text", backslash);
        };
    }

    private char unicode(int backslash) {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(nextOfText(), 16);
            if (digit < 0) {
                throw new FilterSyntaxException("\\u needs four hexadecimal digits", backslash);
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private char nextOfText() {
        if (position == text.length()) {
            throw wrong("the text that begins here has no closing quote");
        }
        return text.charAt(position++);
    }
}
