"""Sign-in check of the product, on the table that the receiver keeps."""
import sys
from receiver import connect


def sign_in(organization, user_name):
    """Returns the role (None: no role) of a user who may sign in. Call it after single sign-on, before you open a session."""
    query = "SELECT role FROM users WHERE organization = ? AND user_name = ? AND active"
    with connect() as db:
        user = db.execute(query, (organization, user_name)).fetchone()
    if user is None:
        raise PermissionError(f"{user_name} may not sign in: unknown or deactivated.")
    return user[0]


if __name__ == "__main__":
    try:
        print(sign_in(int(sys.argv[1]), sys.argv[2]))
    except PermissionError as refusal:
        sys.exit(str(refusal))
