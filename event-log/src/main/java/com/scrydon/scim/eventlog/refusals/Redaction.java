package com.scrydon.scim.eventlog.refusals;

import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.facts.Actor;
import java.util.Set;
import java.util.regex.Pattern;

/** What of a refused request may stand in a fact: bounded, printable, and never a raw token that somebody put into a path. */
final class Redaction {

    private static final Pattern TOKEN = Pattern.compile("scrydon_scim_[A-Za-z0-9_.~-]*", Pattern.CASE_INSENSITIVE);
    /** A JWT, as persons show it. */
    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_.-]*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");
    private static final int LONGEST = 300;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private Redaction() {}

    static String text(String text) {
        var printable = UNPRINTABLE.matcher(withoutTokens(text)).replaceAll("?");
        return printable.length() > LONGEST ? printable.substring(0, LONGEST) + "…" : printable;
    }

    static FactContext context(FactContext context) {
        var actor = context.actor();
        var printable = new Actor(actor.getKind(), text(actor.getId()), text(actor.getDisplay()));
        return new FactContext(printable, context.requestId(), context.causeEventId(), context.remoteAddress(),
                context.occurredAt());
    }

    private static String withoutTokens(String text) {
        return JWT.matcher(TOKEN.matcher(text).replaceAll("scrydon_scim_***")).replaceAll("eyJ***");
    }

    static String method(String method) {
        return METHODS.contains(method) ? method : "other";
    }
}
