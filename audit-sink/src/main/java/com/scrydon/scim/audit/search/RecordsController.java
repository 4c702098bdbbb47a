package com.scrydon.scim.audit.search;

import com.scrydon.scim.eventlog.failures.StoreFailure;
import com.scrydon.scim.language.sql.SqlCondition;
import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code GET /audit/v1/records}: an organisation's records, newest first, filtered and paged (R32). */
@ApiController
class RecordsController {

    private static final String DEFAULT_COUNT = "50";
    private static final int MAX_COUNT = 500;

    private final RecordSearch search;

    RecordsController(RecordSearch search) {
        this.search = search;
    }

    @GetMapping("/audit/v1/records")
    AuditPage records(Person person, @RequestParam("filter") Optional<String> filter,
            @RequestParam(name = "count", defaultValue = DEFAULT_COUNT) int count,
            @RequestParam("cursor") Optional<String> cursor) {
        person.require(Role.AUDITOR, Role.ORG_ADMIN);
        if (count < 1 || count > MAX_COUNT) {
            throw ApiProblemException.badRequest("count must be 1 to " + MAX_COUNT + ", not " + count);
        }
        var from = cursor.filter(c -> !c.isEmpty()).map(RecordsController::decode).orElse(Cursor.NEWEST);
        var condition = filter.filter(f -> !f.isBlank()).map(RecordFilters::compile).orElse(SqlCondition.ALL);
        try {
            return search.page(person.organisationId(), condition, from, count);
        } catch (DataAccessException e) {
            // Without a filter it is Postgres that is busy: 503.
            if (!(StoreFailure.of(e) instanceof StoreFailure.TooSlow) || filter.filter(f -> !f.isBlank()).isEmpty()) {
                throw e;
            }
            throw ApiProblemException.badRequest("the filter takes too long to work out; bound it by occurredAt");
        }
    }

    private static Cursor decode(String cursor) {
        return Cursor.decode(cursor).orElseThrow(
                () -> ApiProblemException.badRequest("cursor is none that this service gave; start without one"));
    }
}
