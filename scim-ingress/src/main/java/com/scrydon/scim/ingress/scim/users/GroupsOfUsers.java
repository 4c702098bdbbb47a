package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.scim.answers.ScimBase;
import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.paths.AttributePath;
import com.scrydon.scim.language.sql.RowSearch;
import com.scrydon.scim.language.sql.SqlTerm;
import com.scrydon.scim.language.sql.SqlTerms;
import java.util.Locale;
import java.util.function.Function;

/**
 * Users by their groups, direct and through at most three nesting links. Begins at the groups, which are few: it finds
 * those that match, then the members of these, once for all users. An array has no size that a plan could guess wrong.
 */
record GroupsOfUsers(ScimBase base) implements RowSearch {

    private static final String TYPE = "type";

    private static final String MEMBER_OF = """
            a.id in (select unnest(array(
            with recursive below (id, links) as (
                select d.id, 0 from directory.scim_group d where d.organisation_id = :organisation and {condition}
                union
                select n.child_id, b.links + 1 from below b
                join directory.group_nesting n on n.parent_id = b.id where b.links < 3)
            select distinct m.account_id from below b join directory.group_member m on m.group_id = b.id)))""";
    /** Whoever is a member of a group and of one nested in it is a direct one. */
    private static final String MEMBER_OF_TYPE = """
            a.id in (select unnest(array(
            select m.account_id from directory.scim_group d join directory.group_member m on m.group_id = d.id
            where d.organisation_id = :organisation and {direct}
            union
            (with recursive below (top, id, links) as (
                select d.id, n.child_id, 1 from directory.scim_group d
                join directory.group_nesting n on n.parent_id = d.id
                where d.organisation_id = :organisation and {indirect}
                union
                select b.top, n.child_id, b.links + 1 from below b
                join directory.group_nesting n on n.parent_id = b.id where b.links < 3)
            select m.account_id from below b join directory.group_member m on m.group_id = b.id
            where not exists (select from directory.group_member d
                where d.group_id = b.top and d.account_id = m.account_id)))))""";
    private static final String MEMBER_OF_ANY = """
            exists (select from directory.group_member m where m.account_id = a.id)""";

    @Override
    public String any(Filter condition, Function<SqlTerms, String> compiled) {
        if (!mentionsType(condition)) {
            return MEMBER_OF.replace("{condition}", compiled.apply(terms("direct")));
        }
        return MEMBER_OF_TYPE.replace("{direct}", compiled.apply(terms("direct")))
                .replace("{indirect}", compiled.apply(terms("indirect")));
    }

    @Override
    public String present() {
        return MEMBER_OF_ANY;
    }

    private SqlTerms terms(String type) {
        return path -> term(path, type);
    }

    private SqlTerm term(AttributePath path, String type) {
        if (path.urn().isPresent() || path.sub().isPresent()) {
            return new SqlTerm.Unassigned();
        }
        return switch (path.name().toLowerCase(Locale.ROOT)) {
            case "value" -> new SqlTerm.Id("d.id", "");
            case "$ref" -> new SqlTerm.Id("d.id", base.url() + "/Groups/");
            case "display" -> new SqlTerm.Text("d.display_name", false, false);
            case TYPE -> new SqlTerm.Text(SqlTerm.quoted(type) + "::text", false, false);
            default -> new SqlTerm.Unassigned();
        };
    }

    private static boolean mentionsType(Filter condition) {
        return switch (condition) {
            case Filter.And(var left, var right) -> mentionsType(left) || mentionsType(right);
            case Filter.Or(var left, var right) -> mentionsType(left) || mentionsType(right);
            case Filter.Not(var inner) -> mentionsType(inner);
            case Filter.OneElement(_, var inner) -> mentionsType(inner);
            case Filter.Comparison(var path, _, _) -> path.name().equalsIgnoreCase(TYPE);
            case Filter.Present(var path) -> path.name().equalsIgnoreCase(TYPE);
        };
    }
}
