package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.userNames;
import static io.rollcall.server.conformance.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters over five users (RFC 7644 sections 3.4.2.2 and 3.10); each row is a filter and the users it matches. */
class FilterIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();

    /** barbara has everything, bare only a name. */
    private static final List<String> USERS = List.of("""
            {'userName':'barbara','externalId':'Ext-A','name':{'familyName':'Jensen','givenName':'Barbara'},
             'displayName':'Babs Jensen','nickName':'Babs','title':'Tour Guide','userType':'Employee','locale':'en-US',
             'profileUrl':'https://example.com/Babs','timezone':'America/Los_Angeles','jotform_user_role':'admin',
             'emails':[{'value':'bjensen@example.com','type':'work','primary':true},
                       {'value':'babs@jensen.org','type':'home'}],
             'phoneNumbers':[{'value':'555-555-5555','type':'work'},{'value':'555-555-4444','type':'mobile'}],
             'addresses':[{'type':'work','locality':'Hollywood','region':'CA'},{'type':'home','locality':'Burbank'}],
             'ims':[{'value':'babs','type':'aim'}],'roles':[{'value':'guide','primary':true}],
             'entitlements':[{'value':'tram'}],'photos':[{'value':'https://example.com/p/1','type':'photo'}],
             'x509Certificates':[{'value':'MIIDQzCC'}],
             'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'employeeNumber':'701984',
               'costCenter':'4130','department':'Tour Operations','manager':{'value':'Boss-1','$ref':'../Users/Boss-1'}}}""", """
            {'userName':'jose','externalId':'ext-a','name':{'familyName':'Núñez','givenName':'José'},
             'displayName':'José','title':'Engineer','active':false,'jotform_user_role':'user',
             'emails':[{'value':'jose@example.com','type':'work'},{'value':'jose@mail.net','type':'home','primary':true}],
             'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'R&D'}}""", """
            {'userName':'greta','displayName':'Große Straße','title':'say \\'hi\\' \\\\ back',
             'emails':[{'value':'100%_@example.com','type':'home'}]}""", """
            {'userName':'emil','displayName':'Zoë 😀','title':'100% _wild_','nickName':'null',
             'phoneNumbers':[{'value':'+1 (555) 01','type':'work'}]}""", "{'userName':'bare'}");

    @BeforeAll
    static void createUsers() {
        USERS.forEach(user -> assertCreated(CLIENT.post("/Users", json(user))));
    }

    private static void assertFinds(String filter, String expected) {
        Response answer = CLIENT.filter(filter);
        assertThat(userNames(answer))
                .as(filter)
                .containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(" "));
    }

    /** Table 3. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            userName eq "barbara"              | barbara
            userName eq "BARBARA"              | barbara
            userName ne "barbara"              | jose greta emil bare
            userName co "AR"                   | barbara bare
            userName sw "BA"                   | barbara bare
            userName ew "E"                    | jose bare
            userName gt "bare"                 | jose greta emil
            userName ge "bare"                 | bare jose greta emil
            userName lt "BARE"                 | barbara
            userName le "bare"                 | barbara bare
            userName pr                        | barbara jose greta emil bare
            userName eq "barb"                 |
            userName eq "barbara "             |
            title pr                           | barbara jose greta emil
            title ne "engineer"                | barbara greta emil bare
            title gt "e"                       | barbara jose greta
            title lt "f"                       | jose emil
            title eq null                      | bare
            title ne null                      | barbara jose greta emil
            title eq ""                        | bare
            nickName eq "null"                 | emil
            active eq true                     | barbara greta emil bare
            active eq false                    | jose
            active ne true                     | jose
            active ne "False"                  | barbara greta emil bare
            active eq "True"                   | barbara greta emil bare
            active eq "FALSE"                  | jose
            active pr                          | barbara jose greta emil bare
            externalId eq "Ext-A"              | barbara
            externalId eq "ext-a"              | jose
            externalId eq "EXT-A"              |
            externalId sw "ext"                | jose
            externalId pr                      | barbara jose
            not (externalId pr)                | greta emil bare
            id pr                              | barbara jose greta emil bare
            id eq "2819c223"                   |
            profileUrl eq "https://example.com/Babs" | barbara
            profileUrl eq "https://example.com/babs" |
            x509Certificates.value eq "MIIDQzCC" | barbara
            x509Certificates.value eq "miidqzcc" |
            jotform_user_role eq "admin"       | barbara
            jotform_user_role pr               | barbara jose
            jotform_user_role ne "admin"       | jose greta emil bare
            """)
    void comparesEachTypeByEachOperator(String filter, String expected) {
        assertFinds(filter, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            UserName EQ "jose"                                              | jose
            USERNAME Eq "jose" OR username eq "bare"                        | jose bare
            active eq false or title pr and userName eq "barbara"           | jose barbara
            title pr and userName eq "barbara" or active eq false           | jose barbara
            (active eq false or title pr) and userName eq "barbara"         | barbara
            not (userName eq "barbara")                                     | jose greta emil bare
            NOT(userName eq "barbara" or active eq false)                   | greta emil bare
            not (title pr) and active eq true                               | bare
            not (active eq true) or userName eq "bare"                      | jose bare
            not (not (userName eq "bare"))                                  | bare
            (((userName eq "bare")))                                        | bare
            ( userName eq "bare" )                                          | bare
            userName eq "bare"and active eq true                            | bare
            userName eq "bare" or (userName eq "jose" and (active eq false)) | bare jose
            userName sw "b" and not (name pr) and not (emails pr)           | bare
            userName eq "' OR 1=1 -- "                                      |
            userName eq "bare\\" or userName pr or title eq \\"x"           |
            """)
    void bindsAndTighterThanOrAndNotTightest(String filter, String expected) {
        assertFinds(filter, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name.familyName eq "jensen"                                     | barbara
            name.givenName sw "jo"                                          | jose
            name pr                                                         | barbara jose
            name[familyName eq "Jensen"]                                    | barbara
            emails pr                                                       | barbara jose greta
            emails eq "JOSE@example.com"                                    | jose
            emails co "example.com"                                         | barbara jose greta
            emails.value eq "babs@jensen.org"                               | barbara
            emails.value ew ".net"                                          | jose
            emails.type eq "home" and emails.value co "example.com"         | barbara jose greta
            emails[type eq "home" and value co "example.com"]               | greta
            emails[type eq "work" and value co "example.com"]               | barbara jose
            emails[type eq "work"].value eq "jose@example.com"              | jose
            emails[type eq "work"].value co "jensen"                        | barbara
            emails[primary eq true].value eq "jose@mail.net"                | jose
            emails[type eq "home" and not (primary eq true)]                | barbara greta
            emails[not (type eq "work")]                                    | barbara jose greta
            not (emails[type eq "work"])                                    | greta emil bare
            emails[type eq "work"] and active eq true                       | barbara
            emails[type eq "work" or type eq "home"]                        | barbara jose greta
            emails[value pr and (type eq "home")]                           | barbara jose greta
            emails.primary eq true                                          | barbara jose
            emails.primary eq "True"                                        | barbara jose
            EMAILS[Type Eq "WORK" And Value Co "JENSEN"]                    | barbara
            phoneNumbers[type eq "mobile"].value ew "4444"                  | barbara
            phoneNumbers.value eq "+1 (555) 01"                             | emil
            addresses[type eq "work" and locality eq "Hollywood"]           | barbara
            addresses[type eq "home" and locality eq "Hollywood"]           |
            addresses.region eq "ca"                                        | barbara
            addresses pr                                                    | barbara
            roles[primary eq "True"].value eq "guide"                       | barbara
            roles.value eq "guide"                                          | barbara
            entitlements eq "tram"                                          | barbara
            ims[type eq "aim"]                                              | barbara
            photos.value sw "https://"                                      | barbara
            emails.value eq "babs@jensen.org" and emails.value eq "bjensen@example.com" | barbara
            """)
    void looksIntoComplexAndMultiValuedAttributes(String filter, String expected) {
        assertFinds(filter, expected);
    }

    /** RFC 7644 section 3.10. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            urn:ietf:params:scim:schemas:core:2.0:User:userName eq "bare"                   | bare
            urn:ietf:params:scim:schemas:core:2.0:User:name.familyName eq "Jensen"          | barbara
            urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq "home"]               | barbara jose greta
            URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER:USERNAME eq "bare"                   | bare
            urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "tour operations" | barbara
            urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "R&D"  | jose
            urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber sw "70" | barbara
            urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager pr           | barbara
            urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "Boss-1" | barbara
            urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq "Boss-1"  | barbara
            urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.manager.value eq "Boss-1" | barbara
            manager eq "Boss-1"                                                             | barbara
            manager[value eq "Boss-1"]                                                      | barbara
            department sw "tour"                                                            | barbara
            urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "boss-1" |
            urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref ew "Boss-1" | barbara
            urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:COSTCENTER eq "4130" | barbara
            urn:rollcall:params:scim:schemas:extension:role:2.0:User:jotform_user_role eq "user" | jose
            schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"         | barbara jose
            schemas[value eq "urn:ietf:params:scim:schemas:core:2.0:User"]                  | barbara jose greta emil bare
            schemas pr                                                                      | barbara jose greta emil bare
            """)
    void readsNamesBehindTheUrnsOfTheirSchemas(String filter, String expected) {
        assertFinds(filter, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            meta.resourceType eq "User"                         | barbara jose greta emil bare
            meta.resourceType eq "Group"                        |
            meta.resourceType ne "Group" and userName eq "bare" | bare
            meta.created gt "2011-05-13T04:42:34Z"              | barbara jose greta emil bare
            meta.created lt "2011-05-13T04:42:34Z"              |
            meta.lastModified ge "2011-05-13T04:42:34.123+02:00" | barbara jose greta emil bare
            meta.lastModified gt "2011-05-13T04:42:34"          | barbara jose greta emil bare
            meta.lastModified ne "2011-05-13T04:42:34Z"         | barbara jose greta emil bare
            meta.lastModified pr                                | barbara jose greta emil bare
            meta pr                                             | barbara jose greta emil bare
            meta.version eq "W/\\"2\\""                         |
            meta.location co "/Users/"                          | barbara jose greta emil bare
            """)
    void comparesMetadata(String filter, String expected) {
        assertFinds(filter, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            displayName eq "josé"                    | jose
            displayName eq "JOSÉ"                    | jose
            displayName eq "Jos\\u00E9"              | jose
            displayName eq "Jose\\u0301"             | jose
            displayName eq "jose"                    |
            name.familyName eq "NÚÑEZ"               | jose
            name.familyName co "ñ"                   | jose
            displayName co "straße"                  | greta
            displayName sw "GROSSE"                  | greta
            displayName co "😀"                      | emil
            displayName ew "\\ud83d\\ude00"          | emil
            title eq "SAY \\"hi\\" \\\\ back"        | greta
            title co "\\\\"                          | greta
            title co "\\""                           | greta
            title co "%"                             | emil
            title co "_w"                            | emil
            title co "0_"                            |
            emails.value sw "100%_"                  | greta
            emails.value sw "%"                      |
            title co "\\/"                           |
            """)
    void comparesAnyCharacterAsItself(String filter, String expected) {
        assertFinds(filter, expected);
    }

    @Test
    void findsAUserByWhatItsMetaSays() {
        Response bare = CLIENT.filter("userName eq \"bare\"");
        String user = "/Resources/0/";
        assertFinds("id eq \"" + bare.text(user + "id") + "\"", "bare");
        assertFinds("id eq \"" + bare.text(user + "id").toUpperCase(Locale.ROOT) + "\"", null);
        assertFinds("meta.location eq \"" + bare.text(user + "meta/location") + "\"", "bare");
        assertFinds("userName eq \"bare\" and meta.version eq \"W/\\\"1\\\"\"", "bare");
        String created = bare.text(user + "meta/created");
        assertFinds("userName eq \"bare\" and meta.created eq \"" + created + "\"", "bare");
        assertFinds("userName eq \"bare\" and meta.created gt \"" + created + "\"", null);
        assertFinds("userName eq \"bare\" and meta.lastModified le \"" + created + "\"", "bare");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            userName+eq+%22bare%22                      | 1
            userName%20eq%20%22bare%22                  | 1
            %20%20userName%20%20eq%20%09%22bare%22%20   | 1
            %75serName%20eq%20%22bare%22                | 1
            username%20Eq%20%22bare%22                  | 1
            displayName%20eq%20%22Jos%C3%A9%22          | 1
            ``                                          | 5
            %20                                         | 5
            """)
    void readsTheFilterAsFormsAndBrowsersEncodeIt(String encoded, int found) {
        assertThat(userNames(CLIENT.get("/Users?filter=" + encoded))).hasSize(found);
    }
}
