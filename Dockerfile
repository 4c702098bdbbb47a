# One image per service from one build: docker build --target run --build-arg SERVICE=scim-ingress .
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
# The registry that local-stack unpacks is not needed here; the rest is built as everywhere, tests run in CI.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -Dmaven.test.skip -Dspotless.check.skip -pl scim-ingress,provisioning-worker,audit-sink,admin-console,scimctl -am package
RUN for service in scim-ingress provisioning-worker audit-sink admin-console scimctl; do \
        java -Djarmode=tools -jar "$service"/target/*-service.jar extract --destination "/opt/$service" && \
        mv "/opt/$service"/*-service.jar "/opt/$service/service.jar" || exit 1; \
    done

FROM eclipse-temurin:25-jre AS run
ARG SERVICE
# A named volume takes over the owner of the folder that it covers.
RUN useradd --system --uid 10001 --no-create-home scim && install -d -o scim /var/lib/scim
# Libraries change rarely and lie in a layer of their own.
COPY --from=build /opt/${SERVICE}/lib /opt/scim/lib
COPY --from=build /opt/${SERVICE}/service.jar /opt/scim/service.jar
WORKDIR /opt/scim
USER scim
# Without memory it ends (status 3), and is started again.
ENV JAVA_TOOL_OPTIONS="-XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC -XX:MaxRAMPercentage=60 -Dorg.apache.avro.SERIALIZABLE_PACKAGES=com.scrydon.scim"
EXPOSE 8080
# exec form: signals reach the JVM, which shuts down in order.
ENTRYPOINT ["java", "-jar", "service.jar"]
