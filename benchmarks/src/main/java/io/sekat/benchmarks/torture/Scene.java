package io.sekat.benchmarks.torture;

import io.sekat.benchmarks.torture.Member.Role;
import io.sekat.benchmarks.torture.Member.Running;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.sandbox.BrokerCluster;
import io.sekat.sandbox.BrokerNode;
import io.sekat.sandbox.ChildJvm;
import io.sekat.sandbox.EmbeddedBroker;
import io.sekat.sandbox.EmbeddedDatabase;
import io.sekat.sandbox.EmbeddedRegistry;
import io.sekat.sandbox.Ports;
import io.sekat.sandbox.Sekat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The system under torture: three brokers that are controllers too, a registry, instances of the Streams application and
 * agents, each a process of its own, and all links between them.
 */
final class Scene implements AutoCloseable {
    private static final String REGISTRY = "registry";
    private static final String DATABASE = "database";
    private static final String LINKS = "LINKS";
    /** Who may connect to the embedded database, and its name. */
    private static final String DATABASE_USER = "sekat";

    private final Path folder;
    private final Set<FaultKind> kinds;
    private final Plan plan;
    private final Network network;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Disk> disks = new TreeMap<>();
    private final Map<String, Clock> clocks = new TreeMap<>();
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final BrokerCluster cluster = BrokerCluster.ofSize(Plan.BROKERS);
    private final Map<Integer, Integer> linkPorts = new TreeMap<>();
    private final int registryPort = Ports.anyFree();
    private final int databasePort = Ports.anyFree();
    private final Processes processes = new Processes();

    /**
     * Prepares it; nothing runs yet.
     *
     * @param kinds the faults that it must be made ready for
     */
    Scene(Path folder, Set<FaultKind> kinds, Plan plan) throws IOException {
        this.folder = folder;
        this.kinds = kinds;
        this.plan = plan;
        this.network = new Network(folder);
        closing.push(network);
        cluster.nodes().forEach(node -> {
            linkPorts.put(node.id(), Ports.anyFree());
            network.server(broker(node), linkPorts.get(node.id()), node.controllerPort());
        });
        network.server(REGISTRY, registryPort);
        network.server(DATABASE, databasePort);
        for (BrokerNode node : cluster.nodes()) {
            addBroker(node);
        }
        add(new Member(REGISTRY, Role.REGISTRY, this::startRegistry));
        for (int instance = 1; instance <= plan.instances(); instance++) {
            addInstance("streams-" + instance);
        }
    }

    private static String broker(BrokerNode node) {
        return "broker-" + node.id();
    }

    private void add(Member member) {
        members.put(member.name(), member);
    }

    private void addBroker(BrokerNode node) throws IOException {
        String name = broker(node);
        Path hosts = network.caller(name);
        mayBeDisk(name, folder.resolve(name), plan.brokerDiskMegabytes());
        add(new Member(name, Role.BROKER, () -> {
            EmbeddedBroker broker = EmbeddedBroker.launch(
                    folder,
                    node,
                    settingsOf(node),
                    List.of(
                            "-Xms64m",
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:-UseG1GC",
                            "-Djdk.net.hosts.file=" + hosts));
            return processes.noted(new Running() {
                @Override
                public ProcessHandle process() {
                    return broker.process();
                }

                @Override
                public void kill() {
                    broker.kill();
                }

                @Override
                public void stop() {
                    broker.close();
                }
            });
        }));
    }

    /** Every broker is reached by its links, but by us, who look on, at its own port. */
    private BrokerCluster settingsOf(BrokerNode node) {
        int links = linkPorts.getOrDefault(node.id(), 0);
        String host = Network.host(broker(node));
        return cluster.with(
                        "controller.quorum.voters",
                        cluster.nodes().stream()
                                .map(any -> any.id() + "@" + Network.host(broker(any)) + ":" + any.controllerPort())
                                .collect(Collectors.joining(",")))
                .with(
                        "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT," + LINKS + ":PLAINTEXT,CONTROLLER:PLAINTEXT")
                .with("inter.broker.listener.name", LINKS)
                .with(
                        "listeners",
                        "PLAINTEXT://%s,%s://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                .formatted(node.address(), LINKS, links, node.controllerPort()))
                .with(
                        "advertised.listeners",
                        "PLAINTEXT://%s,%s://%s:%d,CONTROLLER://%s:%d"
                                .formatted(node.address(), LINKS, host, links, host, node.controllerPort()))
                .with("replica.lag.time.max.ms", "6000")
                .with("num.network.threads", "2")
                .with("num.io.threads", "4");
    }

    private Running startRegistry() {
        EmbeddedRegistry registry = EmbeddedRegistry.start(folder, registryPort);
        return processes.noted(new Running() {
            @Override
            public ProcessHandle process() {
                return registry.process();
            }

            @Override
            public void kill() {
                registry.kill();
            }

            @Override
            public void stop() {
                registry.close();
            }
        });
    }

    private void addInstance(String name) throws IOException {
        Path hosts = network.caller(name);
        Path home = folder.resolve(name);
        mayBeDisk(name, home, plan.instanceDiskMegabytes());
        Map<String, String> environment = new TreeMap<>(Map.of(
                "SEKAT_LOG_LEVEL",
                "INFO",
                "SEKAT_HOLD_FOR",
                Cast.HOLD_FOR.toSeconds() + "s",
                // All participants are known before anything else: what names no bank is rejected within the run.
                "SEKAT_PARTICIPANT_GRACE",
                "5s"));
        if (kinds.contains(FaultKind.CLOCK)) {
            Clock clock = new Clock(folder.resolve(name + ".clock"));
            clocks.put(name, clock);
            environment.putAll(clock.environment());
        }
        List<String> program = program("streams");
        program.addAll(List.of("--state-dir", home.resolve("state").toString()));
        add(child(name, Role.INSTANCE, hosts, List.of("-Xmx384m"), program, environment));
    }

    /** Adds the police's database and their agent. */
    void addPolice() throws IOException {
        add(new Member(DATABASE, Role.DATABASE, this::startDatabase));
        List<String> program = program("police");
        program.addAll(
                List.of("--database-url", databaseUrl(Network.host(DATABASE)), "--database-user", DATABASE_USER));
        add(child(
                "police",
                Role.POLICE,
                network.caller("police"),
                List.of("-Xmx192m", "-XX:TieredStopAtLevel=1"),
                program,
                Map.of()));
    }

    private String databaseUrl(String host) {
        return "jdbc:postgresql://" + host + ":" + databasePort + "/" + DATABASE_USER;
    }

    private Running startDatabase() {
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, databasePort);
        // It answers by now, so it is known; later it may be gone, and those who thaw it must not fail for that.
        ProcessHandle server = database.server();
        return processes.noted(new Running() {
            @Override
            public ProcessHandle process() {
                return database.process();
            }

            @Override
            public ProcessHandle worker() {
                return server;
            }

            @Override
            public void kill() {
                database.kill();
            }

            @Override
            public void stop() {
                database.close();
            }
        });
    }

    /** Adds an agent of a bank or an operator. */
    void addAgent(String participant, boolean isBank, String webhook) throws IOException {
        String name = "agent-" + participant;
        List<String> program = program(isBank ? "bank-agent" : "operator-agent");
        program.addAll(List.of(isBank ? "--bic" : "--operator", participant, "--webhook", webhook));
        add(child(
                name,
                Role.AGENT,
                network.caller(name),
                List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"),
                program,
                Map.of()));
    }

    private List<String> program(String command) {
        String bootstrap = cluster.nodes().stream()
                .map(node -> Network.host(broker(node)) + ":" + linkPorts.get(node.id()))
                .collect(Collectors.joining(","));
        return new ArrayList<>(List.of(
                Sekat.class.getName(),
                command,
                "--bootstrap-servers",
                bootstrap,
                "--registry-url",
                "http://" + Network.host(REGISTRY) + ":" + registryPort,
                "--replication",
                String.valueOf(Plan.BROKERS)));
    }

    private Member child(
            String name,
            Role role,
            Path hosts,
            List<String> options,
            List<String> program,
            Map<String, String> environment) {
        List<String> jvmOptions = new ArrayList<>(List.of(
                "-XX:+UseSerialGC", "--add-opens=java.base/java.nio=ALL-UNNAMED", "-Djdk.net.hosts.file=" + hosts));
        jvmOptions.addAll(options);
        return new Member(name, role, () -> {
            ChildJvm child = ChildJvm.launch(name, folder, jvmOptions, ChildJvm.ownClassPath(), program, environment);
            return processes.noted(new Running() {
                @Override
                public ProcessHandle process() {
                    return child.handle();
                }

                @Override
                public void kill() {
                    child.kill();
                }

                @Override
                public void stop() {
                    child.close();
                }
            });
        });
    }

    private void mayBeDisk(String name, Path at, int megabytes) throws IOException {
        Files.createDirectories(at);
        if (kinds.contains(FaultKind.FULL_DISK) || kinds.contains(FaultKind.SLOW_DISK)) {
            Disk disk = Disk.mount(at, megabytes);
            disks.put(name, disk);
            closing.push(disk);
        }
    }

    /** Starts brokers and registry, and waits until they serve. */
    void startServers() {
        ofRole(Role.BROKER).forEach(Member::start);
        for (BrokerNode node : cluster.nodes()) {
            awaitPort(node.port());
        }
        member(REGISTRY).start();
    }

    private static void awaitPort(int port) {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!Ports.accepts(port)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no broker listens on port " + port + " after 90 s");
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the brokers start", e);
            }
        }
    }

    /** Settings of one who looks on: straight to the servers, by no link. */
    Settings settings() {
        return Settings.defaults()
                .with(Map.of(
                        SettingCatalogue.BOOTSTRAP_SERVERS.name(), cluster.bootstrapServers(),
                        SettingCatalogue.REGISTRY_URL.name(), "http://127.0.0.1:" + registryPort,
                        SettingCatalogue.REPLICATION.name(), String.valueOf(Plan.BROKERS),
                        SettingCatalogue.DATABASE_URL.name(), databaseUrl("127.0.0.1"),
                        SettingCatalogue.DATABASE_USER.name(), DATABASE_USER));
    }

    /** All processes by name. */
    Map<String, Member> members() {
        return members;
    }

    /** The process of that name. */
    Member member(String name) {
        Member member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("there is no process " + name);
        }
        return member;
    }

    /** All processes of a role. */
    List<Member> ofRole(Role role) {
        return members.values().stream().filter(member -> member.role() == role).toList();
    }

    /** Names and roles, for the schedule. */
    SortedMap<String, Role> roles() {
        SortedMap<String, Role> roles = new TreeMap<>();
        members.values().forEach(member -> roles.put(member.name(), member.role()));
        return roles;
    }

    Network network() {
        return network;
    }

    Map<String, Disk> disks() {
        return disks;
    }

    Map<String, Clock> clocks() {
        return clocks;
    }

    /** Every process that was ever started and is still there. */
    List<ProcessHandle> alive() {
        return processes.alive();
    }

    /** Ends all processes, agents first, and gives back all that was taken from the machine. */
    @Override
    public void close() {
        List<Member> inOrder = new ArrayList<>(members.values());
        java.util.Collections.reverse(inOrder);
        inOrder.forEach(member -> {
            member.thaw();
            member.kill();
        });
        disks.forEach((name, disk) -> Shell.works("cp '%s'/*.log '%s'".formatted(disk.folder(), folder)));
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception e) {
                System.err.println("torture: could not be given back: " + e);
            }
        }
    }
}
