package com.scrydon.scim.language.texts;

import java.util.Locale;

/** Texts from outside: what the store cannot hold, and what is too long to repeat. */
public final class Texts {

    private static final int REPEATED_CHARACTERS = 80;

    private Texts() {}

    /** Whether Postgres can store the text: no NUL, no half of a surrogate pair. */
    public static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The text as it may be repeated in an answer: bounded, control characters replaced. */
    public static String shortened(String text) {
        return cut(text, REPEATED_CHARACTERS).replaceAll("\\p{Cntrl}", "?");
    }

    /** At most so many characters, never half of a surrogate pair. */
    public static String cut(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(characters - 1)) ? characters - 1 : characters;
        return text.substring(0, end);
    }

    /** A key that two texts share if, and only if, {@link String#equalsIgnoreCase} says they are equal. */
    public static String caseless(String text) {
        var key = new StringBuilder(text.length());
        text.codePoints().map(Character::toUpperCase).map(Character::toLowerCase).forEach(key::appendCodePoint);
        return key.toString();
    }

    /** A key that texts share which any rule of ours about case holds equal, and some others; what it finds is compared. */
    public static String coarse(String text) {
        return caseless(text.toLowerCase(Locale.ROOT)).replace("\u0307", "");
    }
}
