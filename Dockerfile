# syntax=docker/dockerfile:1
# One image for all services: docker build -t rolecall .

FROM maven:3.9.16-eclipse-temurin-25-noble AS build
WORKDIR /src
COPY . .
# Tests run in CI, not here. What Maven downloads is kept between builds.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q -DskipTests -Dspotless.check.skip=true -Dmdep.analyze.skip=true -pl deploy/image -am package \
    && deploy/image/lay-out libraries /laid-out/libraries \
    && deploy/image/lay-out rolecall /laid-out/rolecall

FROM eclipse-temurin:25.0.4_7-jre-noble
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Rolecall" \
      org.opencontainers.image.description="Joiners, movers and leavers in the identity provider become access changes in CI tools" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# The same number everywhere, so that volumes and secrets can be given to it.
RUN groupadd --gid 10001 rolecall \
    && useradd --no-log-init --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin rolecall \
    && install -d -o rolecall -g rolecall -m 0700 /data \
    && install -d -m 0755 /etc/rolecall

# Kafka's broker is not among the libraries. They change seldom, our own jars with each version.
COPY --from=build /laid-out/libraries/ /opt/rolecall/
COPY --from=build /laid-out/rolecall/ /opt/rolecall/

# Classes that every start needs, parsed once: with the JVM that will read them.
RUN java -XX:ArchiveClassesAtExit=/opt/rolecall/rolecall.jsa -Xlog:cds=off -Xlog:cds+dynamic=off \
      -jar /opt/rolecall/rolecall-app.jar config example > /dev/null \
    && ln -s /opt/rolecall/bin/rolecall /usr/local/bin/rolecall

USER 10001:10001
# ./rolecall.yaml of the commands
WORKDIR /etc/rolecall
VOLUME ["/data"]
EXPOSE 8080 8081 8082
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/opt/rolecall/bin/healthy"]
ENTRYPOINT ["/opt/rolecall/bin/rolecall"]
CMD ["--help"]
