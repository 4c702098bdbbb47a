package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.ingress.scim.answers.ScimBase;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.filters.AttributeTerms;
import com.scrydon.scim.ingress.scim.members.MemberTerms;
import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.paths.AttributePath;
import com.scrydon.scim.language.sql.RowSearch;
import com.scrydon.scim.language.sql.SqlTerm;
import com.scrydon.scim.language.sql.SqlTerms;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Attributes of a Group in SQL: as they are described, and its members, who are rows. */
@Component
class GroupFilterTerms implements SqlTerms {

    /** Once for all groups, as an array, whose size no plan guesses: from the users and groups that are members. */
    private static final String PARENTS = """
            g.id in (select unnest(array(
            select distinct m.group_id from directory.account c join directory.group_member m on m.account_id = c.id
            where c.organisation_id = :organisation and {user}
            union
            select n.parent_id from directory.scim_group c join directory.group_nesting n on n.child_id = c.id
            where c.organisation_id = :organisation and {group})))""";
    private static final String HAS_MEMBERS = """
            (exists (select from directory.group_member m where m.group_id = g.id)
            or exists (select from directory.group_nesting n where n.parent_id = g.id))""";

    private static final SqlTerm.Key NAME_KEY = new SqlTerm.Key("g.name_key", "directory.name_key(%s)",
            UnaryOperator.identity());

    private final AttributeTerms terms;

    GroupFilterTerms(ScimBase base) {
        this.terms = new AttributeTerms(ResourceShapes.GROUP, "g", base.url() + "/Groups/",
                Map.of("displayName", new SqlTerm.Text("g.display_name", false, false, Optional.of(NAME_KEY)),
                        "members",
                        new SqlTerm.Rows(new Members(base.url()), SqlTerm.Rows.DERIVED)));
    }

    /** Members, by what they are themselves. */
    private record Members(String url) implements RowSearch {

        @Override
        public String any(Filter condition, Function<SqlTerms, String> compiled) {
            return PARENTS.replace("{user}", compiled.apply(MemberTerms.user(url)))
                    .replace("{group}", compiled.apply(MemberTerms.group(url)));
        }

        @Override
        public String present() {
            return HAS_MEMBERS;
        }
    }

    @Override
    public SqlTerm term(AttributePath path) {
        return terms.term(path);
    }
}
