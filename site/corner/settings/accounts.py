"""How staff sign in (docs/accounts.md). The public has no accounts."""

from datetime import timedelta

#: Whether whoever signs in must have a second factor. On in production, off where logins are printed for trying out.
STAFF_MFA_REQUIRED = False

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

# Wagtail's own doors would let people in without a second factor, and change an e-mail address without asking it.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# One clock for everybody: the times of events are Southampton's. (Wagtail's list of all zones also holds "localtime",
# at which the script of its account page stops.)
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]

# --- A session ends after eight hours without a click, or with the browser (corner/accounts/idle.py) ---------------
SESSION_COOKIE_AGE = int(timedelta(hours=8).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
ACCOUNT_SESSION_REMEMBER = False

# --- allauth -------------------------------------------------------------------------------------------------------
ACCOUNT_ADAPTER = "corner.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]  # nobody signs up; a check compares the two
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation is by mail, which proves the address
ACCOUNT_CHANGE_EMAIL = True  # one address a person, changed once the new one has answered
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # else anybody could have us write to anybody
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=15).total_seconds())
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = int(timedelta(days=1).total_seconds())
ACCOUNT_FORMS = {
    "change_password": "corner.accounts.forms.ChangePassword",
    "login": "corner.accounts.forms.SignIn",
    "reset_password": "corner.accounts.forms.ForgottenPassword",
}

MFA_ADAPTER = "corner.accounts.secrets.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # phones' clocks are seconds off; a code is good once all the same (corner/accounts/codes.py)
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address that waits for its answer must not stop anybody
MFA_FORMS = {
    "activate_totp": "corner.accounts.forms.ActivateApp",
    "add_webauthn": "corner.accounts.forms.AddPasskey",
    "authenticate": "corner.accounts.forms.EnterCode",
    "authenticate_webauthn": "corner.accounts.forms.ShowPasskey",
    "login_webauthn": "corner.accounts.forms.SignInWithPasskey",
    "reauthenticate": "corner.accounts.forms.EnterCodeAgain",
    "reauthenticate_webauthn": "corner.accounts.forms.ShowPasskeyAgain",
}

# allauth counts tries in the cache, where a failing one shuts everybody out. Ours are in the database
# (corner/accounts/limits.py).
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
