package com.scrydon.scim.ingress.users;

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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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
import tools.jackson.databind.node.ObjectNode;

/** {@code /Users} (RFC 7644 §3). */
@RestController
@RequestMapping(IngressProperties.BASE_PATH + "/Users")
class UserController {

    private final Users users;
    private final UserStore store;
    private final IngressProperties properties;

    UserController(Users users, UserStore store, IngressProperties properties) {
        this.users = users;
        this.store = store;
        this.properties = properties;
    }

    @PostMapping
    ResponseEntity<JsonNode> create(@RequestAttribute(TokenFilter.CALLER) Caller caller, @RequestBody JsonNode body,
            Projection projection) {
        var outcome = object(body).then(UserState::read).then(state -> users.create(caller, state));
        return ScimAnswers.of(outcome, account -> ScimAnswers.resource(201, projection.of(withGroups(account))));
    }

    @GetMapping("/{id}")
    ResponseEntity<JsonNode> get(@RequestAttribute(TokenFilter.CALLER) Caller caller, @PathVariable String id,
            Projection projection) {
        var found = uuid(id).flatMap(uuid -> users.visible(caller.organisationId(), uuid));
        return found.map(account -> ScimAnswers.resource(200, projection.of(withGroups(account))))
                .orElseGet(() -> ScimAnswers.error(ScimProblem.notFound("User " + id)));
    }

    @GetMapping
    ResponseEntity<JsonNode> list(@RequestAttribute(TokenFilter.CALLER) Caller caller,
            @RequestParam(required = false) @Nullable String filter, PageRequest page, Projection projection) {
        Outcome<Condition> condition = filter == null || filter.isBlank()
                ? Outcome.done(Condition.ALL)
                : Filters.parse(filter).then(f -> SqlFilter.compile(f, UserStore::column));
        return ScimAnswers.of(condition, where -> {
            long total = store.count(caller.organisationId(), where);
            var accounts = page.count() == 0
                    ? List.<Account>of()
                    : store.page(caller.organisationId(), where, page.count(), page.offset());
            return ScimAnswers.list(withGroups(accounts).stream().map(projection::of).toList(), total,
                    page.startIndex());
        });
    }

    @PutMapping("/{id}")
    ResponseEntity<JsonNode> replace(@RequestAttribute(TokenFilter.CALLER) Caller caller, @PathVariable String id,
            @RequestHeader("If-Match") Optional<String> ifMatch, @RequestBody JsonNode body, Projection projection) {
        var outcome = existing(id)
                .then(uuid -> object(body).then(UserState::read).then(s -> users.replace(caller, uuid, ifMatch, s)));
        return ScimAnswers.of(outcome, account -> ScimAnswers.resource(200, projection.of(withGroups(account))));
    }

    @PatchMapping("/{id}")
    ResponseEntity<JsonNode> patch(@RequestAttribute(TokenFilter.CALLER) Caller caller, @PathVariable String id,
            @RequestHeader("If-Match") Optional<String> ifMatch, @RequestBody JsonNode body, Projection projection) {
        var outcome = existing(id)
                .then(uuid -> PatchOperation.read(body).then(ops -> users.patch(caller, uuid, ifMatch, ops)));
        return ScimAnswers.of(outcome, account -> ScimAnswers.resource(200, projection.of(withGroups(account))));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<JsonNode> delete(@RequestAttribute(TokenFilter.CALLER) Caller caller, @PathVariable String id,
            @RequestHeader("If-Match") Optional<String> ifMatch) {
        var outcome = existing(id).then(uuid -> users.delete(caller, uuid, ifMatch));
        return ScimAnswers.of(outcome, _ -> ResponseEntity.noContent().build());
    }

    private ObjectNode withGroups(Account account) {
        return withGroups(List.of(account)).getFirst();
    }

    /** Resources with their derived groups, which one query finds for the whole page (R13). */
    private List<ObjectNode> withGroups(List<Account> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        var groups = store.groupsOf(accounts.stream().map(Account::id).toList()).stream()
                .collect(Collectors.groupingBy(UserStore.GroupOfUser::accountId));
        return accounts.stream().map(account -> {
            var resource = account.resource(properties);
            var own = groups.getOrDefault(account.id(), List.of());
            if (!own.isEmpty()) {
                var list = resource.putArray("groups");
                own.forEach(g -> list.addObject().put("value", g.groupId().toString())
                        .put("$ref", properties.location("Groups", g.groupId().toString()))
                        .put("display", g.displayName()).put("type", g.direct() ? "direct" : "indirect"));
            }
            return resource;
        }).toList();
    }

    private static Outcome<ObjectNode> object(JsonNode body) {
        return body instanceof ObjectNode object
                ? Outcome.done(object)
                : Outcome.refused(ScimProblem.invalidSyntax("the body must be a JSON object"));
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Outcome<UUID> existing(String id) {
        return uuid(id).map(Outcome::done)
                .orElseGet(() -> Outcome.refused(ScimProblem.notFound("User " + id)));
    }
}
