package com.scrydon.scim.servicekit;

import com.scrydon.scim.servicekit.people.ApiRefusal;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.PersonClaims;
import com.scrydon.scim.servicekit.people.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the {@link Person} of the request's token, who has some role; which one, they say. */
final class PersonArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Person.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        var person = person();
        var called = request.getNativeRequest(HttpServletRequest.class);
        if (called != null) {
            ApiRefusal.by(called, person);
        }
        // An issuer may have many people who have no business here: reading takes a role too, on every endpoint (R37).
        person.require(Role.values());
        return person;
    }

    /** Who makes the running call; empty where Spring Security let in nobody. */
    static Optional<Person> authenticated() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Jwt jwt) {
            return Optional.of(PersonClaims.read(jwt));
        }
        return authentication != null && authentication.getPrincipal() instanceof Person holder
                ? Optional.of(holder)
                : Optional.empty();
    }

    private static Person person() {
        return authenticated().orElseThrow(() -> new IllegalStateException(
                "a Person is known only below " + String.join(", ", ApiAccessConfiguration.PATHS)));
    }
}
