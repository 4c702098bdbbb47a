package com.scrydon.scim.schemas;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one key by which people are told apart (R14c): two texts name the same person if, and only if, their keys are equal. It
 * is computed here and nowhere else, and stored; SQL compares what is stored, so that SQL and Java cannot disagree
 * (docs/decisions/022-one-key-of-identity.md).
 */
public final class IdentityKey {

    /** Bytes of UTF-8 that an index holds with room to spare; it takes a third of a page. */
    public static final int MAX_BYTES = 2_000;

    private static final Pattern OUTER_BLANKS = Pattern.compile("^[\\s\\p{Z}\\u0085]+|[\\s\\p{Z}\\u0085]+$");
    /** What is not seen, or looks like a space: it makes texts that nobody can tell apart. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Z}&&[^ ]]"
            + "|[\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\ufe00-\\ufe0f\\uffa0\\x{e0100}-\\x{e01ef}]");
    /** Composition makes ASCII of three characters, which are somebody else's: Kelvin, Greek question mark, varia. */
    private static final Pattern COMPOSABLE = Pattern.compile("[^\\u212a\\u037e\\u1fef]+");

    private IdentityKey() {}

    /** The key of an e-mail address: the local part folded, the domain as IDNA has it. */
    public static String email(String email) {
        var text = stripped(email);
        int at = text.lastIndexOf('@');
        return at < 0 ? folded(text) : folded(text.substring(0, at)) + '@' + domain(text.substring(at + 1));
    }

    /** The key of a userName. */
    public static String userName(String userName) {
        return folded(stripped(userName));
    }

    /** The text without blanks of any kind around it. */
    public static String stripped(String text) {
        return OUTER_BLANKS.matcher(text).replaceAll("");
    }

    /** Whether a stripped text may name a person: nothing in it is invisible or a space other than U+0020. */
    public static boolean isSound(String text) {
        return !UNSEEN.matcher(text).find();
    }

    /** Whether an index can hold the key. */
    public static boolean fits(String key) {
        return key.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    private static String domain(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            // A label is too long or holds what IDNA forbids: no such host can be, but the account is there.
            return folded(domain);
        }
    }

    private static String folded(String text) {
        var composed = COMPOSABLE.matcher(text)
                .replaceAll(run -> Matcher.quoteReplacement(Normalizer.normalize(run.group(), Normalizer.Form.NFC)));
        var key = new StringBuilder(composed.length());
        composed.chars().forEach(c -> key.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)));
        return key.toString();
    }
}
