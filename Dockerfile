# Builds Rollcall and leaves a small image that runs it as an unprivileged user.
#   docker build -t rollcall .
#   docker run -p 8080:8080 -e ROLLCALL_DATABASE_URL=jdbc:mariadb://db/rollcall \
#     -e ROLLCALL_DATABASE_PASSWORD=... -e ROLLCALL_PUBLIC_URL=https://example.com rollcall
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml ./
COPY sql sql
COPY extensions extensions
COPY server server
# The embedded database is for trials on a developer's machine; the image uses a MariaDB of yours.
RUN mvn -B -ntp -q package -DskipTests && rm -r server/target/rollcall/lib/embedded

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /opt/rollcall rollcall
COPY --from=build /src/server/target/rollcall /opt/rollcall
USER 10001
EXPOSE 8080
ENTRYPOINT ["/opt/rollcall/bin/rollcall"]
