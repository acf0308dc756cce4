package io.rollcall.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for SQL: values are bound, columns are named, the organization comes first. */
class MapperXmlTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern SPLICED = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern WHERE = Pattern.compile("WHERE\\s+(?!NOT EXISTS)(?:\\w+\\.)?(\\w+)");
    private static final Pattern INSERT = Pattern.compile("INSERT\\s+(?:IGNORE\\s+)?INTO\\s+(\\w+)\\s*\\(\\s*(\\w+)");
    private static final Pattern STATEMENT =
            Pattern.compile("<(select|insert|update|delete) id=\"(\\w+)\"[^>]*>(.*?)</\\1>", Pattern.DOTALL);
    private static final Pattern FRAGMENT = Pattern.compile("<sql id=\"(\\w+)\">(.*?)</sql>", Pattern.DOTALL);

    /** Tables of the whole installation, in which the organization, if any, is no part of the key. */
    private static final Set<String> OF_THE_INSTALLATION = Set.of(
            "audit",
            "audit_marks",
            "chainers",
            "clock_check",
            "first_administrator",
            "folded_keys",
            "organizations",
            "organization_slugs",
            "recognised_browsers",
            "search_terms_fills",
            "secrets",
            "signing_keys",
            "sessions",
            "sign_in_attempts",
            "webhook_shards",
            "webhook_workers");

    /** Fragments whose columns come from enums and whose values are bound, a number, and a property of includes. */
    private static final List<String> FRAGMENTS = List.of(
            "searchTimeout",
            "wait",
            "hint",
            "where.text",
            "key.text",
            "start.text",
            "order.text",
            "page.hint",
            "page.key.text",
            "page.start.text",
            "page.scan.text",
            "page.order.text");

    static Stream<Path> mappers() throws IOException {
        return Files.walk(SOURCES)
                .filter(file -> file.getFileName().toString().endsWith("Mapper.xml"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void splicesNothingButFragments(Path mapper) throws IOException {
        assertThat(SPLICED.matcher(Files.readString(mapper)).results().map(match -> match.group(1)))
                .isSubsetOf(FRAGMENTS);
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void namesItsColumns(Path mapper) throws IOException {
        assertThat(Files.readString(mapper)).doesNotContain("SELECT *");
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void putsTheOrganizationFirstInEveryWhere(Path mapper) throws IOException {
        String table = mapper.getFileName().toString();
        Matcher statements = STATEMENT.matcher(Files.readString(mapper));
        while (statements.find()) {
            String name = statements.group(2);
            Matcher where = WHERE.matcher(statements.group(3));
            while (where.find()) {
                assertThat(where.group(1)).as("%s.%s", table, name).isIn(allowedFirst(table, name));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void putsTheOrganizationFirstInEveryInsert(Path mapper) throws IOException {
        Matcher statements = STATEMENT.matcher(withFragments(Files.readString(mapper)));
        while (statements.find()) {
            Matcher inserts = INSERT.matcher(statements.group(3));
            boolean found = inserts.find();
            assertThat(found)
                    .as("%s.%s", mapper.getFileName(), statements.group(2))
                    .isEqualTo(statements.group(1).equals("insert"));
            if (found && !OF_THE_INSTALLATION.contains(inserts.group(1))) {
                assertThat(inserts.group(2))
                        .as("%s.%s", mapper.getFileName(), statements.group(2))
                        .isEqualTo("organization_id");
            }
        }
    }

    private static String withFragments(String mapper) {
        String text = mapper;
        for (MatchResult fragment : FRAGMENT.matcher(mapper).results().toList()) {
            text = text.replace("<include refid=\"" + fragment.group(1) + "\"/>", fragment.group(2));
        }
        return text;
    }

    private static List<String> allowedFirst(String mapper, String statement) {
        return switch (mapper + "." + statement) {
            case "ActivityMapper.xml.prune",
                    "ActivityMapper.xml.countOlder",
                    "AuditMapper.xml.prune",
                    "AuditMapper.xml.countOlder",
                    "EventPruningMapper.xml.countOlder",
                    "EventPruningMapper.xml.deleteOldest" -> List.of("occurred");
            case "EventLogMapper.xml.page",
                    "AcknowledgementMapper.xml.window",
                    "ConsumerMapper.xml.firstOfAllAfter",
                    "SequencerMapper.xml.addOffboardings",
                    "ReceiptMapper.xml.add",
                    "ReceiptMapper.xml.listOfAll",
                    "ReceiptMapper.xml.countProducts",
                    "OffboardingMapper.xml.settle",
                    "ConsumerReceiptMapper.xml.windowOfAll",
                    "ConsumerReceiptMapper.xml.addOfAll" -> List.of("position");
            case "ReceiptMapper.xml.countOlder",
                    "ReceiptMapper.xml.prune",
                    "OffboardingMapper.xml.countOlder",
                    "OffboardingMapper.xml.prune" -> List.of("requested");
            case "ReceiptMapper.xml.findEventOfAny" -> List.of("occurred");
            case "OffboardingMapper.xml.listDue" -> List.of("state", "id");
            case "OffboardingMapper.xml.listOverdue", "OffboardingMapper.xml.countMissing" -> List.of("state");
            case "BlockMapper.xml.createdSince", "DeliveryMapper.xml.prune", "DeliveryMapper.xml.countOlder" ->
                List.of("created");
            // an endpoint may be for all organizations
            case "DeliveryMapper.xml.find",
                    "DeliveryMapper.xml.list",
                    "DeliveryMapper.xml.listPending",
                    "DeliveryMapper.xml.listRequested",
                    "DeliveryMapper.xml.endPending",
                    "DeliveryMapper.xml.countWaiting",
                    "DeliveryMapper.xml.newestExcess",
                    "DeliveryMapper.xml.deleteUpTo",
                    "DeliveryMapper.xml.deleteAll",
                    "DeliveryMapper.xml.delete" -> List.of("webhook_id");
            case "WebhookMapper.xml.listOfShards",
                    "EventStreamMapper.xml.listOfShards",
                    "PushMapper.xml.verifications",
                    "ShardMapper.xml.claim",
                    "ShardMapper.xml.release" -> List.of("shard");
            case "ShardMapper.xml.workers",
                    "AssertionMapper.xml.countOlder",
                    "AssertionMapper.xml.prune",
                    "AccessTokenMapper.xml.countOlder",
                    "AccessTokenMapper.xml.prune",
                    "ClientSecretMapper.xml.listExpiring" -> List.of("expires");
            case "AccessTokenMapper.xml.countAll", "TokenMapper.xml.listAll" -> List.of("client");
            case "ClientMapper.xml.findByClientId" -> List.of("client_id");
            case "ShardMapper.xml.dismiss" -> List.of("holder");
            case "EventLogMapper.xml.positionBefore" -> List.of("occurred");
            case "AuditMapper.xml.hasOf" -> List.of("organization");
            case "LeaseMapper.xml.find",
                    "LeaseMapper.xml.exists",
                    "LeaseMapper.xml.acquire",
                    "LeaseMapper.xml.renew",
                    "LeaseMapper.xml.release",
                    "LeaseMapper.xml.advance",
                    "LeaseMapper.xml.lookedBack",
                    "LeaseMapper.xml.lookedFarBack" -> List.of("log");
            case "OrganizationMapper.xml.findBySlug",
                    "OrganizationMapper.xml.page",
                    "SlugMapper.xml.find",
                    "SlugMapper.xml.free" -> List.of("slug");
            case "TrafficMapper.xml.prune", "TrafficMapper.xml.countOlder" -> List.of("hour");
            case "AttemptMapper.xml.prune", "AttemptMapper.xml.countOlder" -> List.of("latest");
            case "SessionMapper.xml.prune", "SessionMapper.xml.countOlder" -> List.of("last_seen");
            case "SessionMapper.xml.deleteOf",
                    "RecognisedBrowserMapper.xml.count",
                    "RecognisedBrowserMapper.xml.deleteOldest",
                    "RecognisedBrowserMapper.xml.deleteOf" -> List.of("administrator_id");
            case "RecognisedBrowserMapper.xml.prune" -> List.of("expires");
            case "AttemptMapper.xml.forgetName" -> List.of("name");
            case "AdministratorMapper.xml.findByName" -> List.of("name_key");
            case "AttemptMapper.xml.find",
                    "AttemptMapper.xml.lock",
                    "AttemptMapper.xml.update",
                    "AttemptMapper.xml.subtract",
                    "AttemptMapper.xml.forget" -> List.of("subject");
            case "OrganizationMapper.xml.find",
                    "GroupMapper.xml.updateGroupsDecide",
                    "UsersOfRoleMapper.xml.groupsDecide",
                    "OrganizationMapper.xml.lock",
                    "OrganizationMapper.xml.update",
                    "OrganizationMapper.xml.delete",
                    "AdminKeyMapper.xml.find",
                    "AdminKeyMapper.xml.lock",
                    "AdminKeyMapper.xml.revoke",
                    "AdminKeyMapper.xml.use",
                    "AuditMapper.xml.slug",
                    "AuditMapper.xml.find",
                    "AuditMapper.xml.keysAfter",
                    "BlockMapper.xml.organizationExists",
                    // of the organization itself, which must be there
                    "ActivityMapper.xml.insertRefusal",
                    "BlockMapper.xml.insert",
                    "RejectedTokenMapper.xml.add",
                    "TrafficMapper.xml.add",
                    "AdministratorMapper.xml.find",
                    "AdministratorMapper.xml.lock",
                    "AdministratorMapper.xml.setPassword",
                    "AdministratorMapper.xml.signedIn",
                    "AdministratorMapper.xml.delete",
                    "EventLogMapper.xml.bounds",
                    "EventPruningMapper.xml.notePruned",
                    "WebhookMapper.xml.find",
                    "WebhookMapper.xml.lock",
                    "WebhookMapper.xml.update",
                    "WebhookMapper.xml.delete",
                    "WebhookMapper.xml.replay",
                    "WebhookMapper.xml.take",
                    "WebhookMapper.xml.advance",
                    "SequencerMapper.xml.look",
                    "SequencerMapper.xml.claim",
                    "SigningKeyMapper.xml.find",
                    "SigningKeyMapper.xml.deleteBefore",
                    "SigningKeyMapper.xml.erasePrivateBefore",
                    "ClockMapper.xml.find" -> List.of("id");
            case "TokenMapper.xml.findByHash",
                    "AdminKeyMapper.xml.findByHash",
                    "SessionMapper.xml.find",
                    "SessionMapper.xml.see",
                    "SessionMapper.xml.delete",
                    "RecognisedBrowserMapper.xml.owner",
                    "RecognisedBrowserMapper.xml.delete" -> List.of("hash");
            case "AdminKeyMapper.xml.undoReplacement", "AdminKeyMapper.xml.listReplaced", "AdminKeyMapper.xml.retire" ->
                List.of("replaced_by");
            case "SecretMapper.xml.list",
                    "SecretMapper.xml.date",
                    "SecretMapper.xml.delete",
                    "MarkMapper.xml.find",
                    "MarkMapper.xml.newest",
                    "MarkMapper.xml.prune" -> List.of("name");
            case "SearchTermsMapper.xml.isComplete",
                    "SearchTermsMapper.xml.find",
                    "SearchTermsMapper.xml.setFilled",
                    "SearchTermsMapper.xml.setCompleted" -> List.of("rule");
            case "TokenMapper.xml.listExpiring" -> List.of("expires");
            default -> List.of("organization_id");
        };
    }
}
