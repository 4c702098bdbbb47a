package com.scrydon.scim.testkit.configuration;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the comments of a source say. */
final class Sentences {

    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern STAR = Pattern.compile("(?m)^\\s*\\*? ?");
    private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)\\}");
    private static final Pattern LINK = Pattern.compile("\\{@link (?:[^}]*[.# ])?([^}]*)\\}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final String source;

    Sentences(String className) {
        this.source = Repository.read(Repository.sourceOf(className));
    }

    /** What is said of a component of the record. */
    Optional<String> ofComponent(String name) {
        var said = Pattern.compile("@param " + Pattern.quote(name) + "\\s(.*?)(?=\\n\\s*@|\\z)", Pattern.DOTALL);
        return comments().map(said::matcher).filter(Matcher::find).map(found -> plain(found.group(1))).findFirst();
    }

    /** The sentence that names the key. */
    Optional<String> naming(String key) {
        var named = Pattern.compile("`" + Pattern.quote(key) + "[`=]");
        return comments().flatMap(comment -> Arrays.stream(plain(comment).split("(?<=\\.) ", -1)))
                .filter(sentence -> named.matcher(sentence).find()).findFirst();
    }

    private Stream<String> comments() {
        return COMMENT.matcher(source).results().map(found -> STAR.matcher(found.group(1)).replaceAll(""));
    }

    private static String plain(String text) {
        var code = CODE.matcher(text).replaceAll("`$1`");
        var links = LINK.matcher(code).replaceAll("`$1`");
        var line = BLANKS.matcher(links).replaceAll(" ").strip();
        return line.isEmpty() ? line : Character.toUpperCase(line.charAt(0)) + line.substring(1);
    }
}
