package com.scrydon.scim.ingress.scim.problems;

import com.scrydon.scim.schemas.ScimUrns;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Refusals that a request met, noted on it where they are answered, and read when it is done. */
public final class RefusalNotes {

    private static final String ATTRIBUTE = RefusalNotes.class.getName();

    private RefusalNotes() {}

    /** Notes that the running request is refused. */
    public static void note(ScimProblem problem) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes running) {
            note(running.getRequest(), problem);
        }
    }

    /** Notes that a request is refused, for filters that answer it themselves. */
    public static void note(HttpServletRequest request, ScimProblem problem) {
        add(request, request.getMethod(), request.getServletPath(), problem);
    }

    /** Notes that an operation of the running bulk request is refused. */
    public static void noteOperation(String method, String path, ScimProblem problem) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes running) {
            add(running.getRequest(), method, ScimUrns.BASE_PATH + ScimPath.belowBase(path), problem);
        }
    }

    private static void add(HttpServletRequest request, String method, String path, ScimProblem problem) {
        if (RefusalNote.concernsAccess(problem)) {
            var notes = new ArrayList<>(of(request));
            notes.add(RefusalNote.of(method, path, problem));
            request.setAttribute(ATTRIBUTE, notes);
        }
    }

    /** All that were noted, oldest first. */
    public static List<RefusalNote> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof List<?> notes
                ? notes.stream().filter(RefusalNote.class::isInstance).map(RefusalNote.class::cast).toList()
                : List.of();
    }
}
