package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.scim.answers.ScimBase;
import com.scrydon.scim.ingress.scim.attributes.Attribute;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.filters.AttributeTerms;
import com.scrydon.scim.language.paths.AttributePath;
import com.scrydon.scim.language.sql.SqlTerm;
import com.scrydon.scim.language.sql.SqlTerms;
import com.scrydon.scim.schemas.IdentityKey;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Attributes of a User in SQL: as they are described, and what follows from other columns and tables. */
@Component
class UserFilterTerms implements SqlTerms {

    /** An account made in Scrydon shows its e-mail in the form of SCIM. */
    private static final String EMAILS = """
            coalesce(a.attributes -> 'emails', \
            jsonb_build_array(jsonb_build_object('value', a.email, 'type', 'work', 'primary', true)))""";
    private static final SqlTerm.Key USER_NAME_KEY = new SqlTerm.Key("a.user_name_key", "%s", IdentityKey::userName);
    private final AttributeTerms terms;

    UserFilterTerms(ScimBase base) {
        var emails = ResourceShapes.USER.base().attribute(Emails.NAME).orElseThrow();
        this.terms = new AttributeTerms(ResourceShapes.USER, "a", base.url() + "/Users/", Map.of(
                "userName", new SqlTerm.Text("a.user_name", false, false, Optional.of(USER_NAME_KEY)),
                Emails.NAME, AttributeTerms.elements(EMAILS, emails),
                "groups", new SqlTerm.Rows(new GroupsOfUsers(base), SqlTerm.Rows.DERIVED)));
    }

    @Override
    public SqlTerm term(AttributePath path) {
        return terms.term(path);
    }

    @Override
    public Optional<String> indexOfValues(AttributePath path, String value, UnaryOperator<String> placed) {
        return ResourceShapes.USER.find(path).map(found -> found.attribute()).map(Attribute::name)
                .filter(Emails.NAME::equals)
                .map(_ -> emailIndex(placed.apply(IdentityKey.email(value)), placed.apply(value)));
    }
    /** The account's own e-mail has its index; whoever has several has another one for all of them. */
    private static String emailIndex(String key, String value) {
        return "(a.email_key = " + key + " or a.several_emails @> jsonb_build_array(lower(" + value + ")))";
    }
}
