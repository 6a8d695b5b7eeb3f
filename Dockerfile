# One image for every Sekat command: docker build -t sekat:0.1.0 .
FROM eclipse-temurin:17.0.19_10-jdk-noble AS build
# Options of Maven, which reads them itself: --build-arg MAVEN_ARGS=-Pconfluent
ARG MAVEN_ARGS
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -DskipTests -Dspotless.check.skip=true package

FROM eclipse-temurin:17.0.19_10-jre-noble
RUN groupadd --system --gid 10001 sekat \
    && useradd --system --uid 10001 --gid sekat --no-create-home --shell /usr/sbin/nologin sekat \
    && install -d -o sekat -g sekat /var/lib/sekat
COPY --from=build /src/sandbox/target/lib/ /opt/sekat/lib/
USER sekat
WORKDIR /var/lib/sekat
# The collector can be replaced: two cannot be named (docs/performance.md)
ENV SEKAT_STATE_DIR=/var/lib/sekat/state JDK_JAVA_OPTIONS=-XX:+UseParallelGC
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-Dfile.encoding=UTF-8", "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", "/opt/sekat/lib/*", "io.sekat.sandbox.Sekat"]
CMD ["--help"]
