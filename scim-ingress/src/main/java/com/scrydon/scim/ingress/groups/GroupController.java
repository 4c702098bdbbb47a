package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.ingress.attributes.ScimSchema;
import com.scrydon.scim.ingress.filters.Condition;
import com.scrydon.scim.ingress.filters.Filters;
import com.scrydon.scim.ingress.filters.SqlFilter;
import com.scrydon.scim.ingress.patches.PatchOperation;
import com.scrydon.scim.ingress.tokens.TokenFilter;
import com.scrydon.scim.ingress.wire.Caller;
import com.scrydon.scim.ingress.wire.IngressProperties;
import com.scrydon.scim.ingress.wire.Outcome;
import com.scrydon.scim.ingress.wire.PageRequest;
import com.scrydon.scim.ingress.wire.Projection;
import com.scrydon.scim.ingress.wire.ScimAnswers;
import com.scrydon.scim.ingress.wire.ScimProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Groups} (RFC 7644 §3). */
@RestController
@RequestMapping(IngressProperties.BASE_PATH + "/Groups")
class GroupController {

    private final Groups groups;
    private final GroupStore store;
    private final MemberStore members;
    private final IngressProperties properties;

    GroupController(Groups groups, GroupStore store, MemberStore members, IngressProperties properties) {
        this.groups = groups;
        this.store = store;
        this.members = members;
        this.properties = properties;
    }

    @PostMapping
    ResponseEntity<JsonNode> create(@RequestAttribute(TokenFilter.CALLER) Caller caller, @RequestBody JsonNode body,
            Projection projection) {
        var outcome = GroupRequest.read(body).then(request -> groups.create(caller, request));
        return ScimAnswers.of(outcome, group -> ScimAnswers.resource(201, resource(group, projection)));
    }

    @GetMapping("/{id}")
    ResponseEntity<JsonNode> get(@RequestAttribute(TokenFilter.CALLER) Caller caller, @PathVariable String id,
            Projection projection) {
        var outcome = existing(id).then(uuid -> store.find(caller.organisationId(), uuid).map(Outcome::done)
                .orElseGet(() -> Outcome.refused(ScimProblem.notFound("Group " + id))));
        return ScimAnswers.of(outcome, group -> ScimAnswers.resource(200, resource(group, projection)));
    }

    @GetMapping
    ResponseEntity<JsonNode> list(@RequestAttribute(TokenFilter.CALLER) Caller caller,
            @RequestParam(required = false) @Nullable String filter, PageRequest page, Projection projection) {
        Outcome<Condition> condition = filter == null || filter.isBlank()
                ? Outcome.done(Condition.ALL)
                : Filters.parse(filter).then(f -> SqlFilter.compile(f, GroupStore::column));
        return ScimAnswers.of(condition, where -> {
            long total = store.count(caller.organisationId(), where);
            var found = page.count() == 0
                    ? List.<Group>of()
                    : store.page(caller.organisationId(), where, page.count(), page.offset());
            return ScimAnswers.list(found.stream().map(g -> resource(g, projection)).toList(), total,
                    page.startIndex());
        });
    }

    /** A PUT carries the whole membership; one without {@code members} leaves the members alone. */
    @PutMapping("/{id}")
    ResponseEntity<JsonNode> replace(@RequestAttribute(TokenFilter.CALLER) Caller caller, @PathVariable String id,
            @RequestHeader("If-Match") Optional<String> ifMatch, @RequestBody JsonNode body, Projection projection) {
        var outcome = existing(id).then(uuid -> GroupRequest.read(body).then(request -> {
            List<GroupChange> wanted = new ArrayList<>(List.of(new GroupChange.Rename(request.displayName())));
            request.externalId().ifPresent(e -> wanted.add(new GroupChange.SetExternalId(e)));
            request.members().ifPresent(ids -> wanted.add(new GroupChange.Replace(ids)));
            return groups.change(caller, uuid, ifMatch, wanted);
        }));
        return ScimAnswers.of(outcome, group -> ScimAnswers.resource(200, resource(group, projection)));
    }

    /** Answers 204 unless the client asks for attributes: the cost follows the change, not the group (R22). */
    @PatchMapping("/{id}")
    ResponseEntity<JsonNode> patch(@RequestAttribute(TokenFilter.CALLER) Caller caller, @PathVariable String id,
            @RequestHeader("If-Match") Optional<String> ifMatch, @RequestBody JsonNode body, Projection projection) {
        var outcome = existing(id).then(uuid -> PatchOperation.read(body).then(ops -> GroupChange.of(uuid, ops))
                .then(wanted -> groups.change(caller, uuid, ifMatch, wanted)));
        return ScimAnswers.of(outcome, group -> projection.asked()
                ? ScimAnswers.resource(200, resource(group, projection))
                : ResponseEntity.noContent().header("ETag", group.etag()).build());
    }

    @DeleteMapping("/{id}")
    ResponseEntity<JsonNode> delete(@RequestAttribute(TokenFilter.CALLER) Caller caller, @PathVariable String id,
            @RequestHeader("If-Match") Optional<String> ifMatch) {
        var outcome = existing(id).then(uuid -> groups.delete(caller, uuid, ifMatch));
        return ScimAnswers.of(outcome, _ -> ResponseEntity.noContent().build());
    }

    /** The resource; members are read only where they are shown. */
    private ObjectNode resource(Group group, Projection projection) {
        var resource = JsonMapper.shared().createObjectNode();
        resource.putArray("schemas").add(ScimSchema.GROUP.urn());
        resource.put("id", group.id().toString());
        if (group.externalId() != null) {
            resource.put("externalId", group.externalId());
        }
        resource.put("displayName", group.displayName());
        if (projection.shows("members")) {
            var list = resource.putArray("members");
            members.members(group.id()).forEach(m -> list.addObject().put("value", m.id().toString())
                    .put("$ref", properties.location(m.type() + "s", m.id().toString())).put("type", m.type())
                    .put("display", m.display()));
        }
        resource.putObject("meta").put("resourceType", "Group").put("created", group.createdAt().toString())
                .put("lastModified", group.lastModifiedAt().toString())
                .put("location", properties.location("Groups", group.id().toString())).put("version", group.etag());
        return projection.of(resource);
    }

    private static Outcome<UUID> existing(String id) {
        try {
            return Outcome.done(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            return Outcome.refused(ScimProblem.notFound("Group " + id));
        }
    }
}
