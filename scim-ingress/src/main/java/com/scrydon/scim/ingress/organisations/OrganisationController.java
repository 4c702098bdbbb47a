package com.scrydon.scim.ingress.organisations;

import com.scrydon.scim.apiaccess.ApiController;
import com.scrydon.scim.apiaccess.ApiProblemException;
import com.scrydon.scim.apiaccess.Person;
import com.scrydon.scim.apiaccess.Role;
import com.scrydon.scim.ingress.changes.ManagementTransactions;
import com.scrydon.scim.ingress.wire.Texts;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** Organisations: an operator makes their own exist, as often as needed. */
@ApiController
@RequestMapping("/api/management/v1/organisations")
class OrganisationController {

    private static final String PUT = """
            insert into directory.organisation (id, slug, name) values (:id, :slug, :name)
            on conflict (id) do update set slug = excluded.slug, name = excluded.name
            """;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int MAX_NAME = 200;

    private final JdbcClient jdbc;
    private final ManagementTransactions transactions;

    OrganisationController(JdbcClient jdbc, ManagementTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    record Body(@Nullable String slug, @Nullable String name) {}

    record Organisation(UUID id, String slug, String name) {}

    @PutMapping("/{id}")
    Organisation put(Person person, @PathVariable("id") UUID id, @RequestBody Body body) {
        person.require(Role.OPERATOR);
        if (!id.equals(person.organisationId())) {
            throw ApiProblemException.forbidden("the token is for another organisation");
        }
        var slug = body.slug();
        var name = body.name();
        if (slug == null || !SLUG.matcher(slug).matches()) {
            throw ApiProblemException.badRequest("slug must match " + SLUG.pattern());
        }
        if (name == null || name.isBlank() || name.length() > MAX_NAME || !Texts.storable(name)) {
            throw ApiProblemException.badRequest("name must have 1 to " + MAX_NAME + " characters");
        }
        return transactions.run(() -> {
            jdbc.sql(PUT).param("id", id).param("slug", slug).param("name", name).update();
            return new Organisation(id, slug, name);
        });
    }
}
