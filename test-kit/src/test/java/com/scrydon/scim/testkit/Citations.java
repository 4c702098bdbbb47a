package com.scrydon.scim.testkit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what a text names and the repository does not have: pages, their sections, tests, and papers from elsewhere. */
final class Citations {

    /** A blank, or the end of a line with the marks of a comment in the next one. */
    private static final String GAP = "\\s[\\s*/#-]*";
    private static final String PAGE = "((?:docs/[\\w/-]+|[A-Z]{2,}|\\d{3}-[a-z0-9-]+)\\.md)";
    private static final String QUOTE = "\\\\?\"";

    private final SourceTree tree;
    private final List<Rule> rules;

    Citations(SourceTree tree) {
        this.tree = tree;
        this.rules = List.of(
                new Rule("(?<![\\w./-])docs/[\\w./…-]*[\\w…]", (_, m) -> missing(m.group())),
                new Rule("(?<![\\w/.-])[A-Z]{2,}\\.md\\b", (_, m) -> missing(m.group())),
                new Rule("(?<![\\w/-])\\d{3}-[a-z0-9-]+\\.md", (_, m) -> missing(page(m.group()))),
                new Rule("\\]\\(([^)#\\s]+)(?:#[^)\\s]*)?\\)", this::link),
                new Rule("(?i)\\bdecisions?" + GAP + "\\d+", (_, _) -> Optional.of("name the page by its file")),
                new Rule(PAGE + "," + GAP + QUOTE + "([^\"]{1,100}?)" + QUOTE,
                        (_, m) -> section(m.group(1), m.group(2))),
                new Rule(PAGE + "," + GAP + "([A-Z][^)\"\\n]{1,60})\\)", (_, m) -> section(m.group(1), m.group(2))),
                new Rule(QUOTE + "([^\"\\n]{1,100}?)" + QUOTE + GAP + "(?:of|in)" + GAP + PAGE,
                        (_, m) -> section(m.group(2), m.group(1))),
                new Rule("(?<![\\w.*-])([A-Z]\\w*(?:Tests|EndToEnd))\\b(?:\\.([a-z]\\w*))?", (_, m) -> test(m)),
                new Rule("(?<![\\w/.-])(?:\\.\\./)+[\\w./-]*\\w", this::outside),
                new Rule(
                        "\\bscim-wire\\b|(?<![\\w/-])facts/[a-z-]+\\.md|\\b(?:issue|Report)" + GAP
                                + "\\d+|\\b(?:trap|findings?)"
                                + GAP + "[A-Z]\\d+",
                        (_, _) -> Optional.of("is no page of this repository")));
    }

    /**
     * Something that is not there.
     *
     * @param line from 1
     * @param name as the text has it, on one line
     */
    record Finding(String file, int line, String name, String why) {

        @Override
        public String toString() {
            return file + ":" + line + " \"" + name + "\": " + why;
        }
    }

    /** Says what is wrong with a name; empty if it is there. */
    @FunctionalInterface
    private interface Judge {
        Optional<String> complaint(String file, MatchResult name);
    }

    private record Rule(Pattern pattern, Judge judge) {

        Rule(String pattern, Judge judge) {
            this(Pattern.compile(pattern), judge);
        }
    }

    /** In the order of lines. */
    List<Finding> in(String file, String text) {
        return rules.stream().flatMap(rule -> in(file, text, rule)).sorted(Comparator.comparingInt(Finding::line))
                .toList();
    }

    private static Stream<Finding> in(String file, String text, Rule rule) {
        return rule.pattern.matcher(text).results().flatMap(name -> rule.judge.complaint(file, name)
                .map(why -> new Finding(file, line(text, name.start()), oneLine(name.group()), why)).stream());
    }

    private static int line(String text, int place) {
        return 1 + (int) text.substring(0, place).chars().filter(c -> c == '\n').count();
    }

    private static String oneLine(String name) {
        return name.replaceAll("\\s*\\n[\\s*/#-]*", " ");
    }

    private Optional<String> missing(String path) {
        return tree.has(path) ? Optional.empty() : Optional.of("there is no such page");
    }

    private static String page(String name) {
        return Character.isDigit(name.charAt(0)) ? "docs/decisions/" + name : name;
    }

    private Optional<String> section(String page, String heading) {
        return tree.headings(page(page)).contains(oneLine(heading))
                ? Optional.empty()
                : Optional.of("there is no such section");
    }

    private Optional<String> link(String file, MatchResult link) {
        var target = link.group(1);
        boolean ours = file.endsWith(".md") && !target.contains(":");
        return ours && !tree.has(file.substring(0, file.lastIndexOf('/') + 1) + target)
                ? Optional.of("leads nowhere")
                : Optional.empty();
    }

    private Optional<String> test(MatchResult name) {
        var sources = tree.tests(name.group(1));
        if (sources.isEmpty()) {
            return Optional.of("there is no such test");
        }
        var method = Optional.ofNullable(name.group(2)).orElse("");
        return sources.stream().anyMatch(source -> source.contains(method))
                ? Optional.empty()
                : Optional.of("the test has nothing of that name");
    }

    private Optional<String> outside(String file, MatchResult path) {
        return tree.reaches(file, path.group()) ? Optional.empty() : Optional.of("is no path in this repository");
    }
}
