package com.scrydon.scim.ingress.management.organisations;

import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.language.texts.Texts;
import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** Organisations: an operator makes their own exist, as often as needed, and sets its caps. */
@ApiController
@RequestMapping("/api/management/v1/organisations")
class OrganisationController {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int MAX_NAME = 200;

    private final Organisations organisations;
    private final OrganisationStore store;

    OrganisationController(Organisations organisations, OrganisationStore store) {
        this.organisations = organisations;
        this.store = store;
    }

    record Body(@Nullable String slug, @Nullable String name) {}

    record Organisation(UUID id, String slug, String name) {}

    @PutMapping("/{id}")
    Organisation put(Person person, RequestTrace trace, @PathVariable("id") UUID id, @RequestBody Body body) {
        person.require(Role.OPERATOR);
        requireOwn(person, id);
        var slug = body.slug();
        var name = body.name();
        if (slug == null || !SLUG.matcher(slug).matches()) {
            throw ApiProblemException.badRequest("slug must match " + SLUG.pattern());
        }
        if (name == null || name.isBlank() || name.length() > MAX_NAME || !Texts.storable(name)) {
            throw ApiProblemException.badRequest("name must have 1 to " + MAX_NAME + " characters");
        }
        var put = organisations.put(person, trace, id, slug, name);
        return new Organisation(put.id(), put.slug(), put.name());
    }

    /** The caps of its own; where it has none, those of the service hold. */
    @GetMapping("/{id}/caps")
    OwnCaps caps(Person person, @PathVariable("id") UUID id) {
        requireOwn(person, id);
        return store.find(id).orElseThrow(() -> ApiProblemException.notFound("there is no organisation " + id)).caps();
    }

    /** Other caps of its own, all of them: what the body leaves out is as the service has it. */
    @PutMapping("/{id}/caps")
    OwnCaps cap(Person person, RequestTrace trace, @PathVariable("id") UUID id, @RequestBody OwnCaps caps) {
        person.require(Role.OPERATOR);
        requireOwn(person, id);
        return organisations.cap(person, trace, id, caps.checked());
    }

    private static void requireOwn(Person person, UUID id) {
        if (!id.equals(person.organisationId())) {
            throw ApiProblemException.forbidden("the token is for another organisation");
        }
    }
}
