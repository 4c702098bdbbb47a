package com.scrydon.scim.ingress.scim.attributes;

import static com.scrydon.scim.ingress.scim.attributes.Attribute.complex;
import static com.scrydon.scim.ingress.scim.attributes.Attribute.flag;
import static com.scrydon.scim.ingress.scim.attributes.Attribute.text;

import com.scrydon.scim.schemas.ScimUrns;
import java.util.List;

/** Attributes of Users (RFC 7643 §4.1, §4.3). Another attribute is one more line here. */
final class UserAttributes {

    static final AttributeSchema CORE = new AttributeSchema(ScimUrns.USER, "User", "User account", List.of(
            text("userName", "Name by which the user signs in; unchangeable while the user is active").needed()
                    .with(Mutability.IMMUTABLE).unique().in("user_name"),
            complex("name", "Parts of the name", text("formatted", "Whole name"), text("familyName", "Family name"),
                    text("givenName", "Given name"), text("middleName", "Middle name"),
                    text("honorificPrefix", "Title before the name"), text("honorificSuffix", "Suffix of the name")),
            text("displayName", "Name to show"), text("nickName", "Casual name"),
            Attribute.of("profileUrl", AttributeType.REFERENCE, "Page about the user").referringTo("external"),
            text("title", "Job title"), text("userType", "Relationship to the organisation"),
            text("preferredLanguage", "Language, as in Accept-Language"), text("locale", "Locale"),
            text("timezone", "Time zone, as in the Olson database"),
            flag("active", "Whether the user may use the product").in("active"),
            text("password", "Accepted and dropped; never stored or returned").with(Mutability.WRITE_ONLY)
                    .with(Returned.NEVER),
            values("emails", "E-mail addresses; the primary one is unchangeable while the user is active", "work",
                    "home", "other").needed().with(Mutability.IMMUTABLE),
            values("phoneNumbers", "Phone numbers", "work", "home", "mobile", "fax", "pager", "other"),
            values("ims", "Instant messaging addresses", "aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"),
            complex("photos", "Pictures",
                    Attribute.of("value", AttributeType.REFERENCE, "URL").exact().referringTo("external"),
                    text("display", "Name to show"), text("type", "Kind").suggesting("photo", "thumbnail"),
                    flag("primary", "Whether it is the preferred one")).multiple(),
            complex("addresses", "Postal addresses", text("formatted", "Whole address"),
                    text("streetAddress", "Street"), text("locality", "City"), text("region", "State"),
                    text("postalCode", "Postal code"), text("country", "Country, ISO 3166-1 alpha-2"),
                    text("type", "Kind").suggesting("work", "home", "other"),
                    flag("primary", "Whether it is the preferred one")).multiple(),
            complex("groups", "Groups of the user, direct and indirect", text("value", "Id of the Group").exact(),
                    Attribute.of("$ref", AttributeType.REFERENCE, "URL of the Group").referringTo("Group"),
                    text("display", "Name of the Group"), text("type", "Kind").suggesting("direct", "indirect"))
                    .multiple().with(Mutability.READ_ONLY),
            values("entitlements", "Entitlements"), values("roles", "Roles"),
            complex("x509Certificates", "Certificates",
                    Attribute.of("value", AttributeType.BINARY, "DER, base64").exact(),
                    text("display", "Name to show"), text("type", "Kind"),
                    flag("primary", "Whether it is the preferred one")).multiple()));

    static final AttributeSchema ENTERPRISE = new AttributeSchema(ScimUrns.ENTERPRISE_USER, "EnterpriseUser",
            "Enterprise User", List.of(text("employeeNumber", "Number given by the organisation"),
                    text("costCenter", "Cost centre"), text("organization", "Organisation"),
                    text("division", "Division"), text("department", "Department"),
                    complex("manager", "Manager", text("value", "Id of the manager").exact(),
                            Attribute.of("$ref", AttributeType.REFERENCE, "URL of the manager").referringTo("User"),
                            text("displayName", "Name of the manager"))));

    private UserAttributes() {}

    private static Attribute values(String name, String description, String... types) {
        return complex(name, description, text("value", "Value"), text("display", "Name to show"),
                text("type", "Kind").suggesting(types), flag("primary", "Whether it is the preferred one")).multiple();
    }
}
