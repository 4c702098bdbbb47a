package com.scrydon.scim.console.login;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;

/**
 * Login by form for the one local admin; CSRF protection on; nothing is loaded from elsewhere, nothing frames us. Whoever is not signed in
 * costs no memory: no session, no saved request; what they need to come back to is in the address of the login page (R28c).
 */
@Configuration(proxyBeanMethods = false)
class LoginConfiguration {

    private static final String CONTENT_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";
    private static final String CSRF_COOKIE = "SCRYDON_CONSOLE_CSRF";
    /** Of one admin at once; one more ends the oldest. */
    private static final int MOST_SESSIONS = 16;

    @Bean
    SecurityFilterChain consoleSecurity(HttpSecurity http, LoginProperties properties, LoginThrottle throttle,
            SignIns reports, SessionRegistry sessions) {
        var outcome = new LoginOutcome(throttle, reports);
        return http
                .authorizeHttpRequests(a -> a
                        .requestMatchers("/actuator/health/**", "/webjars/**", "/console.css", "/console.js",
                                "/favicon.svg", LoginPage.PATH, LoginPage.THROTTLED, "/error")
                        .permitAll().anyRequest().authenticated())
                .formLogin(f -> f.loginPage(LoginPage.PATH).successHandler(outcome).failureHandler(outcome))
                .addFilterBefore(new LoginThrottleFilter(throttle, reports), UsernamePasswordAuthenticationFilter.class)
                .logout(l -> l.addLogoutHandler(new HeaderWriterLogoutHandler(
                        new ClearSiteDataHeaderWriter(Directive.CACHE, Directive.STORAGE)))
                        .logoutSuccessHandler((request, response, who) -> LoginPage.redirect(response,
                                LoginPage.PATH + "?logout")))
                .requestCache(c -> c.disable())
                .csrf(c -> c.csrfTokenRepository(csrfTokens(properties)))
                .sessionManagement(s -> s.maximumSessions(MOST_SESSIONS).sessionRegistry(sessions))
                // A refresh by htmx must not paste the login page into a table.
                .exceptionHandling(e -> e.defaultAuthenticationEntryPointFor((request, response, refused) -> {
                    response.setHeader("HX-Redirect", LoginPage.PATH);
                    response.setStatus(HttpStatus.UNAUTHORIZED.value());
                }, new RequestHeaderRequestMatcher("HX-Request"))
                        .defaultAuthenticationEntryPointFor(
                                (request, response, refused) -> LoginPage.redirect(response, LoginPage.before(request)),
                                request -> true))
                .headers(h -> h.contentSecurityPolicy(c -> c.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    /** In a cookie, since a session for whoever looks at the login page would be memory for strangers. */
    private static CookieCsrfTokenRepository csrfTokens(LoginProperties properties) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(CSRF_COOKIE);
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Strict").secure(properties.secureCookies()));
        return tokens;
    }

    @Bean
    SessionRegistry sessions() {
        return new SessionRegistryImpl();
    }

    /** Tells the bound on sessions which have ended. */
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    @Bean
    LoginThrottle loginThrottle(Clock clock) {
        return new LoginThrottle(clock);
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
