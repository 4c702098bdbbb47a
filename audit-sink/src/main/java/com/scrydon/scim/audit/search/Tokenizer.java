package com.scrydon.scim.audit.search;

import java.util.ArrayList;
import java.util.List;

/** Cuts a filter's text into tokens. */
final class Tokenizer {

    private static final String DELIMITERS = " \t\r\n()\"";

    private final String text;
    private int at;

    private Tokenizer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        var tokenizer = new Tokenizer(text);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(tokenizer.next());
        } while (!(tokens.getLast() instanceof Token.End));
        return tokens;
    }

    private Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int position = at + 1;
        if (at == text.length()) {
            return new Token.End(position);
        }
        return switch (text.charAt(at)) {
            case '(' -> {
                at++;
                yield new Token.Open(position);
            }
            case ')' -> {
                at++;
                yield new Token.Close(position);
            }
            case '"' -> quoted(position);
            default -> word(position);
        };
    }

    private Token word(int position) {
        int start = at;
        while (at < text.length() && DELIMITERS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return new Token.Word(text.substring(start, at), position);
    }

    /** A JSON string, as the grammar of SCIM has it. */
    private Token quoted(int position) {
        var value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            value.append(c == '\\' ? escaped() : c);
        }
        if (at == text.length()) {
            throw new BadFilterException("the text that begins here has no closing quote", position);
        }
        at++;
        return new Token.Quoted(value.toString(), position);
    }

    private char escaped() {
        int position = at;
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(position);
            default -> throw new BadFilterException("unknown escape in a text", position);
        };
    }

    private char unicode(int position) {
        int end = at + 4;
        if (end > text.length() || !text.substring(at, end).chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw new BadFilterException("\\u needs four hexadecimal digits", position);
        }
        char c = (char) Integer.parseInt(text, at, end, 16);
        at = end;
        return c;
    }
}
