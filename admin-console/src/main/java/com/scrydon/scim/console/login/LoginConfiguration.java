package com.scrydon.scim.console.login;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;

/** Login by form for the one local admin; CSRF protection on; nothing is loaded from elsewhere, nothing frames us. */
@Configuration(proxyBeanMethods = false)
class LoginConfiguration {

    private static final String CONTENT_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";
    private static final String LOGIN = "/login";

    @Bean
    SecurityFilterChain consoleSecurity(HttpSecurity http) {
        return http
                .authorizeHttpRequests(a -> a
                        .requestMatchers("/actuator/health/**", "/webjars/**", "/console.css", "/console.js",
                                "/favicon.svg", LOGIN, "/error")
                        .permitAll().anyRequest().authenticated())
                .formLogin(f -> f.loginPage(LOGIN).defaultSuccessUrl("/", false))
                .logout(l -> l.logoutSuccessUrl(LOGIN + "?logout"))
                // A refresh by htmx must not paste the login page into a table.
                .exceptionHandling(e -> e.defaultAuthenticationEntryPointFor((request, response, refused) -> {
                    response.setHeader("HX-Redirect", LOGIN);
                    response.setStatus(HttpStatus.UNAUTHORIZED.value());
                }, new RequestHeaderRequestMatcher("HX-Request")))
                .headers(h -> h.contentSecurityPolicy(c -> c.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    @Bean
    UserDetailsService localAdmin(LoginProperties properties) {
        return new InMemoryUserDetailsManager(
                User.withUsername(properties.user()).password(properties.passwordHash()).roles("ADMIN").build());
    }
}
