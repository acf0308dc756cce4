# Builds Rollcall and leaves a small image that runs it as an unprivileged user on a read-only file system.
# docs/docker.md says how to run it. The target "trial" has a database of its own:  docker build --target trial -t rollcall:trial .

# A Java runtime of the modules that a server may need, made of the JDK that builds.
FROM maven:3-eclipse-temurin-25 AS java
RUN jlink --output /jre --no-header-files --no-man-pages --compress=zip-6 \
      --add-modules java.se,jdk.unsupported,jdk.management,jdk.crypto.ec,jdk.crypto.cryptoki,jdk.localedata,jdk.naming.dns,jdk.zipfs,jdk.jfr,jdk.jcmd \
      --include-locales=en

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml ./
COPY sql sql
COPY extensions extensions
COPY server server
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -q package -DskipTests -Dspotless.check.skip
# Apart, so that a change of Rollcall leaves the layer of its libraries as it is.
RUN rm -rf server/target/rollcall/lib/embedded && mkdir /own && mv server/target/rollcall/lib/rollcall-*.jar /own

FROM debian:12-slim AS runtime
RUN groupadd --gid 10001 rollcall && useradd --uid 10001 --gid 10001 --home-dir /opt/rollcall --no-create-home rollcall
COPY --from=java /jre /opt/java
COPY --from=build /src/server/target/rollcall/lib /opt/rollcall/lib
COPY --from=build /own /opt/rollcall/lib
COPY --from=build /src/server/target/rollcall/bin /opt/rollcall/bin
COPY --from=build /src/server/target/rollcall/THIRD-PARTY.txt /opt/rollcall/
ENV JAVA_HOME=/opt/java \
    PATH=/opt/rollcall/bin:$PATH \
    ROLLCALL_JAVA_OPTS="-XX:MaxRAMPercentage=70" \
    ROLLCALL_OPS_PORT=8081
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s CMD ["/opt/rollcall/bin/health"]
ENTRYPOINT ["/opt/rollcall/bin/rollcall"]

FROM runtime AS with-database
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends mariadb-server-core mariadb-client-core \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/*
RUN install -d -o rollcall -g rollcall /data

# The class cache fits this runtime and these jars only, so it is made by them.
FROM with-database AS cache
RUN make-cache

FROM with-database AS trial
COPY --from=cache /opt/rollcall/cache /opt/rollcall/cache
ENV ROLLCALL_DATA_DIR=/data
VOLUME /data
USER 10001:10001

FROM runtime
COPY --from=cache /opt/rollcall/cache /opt/rollcall/cache
USER 10001:10001
