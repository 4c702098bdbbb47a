package com.scrydon.scim.console;

import com.scrydon.scim.testkit.JwtKeys;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The console on a real port. */
final class RunningConsole implements AutoCloseable {

    static final String ORGANISATION = "0198c0de-0000-7000-8000-00000000000a";

    private final ConfigurableApplicationContext application;

    private RunningConsole(ConfigurableApplicationContext application) {
        this.application = application;
    }

    /** Over plain HTTP, with cookies that go over it. */
    static RunningConsole start(StubApis apis) {
        return start(apis, "--scim.console.secure-cookies=false");
    }

    static RunningConsole start(StubApis apis, String... more) {
        var settings = Stream.of("--server.port=0", "--server.address=127.0.0.1",
                "--scim.console.management-url=" + apis.url(), "--scim.console.operations-url=" + apis.url(),
                "--scim.console.audit-url=" + apis.url(), "--scim.console.scim-url=https://scim.example.com",
                "--scim.console.organisation=" + ORGANISATION, "--scim.console.user=admin",
                "--scim.console.password-hash=" + new BCryptPasswordEncoder(4).encode("correct horse"),
                "--scim.console.signing-key-location=file:" + JwtKeys.make().privateFile());
        return new RunningConsole(SpringApplication.run(AdminConsoleApplication.class,
                Stream.concat(settings, Stream.of(more)).toArray(String[]::new)));
    }

    int port() {
        return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Sessions that the console holds now. */
    int sessions() {
        return application instanceof WebServerApplicationContext web
                && web.getWebServer() instanceof TomcatWebServer tomcat
                && tomcat.getTomcat().getHost().findChildren()[0] instanceof Context context
                        ? context.getManager().getActiveSessions()
                        : -1;
    }

    /** Sessions that are good for something: those ended by newer ones are thrown away when they are next used. */
    int liveSessions() {
        var registry = application.getBean(SessionRegistry.class);
        return registry.getAllPrincipals().stream().mapToInt(who -> registry.getAllSessions(who, false).size()).sum();
    }

    @Override
    public void close() {
        application.close();
    }
}
