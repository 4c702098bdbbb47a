package com.scrydon.scim.ingress.management.signins;

import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.language.texts.Texts;
import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Takes reports of sign-ins at the console. A report says something of its caller's organisation only, and names the caller as its actor. */
@ApiController
@RequestMapping("/api/management/v1/console/sign-ins")
class SignInController {

    private static final int LONGEST = 100;
    private static final int MOST = 1_000_000;

    private final SignIns signIns;

    SignInController(SignIns signIns) {
        this.signIns = signIns;
    }

    record Body(@Nullable String outcome, @Nullable String name, @Nullable String address, @Nullable Integer count) {}

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(Person person, RequestTrace trace, @RequestBody Body body) {
        person.require(Role.OPERATOR);
        int count = Objects.requireNonNullElse(body.count(), 1);
        if (count < 1 || count > MOST) {
            throw ApiProblemException.badRequest("count must be 1 to " + MOST);
        }
        signIns.tell(person, trace,
                new SignIn(outcome(body.outcome()), text("name", body.name()), text("address", body.address()), count));
    }

    private static SignIn.Outcome outcome(@Nullable String word) {
        return Arrays.stream(SignIn.Outcome.values()).filter(outcome -> outcome.word().equals(word)).findFirst()
                .orElseThrow(() -> ApiProblemException.badRequest("outcome must be one of " + Arrays
                        .stream(SignIn.Outcome.values()).map(SignIn.Outcome::word).collect(Collectors.joining(", "))));
    }

    private static String text(String field, @Nullable String value) {
        var text = Objects.requireNonNullElse(value, "");
        if (text.length() > LONGEST || !Texts.storable(text)) {
            throw ApiProblemException.badRequest(field + " must have at most " + LONGEST + " characters");
        }
        return text;
    }
}
