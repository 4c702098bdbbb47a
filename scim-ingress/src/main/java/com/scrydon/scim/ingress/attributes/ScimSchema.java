package com.scrydon.scim.ingress.attributes;

import static com.scrydon.scim.ingress.attributes.Attribute.bool;
import static com.scrydon.scim.ingress.attributes.Attribute.complex;
import static com.scrydon.scim.ingress.attributes.Attribute.exact;
import static com.scrydon.scim.ingress.attributes.Attribute.string;
import static com.scrydon.scim.ingress.attributes.Attribute.valueList;

import com.scrydon.scim.ingress.attributes.Attribute.Mutability;
import java.util.List;
import java.util.Optional;

/**
 * A SCIM schema: the User core and enterprise extension, the Group (RFC 7643 §4). Adding an attribute is one line here.
 *
 * @param urn id of the schema
 * @param name readable name
 * @param attributes all of them
 */
public record ScimSchema(String urn, String name, List<Attribute> attributes) {

    public static final ScimSchema USER = new ScimSchema("urn:ietf:params:scim:schemas:core:2.0:User", "User",
            List.of(string("userName").mandatory().unique().with(Mutability.IMMUTABLE),
                    complex("name", string("formatted"), string("familyName"), string("givenName"),
                            string("middleName"), string("honorificPrefix"), string("honorificSuffix")),
                    string("displayName"), string("nickName"), string("profileUrl"), string("title"),
                    string("userType"), string("preferredLanguage"), string("locale"), string("timezone"),
                    bool("active"), string("password").with(Mutability.WRITE_ONLY),
                    valueList("emails").with(Mutability.IMMUTABLE), valueList("phoneNumbers"), valueList("ims"),
                    valueList("photos"),
                    complex("addresses", string("formatted"), string("streetAddress"), string("locality"),
                            string("region"), string("postalCode"), string("country"), string("type"),
                            bool("primary")).many(),
                    complex("groups", exact("value"), string("$ref"), string("display"), string("type")).many()
                            .with(Mutability.READ_ONLY),
                    valueList("entitlements"), valueList("roles"), valueList("x509Certificates")));

    public static final ScimSchema ENTERPRISE = new ScimSchema(
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "EnterpriseUser",
            List.of(string("employeeNumber"), string("costCenter"), string("organization"), string("division"),
                    string("department"), complex("manager", exact("value"), string("$ref"),
                            string("displayName").with(Mutability.READ_ONLY))));

    public static final ScimSchema GROUP = new ScimSchema("urn:ietf:params:scim:schemas:core:2.0:Group", "Group",
            List.of(string("displayName").mandatory().unique(),
                    complex("members", exact("value").with(Mutability.IMMUTABLE),
                            string("$ref").with(Mutability.IMMUTABLE), string("type").with(Mutability.IMMUTABLE),
                            string("display").with(Mutability.READ_ONLY)).many()));

    /** Common to all resources (RFC 7643 §3.1). */
    static final Attribute EXTERNAL_ID = exact("externalId");

    public ScimSchema {
        attributes = List.copyOf(attributes);
    }

    public Optional<Attribute> attribute(String anyCase) {
        if (EXTERNAL_ID.name().equalsIgnoreCase(anyCase)) {
            return Optional.of(EXTERNAL_ID);
        }
        return attributes.stream().filter(a -> a.name().equalsIgnoreCase(anyCase)).findFirst();
    }
}
