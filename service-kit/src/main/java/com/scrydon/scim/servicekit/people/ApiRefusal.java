package com.scrydon.scim.servicekit.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * A refused call of one of the three APIs, left on the request for who tells the audit log (R31).
 *
 * @param status of the answer
 * @param detail what the caller was told
 * @param person who called; empty where no valid token said so
 */
public record ApiRefusal(int status, String detail, Optional<Person> person) {

    private static final String REFUSAL = ApiRefusal.class.getName();
    private static final String PERSON = Person.class.getName();

    public static void note(HttpServletRequest request, int status, String detail) {
        var person = request.getAttribute(PERSON) instanceof Person caller
                ? Optional.of(caller)
                : Optional.<Person>empty();
        request.setAttribute(REFUSAL, new ApiRefusal(status, detail, person));
    }

    /** Remembers who calls. */
    public static void by(HttpServletRequest request, Person person) {
        request.setAttribute(PERSON, person);
    }

    /** The refusal that answered the request, if one did. */
    public static Optional<ApiRefusal> of(HttpServletRequest request) {
        return request.getAttribute(REFUSAL) instanceof ApiRefusal refusal ? Optional.of(refusal) : Optional.empty();
    }
}
