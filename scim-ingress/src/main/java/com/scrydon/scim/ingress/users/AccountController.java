package com.scrydon.scim.ingress.users;

import com.scrydon.scim.apiaccess.ApiController;
import com.scrydon.scim.apiaccess.ApiProblemException;
import com.scrydon.scim.apiaccess.Person;
import com.scrydon.scim.apiaccess.Role;
import com.scrydon.scim.ingress.wire.ManagementCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Accounts for the management API: made natively, listed with how they are managed (R37). */
@ApiController
@RequestMapping("/api/management/v1/accounts")
class AccountController {

    private static final int MAX_COUNT = 1_000;
    private static final int MAX_TEXT = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String SELECT = """
            select id, email, coalesce(attributes->>'displayName', user_name) as display_name, user_name, kind, active,
                linked, created_at
            from directory.account where organisation_id = :organisation
            """;
    private static final String FIND = SELECT + " and id = :id";
    private static final String LIST = SELECT + """
             and id > :after and (:kind::text is null or kind = :kind)
            and (:search = '' or strpos(lower(email), :search) > 0
                or strpos(lower(coalesce(attributes->>'displayName', '')), :search) > 0)
            order by id limit :limit
            """;

    private final NativeAccounts accounts;
    private final JdbcClient jdbc;

    AccountController(NativeAccounts accounts, JdbcClient jdbc) {
        this.accounts = accounts;
        this.jdbc = jdbc;
    }

    /** What an org admin asks for. */
    record Request(@Nullable String email, @Nullable String displayName, @Nullable String kind) {}

    /** An account as listed. */
    record Listed(UUID id, String email, String displayName, String userName, String kind, boolean active,
            boolean linked, Instant createdAt) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, UUID> create(@RequestBody Request request, Person person, HttpServletRequest http) {
        person.require(Role.ORG_ADMIN);
        var email = request.email();
        if (email == null || !email.contains("@") || email.length() > MAX_TEXT) {
            throw ApiProblemException.badRequest("email must be an address");
        }
        var kind = request.kind() == null ? "person" : request.kind();
        if (!kind.equals("person") && !kind.equals("service")) {
            throw ApiProblemException.badRequest("kind must be person or service");
        }
        var name = request.displayName() == null ? email : request.displayName();
        return Map.of("id", accounts.invite(ManagementCaller.of(person, http), email, name, kind));
    }

    @GetMapping("/{id}")
    Listed get(@PathVariable UUID id, Person person) {
        person.require(Role.ORG_ADMIN, Role.AUDITOR, Role.OPERATOR);
        return jdbc.sql(FIND).param("organisation", person.organisationId()).param("id", id)
                .query((row, _) -> listed(row)).optional()
                .orElseThrow(() -> ApiProblemException.notFound("no such account"));
    }

    @GetMapping
    Map<String, Object> list(@RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String kind, @RequestParam(defaultValue = "100") int count,
            @RequestParam(defaultValue = "") String cursor, Person person) {
        person.require(Role.ORG_ADMIN, Role.AUDITOR, Role.OPERATOR);
        int limit = Math.clamp(count, 1, MAX_COUNT);
        var found = jdbc.sql(LIST).param("organisation", person.organisationId()).param("after", after(cursor))
                .param("kind", kind).param("search", search.toLowerCase(java.util.Locale.ROOT)).param("limit", limit)
                .query((row, _) -> listed(row)).list();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("accounts", found);
        if (found.size() == limit) {
            page.put("nextCursor", found.getLast().id().toString());
        }
        return page;
    }

    private static UUID after(String cursor) {
        try {
            return cursor.isEmpty() ? BEFORE_ALL : UUID.fromString(cursor);
        } catch (IllegalArgumentException _) {
            throw ApiProblemException.badRequest("cursor is not one of ours");
        }
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(row.getObject("id", UUID.class), row.getString("email"), row.getString("display_name"),
                row.getString("user_name"), row.getString("kind"), row.getBoolean("active"),
                row.getBoolean("linked"), row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
