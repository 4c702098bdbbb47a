package com.scrydon.scim.ingress.scim.groups;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.TestPostgres;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** R14c, R16, over all code points: names of Groups and Teams are one whatever their case, composition and blanks. */
class NameKeyTests {

    private final JdbcClient owner = JdbcClient.create(TestPostgres.database().owner());

    private List<String> different(String form) {
        return owner.sql("""
                select to_hex(n) from generate_series(1, 1114111) n cross join lateral (
                    select case when n not between 55296 and 57343 then chr(n) else '' end as t)
                where unicode_assigned(t) and directory.name_key(%s) <> directory.name_key(t) order by n
                """.formatted(form)).query(String.class).list();
    }

    @Test
    void r14c_formsOfOneCharacterHaveOneKey() {
        assertThat(different("normalize(t, NFD)")).isEmpty();
        assertThat(different("directory.name_key(t)")).as("the key of the key").isEmpty();
        // The dotless i is a letter of its own, which only its capital forgets.
        assertThat(different("upper(t collate pg_unicode_fast)")).containsExactly("131");
        assertThat(different("e'\\u3000' || t || e'\\u00a0'")).isEmpty();
    }
}
