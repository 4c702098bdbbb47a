package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.ingress.door.requests.RawTokens;
import com.scrydon.scim.ingress.scim.answers.SchemasRule;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.Documents;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.members.MemberIds;
import com.scrydon.scim.ingress.scim.members.MemberPlan;
import com.scrydon.scim.ingress.scim.members.MemberWishes;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a POST or PUT.
 *
 * @param externalIdSaid whether the body names it, even to clear it
 * @param members ids; empty if the body says nothing about members
 */
record GroupDraft(String displayName, Optional<String> externalId, boolean externalIdSaid,
        Optional<List<String>> members) {

    /** Bound of what stands in an index, with room for the Team's suffix. */
    private static final int MAX_NAME = 500;
    private static final String MEMBERS = "members";

    static Verdict<GroupDraft> of(ObjectNode body) {
        return SchemasRule.check(body, ScimUrns.GROUP).then(GroupDraft::read);
    }

    private static Verdict<GroupDraft> read(ObjectNode body) {
        var members = ScimJson.member(body, MEMBERS);
        var rest = body.objectNode();
        body.properties().stream().filter(entry -> !entry.getKey().equalsIgnoreCase(MEMBERS))
                .forEach(entry -> rest.set(entry.getKey(), entry.getValue()));
        return Documents.canonical(ResourceShapes.GROUP, rest).then(document -> ids(members)
                .then(ids -> name(document.path("displayName").asString("")).then(name -> externalId(document).map(
                        externalId -> new GroupDraft(name, externalId, Documents.mentions(rest, "externalId"), ids)))));
    }

    /** A usable displayName. */
    static Verdict<String> name(String name) {
        if (RawTokens.in(name)) {
            return Verdict.refuse(new InvalidValue("displayName must not hold a token: it is shown to others"));
        }
        return name.isBlank() || name.length() > MAX_NAME
                ? Verdict.refuse(new InvalidValue("displayName must have 1 to " + MAX_NAME + " characters"))
                : Verdict.of(name);
    }

    /** A usable externalId, or none. */
    static Verdict<Optional<String>> externalId(JsonNode document) {
        var id = Optional.of(document.path("externalId").asString("")).filter(text -> !text.isEmpty());
        return id.filter(text -> text.length() > MAX_NAME).isPresent()
                ? Verdict.refuse(new InvalidValue("externalId has at most " + MAX_NAME + " characters"))
                : Verdict.of(id);
    }

    private static Verdict<Optional<List<String>>> ids(Optional<JsonNode> members) {
        return members.isEmpty() ? Verdict.of(Optional.empty()) : MemberIds.of(members.get()).map(Optional::of);
    }

    /** As a change by PUT. Members that the body does not mention stay: an omission must not empty a Team. */
    GroupChange asChange() {
        return new GroupChange(Optional.of(displayName), externalIdSaid ? Optional.of(externalId) : Optional.empty(),
                new MemberWishes(members.map(MemberPlan::exactly).orElseGet(MemberPlan::unchanged)));
    }
}
