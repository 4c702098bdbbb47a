package com.scrydon.scim.testkit.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.core.env.StandardEnvironment;

/** A service with its own settings files, as far as its beans are defined; none is made, so that it needs no store and no port. */
final class ServiceSettings {

    private static final String OURS = "com.scrydon.scim.";

    private final StandardEnvironment environment = new StandardEnvironment();
    private final List<Class<?>> records;

    ServiceSettings(Class<?> application) {
        // What the machine of the test says must not be on the page.
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        try (var context = new Unstarted()) {
            context.setEnvironment(environment);
            context.register(application);
            context.refresh();
            records = recordsOf(context);
        }
    }

    /** Of ours, that the service binds. */
    List<Class<?>> records() {
        return records;
    }

    /** What each file says, by the file's name. */
    Map<String, Map<String, String>> files() {
        var files = new TreeMap<String, Map<String, String>>();
        environment.getPropertySources().stream().filter(OriginTrackedMapPropertySource.class::isInstance)
                .map(OriginTrackedMapPropertySource.class::cast)
                .forEach(file -> files.put(nameOf(file), valuesOf(file)));
        return files;
    }

    private static String nameOf(OriginTrackedMapPropertySource file) {
        var path = file.getName().replaceFirst("^.*\\[", "").replaceFirst("\\].*$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Map<String, String> valuesOf(OriginTrackedMapPropertySource file) {
        var values = new TreeMap<String, String>();
        for (var name : file.getPropertyNames()) {
            values.put(name, String.valueOf(file.getProperty(name)));
        }
        return values;
    }

    /** With what it refers to. */
    String resolved(String value) {
        return environment.resolvePlaceholders(value);
    }

    private static List<Class<?>> recordsOf(Unstarted context) {
        return Arrays.stream(context.getBeanDefinitionNames()).<Class<?>>flatMap(bean -> typeOf(context, bean))
                .filter(type -> type.isRecord() && type.getName().startsWith(OURS))
                .filter(type -> BoundRecord.prefixOf(type).startsWith("scim")).distinct().toList();
    }

    private static Stream<Class<?>> typeOf(Unstarted context, String bean) {
        return Stream.ofNullable(context.getType(bean, false));
    }

    /** Ends where beans would be made. */
    private static final class Unstarted extends AnnotationConfigServletWebServerApplicationContext {

        @Override
        protected void onRefresh() {
            // no web server
        }

        @Override
        protected void registerListeners() {
            // nobody who would be told
        }

        @Override
        protected void finishBeanFactoryInitialization(ConfigurableListableBeanFactory beans) {
            // no beans
        }

        @Override
        protected void finishRefresh() {
            // nothing is started
        }
    }
}
