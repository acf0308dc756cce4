import java.sql.*;

/** Sign-in check of the product, on the table that the receiver keeps. */
class SignIn {
    /**
     * Returns the role (null: no role) of a user who may sign in. Call it after single sign-on, before you open a session.
     *
     * @throws SecurityException if the user is unknown, deactivated or deleted
     */
    static String check(Connection db, long organization, String userName) throws SQLException {
        String query = "SELECT role FROM users WHERE organization = ? AND user_name = ? AND active";
        try (PreparedStatement statement = db.prepareStatement(query)) {
            statement.setLong(1, organization);
            statement.setString(2, userName);
            ResultSet user = statement.executeQuery();
            if (!user.next()) throw new SecurityException(userName + " may not sign in: unknown or deactivated.");
            return user.getString("role");
        }
    }

    public static void main(String... arguments) throws SQLException {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:users.db")) {
            System.out.println(check(db, Long.parseLong(arguments[0]), arguments[1]));
        } catch (SecurityException refusal) {
            System.err.println(refusal.getMessage());
            System.exit(1);
        }
    }
}
