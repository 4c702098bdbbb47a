package com.scrydon.scim.ingress.scim.filters;

/** Takes a filter apart into words, brackets and quoted texts. */
final class FilterLexer {

    private static final String ENDS_OF_WORDS = " \t\r\n()[]\"";

    private final String text;
    private int position;

    FilterLexer(String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    FilterSyntaxException error(String what) {
        return new FilterSyntaxException(what, position);
    }

    void skipSpace() {
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
        position += there ? 1 : 0;
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
            throw error("expected " + what);
        }
        position += word.length();
        return word;
    }

    boolean nextIsQuote() {
        skipSpace();
        return position < text.length() && text.charAt(position) == '"';
    }

    /** A quoted text with JSON's escapes. */
    String quoted() {
        position++;
        var result = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return result.toString();
            }
            result.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw error("unknown escape in a text");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw error("unknown escape in a text");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private char next() {
        if (position == text.length()) {
            throw error("a text without its closing quote");
        }
        return text.charAt(position++);
    }
}
