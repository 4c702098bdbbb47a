package com.scrydon.scim.ingress.management.teams;

import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The Group of a Team (R16). */
@ApiController
@RequestMapping("/api/management/v1/teams/{id}/group")
class TeamLinkController {

    private final TeamLinks links;

    TeamLinkController(TeamLinks links) {
        this.links = links;
    }

    record Body(@Nullable UUID groupId) {}

    @PutMapping
    TeamRow link(Person person, RequestTrace trace, @PathVariable("id") UUID id, @RequestBody Body body) {
        person.require(Role.ORG_ADMIN);
        var group = body.groupId();
        if (group == null) {
            throw ApiProblemException.badRequest("groupId must name the Group to link");
        }
        return links.link(person, trace, id, group);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(Person person, RequestTrace trace, @PathVariable("id") UUID id) {
        person.require(Role.ORG_ADMIN);
        links.unlink(person, trace, id);
    }
}
