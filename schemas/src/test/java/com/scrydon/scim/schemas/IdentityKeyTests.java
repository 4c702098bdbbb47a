package com.scrydon.scim.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** R14c, over all code points: the key unites what is the same text, and nothing else. */
@Tag("slow")
class IdentityKeyTests {

    /** On all cores: nothing else of the build can run before this module. */
    private static IntStream codePoints() {
        return IntStream.rangeClosed(1, Character.MAX_CODE_POINT).parallel()
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .filter(point -> IdentityKey.isSound(Character.toString(point)) && point != ' ');
    }

    private static String local(String text) {
        return IdentityKey.email("." + text + ".@ex.example");
    }

    @Test
    void r14c_twoCharactersAreOneOnlyIfTheyAreOneTextOrOneAsciiLetter() {
        var byKey = new ConcurrentHashMap<String, String>();
        codePoints().mapToObj(Character::toString).filter(text -> !text.equals("@")).forEach(text -> {
            var expected = text.length() == 1 && text.charAt(0) < 0x80
                    ? text.toLowerCase(Locale.ROOT)
                    : composed(text);
            var key = local(text);
            same(key, "." + expected + ".@ex.example");
            same(IdentityKey.userName("." + text + "."), "." + expected + ".");
            var other = byKey.putIfAbsent(key, expected);
            same(other == null ? expected : other, expected);
        });
    }

    /** A million assertions cost more than what they assert. */
    private static void same(String one, String other) {
        if (!one.equals(other)) {
            assertThat(one).isEqualTo(other);
        }
    }

    /** NFC, but for the three that it turns into ASCII. */
    private static String composed(String text) {
        var nfc = Normalizer.normalize(text, Normalizer.Form.NFC);
        return nfc.codePoints().allMatch(point -> point < 0x80) ? text : nfc;
    }

    @Test
    void r14c_theKeyOfAKeyIsItselfAndDecomposedTextsHaveTheSame() {
        codePoints().mapToObj(Character::toString).filter(text -> !text.equals("@")).forEach(text -> {
            var local = local(text);
            same(local(IdentityKey.userName(text)), local);
            var email = IdentityKey.email("x" + text + "@" + text + "x.example");
            same(IdentityKey.email(email), email);
            if (!composed(text).equals(text) || text.codePointAt(0) >= 0x80) {
                var decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
                if (decomposed.codePoints().noneMatch(point -> point < 0x80) || decomposed.length() > text.length()) {
                    same(local(decomposed), local);
                }
            }
        });
    }

    @Test
    void r14c_turkishAndKelvinAndLongSLinkNothing() {
        var keys = new HashSet<String>();
        for (var local : List.of("adminkis", "adm\u0130nkis", "adm\u0131nkis", "admin\u212ais", "adminki\u017f")) {
            assertThat(keys.add(IdentityKey.email(local + "@ex.example"))).as(local).isTrue();
        }
    }

    @Test
    void r14c_formsOfOneIdentityAreOne() {
        for (var form : List.of("Caf\u00e9@B\u00fccher.example", "cafe\u0301@bu\u0308cher.example",
                " caf\u00e9@xn--bcher-kva.EXAMPLE\u00a0", "\u3000CAF\u00e9@B\u00dcCHER\u3002example\t")) {
            assertThat(IdentityKey.email(form)).as(form).isEqualTo("caf\u00e9@xn--bcher-kva.example");
        }
    }

    @Test
    void r14c_whatIsNotSeenIsNotSound() {
        codePointsOf("\\p{Cc}|\\p{Cf}|\\p{Z}").filter(point -> point != ' ')
                .forEach(point -> assertThat(IdentityKey.isSound("j" + Character.toString(point) + "d"))
                        .as("U+%X", point).isFalse());
        assertThat(IdentityKey.isSound("Barbara Jensen")).isTrue();
        assertThat(IdentityKey.isSound("j\ufe0fd")).isFalse();
    }

    private static IntStream codePointsOf(String pattern) {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .filter(point -> Character.toString(point).matches(pattern));
    }

    @Test
    void r14c_everyKindOfOuterBlankIsDropped() {
        codePointsOf("\\p{Z}|\\s").forEach(point -> {
            var blank = Character.toString(point);
            assertThat(IdentityKey.userName(blank + "jd" + blank)).as("U+%X", point).isEqualTo("jd");
        });
    }
}
