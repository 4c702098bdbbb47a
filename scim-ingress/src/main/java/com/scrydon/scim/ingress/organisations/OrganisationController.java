package com.scrydon.scim.ingress.organisations;

import com.scrydon.scim.apiaccess.ApiController;
import com.scrydon.scim.apiaccess.ApiProblemException;
import com.scrydon.scim.apiaccess.Person;
import com.scrydon.scim.apiaccess.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** Organisations, made or renamed by operators under the id that their token names. */
@ApiController
@RequestMapping("/api/management/v1/organisations")
class OrganisationController {

    private static final String PUT = """
            insert into directory.organisation (id, slug, name) values (:id, :slug, :name)
            on conflict (id) do update set slug = excluded.slug, name = excluded.name
            """;
    private static final String SLUG = "[a-z0-9][a-z0-9-]{0,62}";

    private final JdbcClient jdbc;

    OrganisationController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an operator asks for. */
    record Request(@Nullable String slug, @Nullable String name) {}

    /** An organisation. */
    record Organisation(UUID id, String slug, String name) {}

    @PutMapping("/{id}")
    Organisation put(@PathVariable UUID id, @RequestBody Request request, Person person) {
        person.require(Role.OPERATOR);
        if (!person.organisationId().equals(id)) {
            throw ApiProblemException.notFound("no such organisation");
        }
        var slug = request.slug();
        var name = request.name();
        if (slug == null || !slug.matches(SLUG) || name == null || name.isBlank()) {
            throw ApiProblemException.badRequest("slug must match " + SLUG + " and name must not be empty");
        }
        try {
            jdbc.sql(PUT).param("id", id).param("slug", slug).param("name", name).update();
        } catch (DuplicateKeyException _) {
            throw ApiProblemException.conflict("slug " + slug + " is taken");
        }
        return new Organisation(id, slug, name);
    }
}
