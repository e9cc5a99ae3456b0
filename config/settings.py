"""All settings, read once from the environment and checked at start-up.

Every setting that differs between installations is an environment variable with a type; the README lists them.
A missing or malformed one stops the start with a message instead of failing later on a page.
"""

import sys
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
TESTING = "pytest" in sys.modules
DEMO = env.bool("DEMO", default=DEBUG or TESTING)  # demo data may be loaded and shown on the login page
HTTPS = env.bool("HTTPS", default=not (DEBUG or TESTING))
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

SECRET_KEY = env.str("SECRET_KEY", default="kunci-hanya-untuk-pengembangan" if DEBUG or TESTING else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY belum diisi: isi variabel lingkungan ini dengan teks acak yang panjang.")
# Earlier keys, while links and sessions they signed are to hold: docs/operasi.md tells how the key is changed.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_LAMA", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "mptt",
    "import_export",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "csp",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "instansi",
    "pohon",
    "naskah",
    "cascading",
    "iku",
    "iki",
    "pk",
    "telaah",
    "lintas",
    "bantuan",
    "cadangan",
]

MIDDLEWARE = [
    "config.pengamatan.PengamatanMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "instansi.middleware.TajukMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "instansi.middleware.SesiMiddleware",
    "instansi.middleware.MasukDahuluMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "instansi.middleware.ZonaWaktuMiddleware",
    "instansi.middleware.GalatLayananMiddleware",
    "instansi.middleware.DrafMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "instansi.context_processors.aplikasi",
                "telaah.context_processors.telaah",
                "lintas.context_processors.lintas",
            ],
        },
    }
]
FORM_RENDERER = "config.formulir.PenyajiFormulir"

# SQLite serves one office; IMMEDIATE takes the write lock at BEGIN, so that two writers wait and never deadlock.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'pohon.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    # Threads of the concurrency tests and the live server share a file; an in-memory database they could not lock.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "uji.sqlite3")}
    if not TESTING or not Path(DATABASES["default"]["NAME"]).exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
# Counts of who asks how often (instansi/laju.py) lie in a table that all web processes share, or, where CACHE_URL names
# a shared cache (redis://…), in that. SQLite lets one write at a time: there each process counts in its own memory.
HITUNGAN_DI_TABEL = not TESTING and "CACHE_URL" not in env.ENVIRON and "sqlite" not in DATABASES["default"]["ENGINE"]
BATASI_LAJU = env.bool("BATASI_LAJU", default=not TESTING)

# Papers that take long are printed by `manage.py pekerja` beside the web server (naskah/pekerja.py).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["cetakan"]}}

AUTH_USER_MODEL = "instansi.Pengguna"
LOGIN_URL = "masuk"
LOGIN_REDIRECT_URL = "beranda"
LOGOUT_REDIRECT_URL = "masuk"
# The first only counts failures and refuses those who failed too often; the second signs in.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
] + [{"NAME": "instansi.sandi.KataKantor"}]

PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # seconds; links of invitations and of forgotten passwords alike

# Throttled sign-in: a name fails from one address this often, then waits. By both together, so that nobody can lock
# a colleague out from elsewhere, and one office behind one address is not locked as a whole.
AXES_FAILURE_LIMIT = env.int("MASUK_BATAS_GAGAL", default=6)
AXES_COOLOFF_TIME = timedelta(minutes=env.int("MASUK_JEDA_MENIT", default=15))
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page names the minutes: trying on does not add to them
AXES_LOCKOUT_CALLABLE = "instansi.pengamanan.tolak_masuk"
AXES_CLIENT_IP_CALLABLE = "instansi.pengamanan.alamat_klien"
AXES_DISABLE_ACCESS_LOG = True  # who signed in when is on the account
AXES_VERBOSE = False
# Reverse proxies in front that append to X-Forwarded-For. 0: none, the header is not believed.
JUMLAH_PROXY = env.int("JUMLAH_PROXY", default=0)

# The second factor (instansi/services/dua_langkah.py): who must have one. Everyone else may switch it on.
DUA_LANGKAH = env.str("DUA_LANGKAH", default="bebas")
if DUA_LANGKAH not in ("bebas", "administrator", "penelaah", "semua"):
    raise ImproperlyConfigured("DUA_LANGKAH berisi bebas, administrator, penelaah, atau semua.")
OTP_TOTP_ISSUER = "Pohon Kinerja"  # what the authenticator on the phone calls it

# Without a mail server, e-mails are printed on the console.
EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs must not hold a page for long
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="pohon-kinerja@localhost")
ALAMAT_SITUS = env.str("ALAMAT_SITUS", default="http://127.0.0.1:8000")  # for links in e-mails of commands

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Makassar"  # per request, the local government's own zone is activated (instansi.middleware)
USE_I18N = True
USE_TZ = True
# Keys and years in templates must never become "1.234"; numbers people read go through the filter `desimal`.
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
# The pictures of the guide lie beside its text, where whoever reads the repository sees them too.
STATICFILES_DIRS = [BASE_DIR / "static", ("panduan", BASE_DIR / "docs/panduan/gambar")]
HASHED_STATIC = not (DEBUG or TESTING)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.berkas_statis.BerkasStatis"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = VAR_DIR / "media"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],  # but previews of papers: instansi.web.dalam_bingkai
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "instansi.sesi"
# The prefix: from this host, over TLS only.
SESSION_COOKIE_NAME = "__Host-sesi" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_HTTPONLY = True  # the CSRF cookie is read by static/js: signing in changes it under an open page
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(sehat|siap|metrik)/$"]  # asked for from within, without TLS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS  # those of this host name, not of the government's domain
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_AGE = env.int("SESI_JAM", default=12) * 60 * 60  # a working day after signing in, used or not
SESI_DIAM_MENIT = env.int("SESI_DIAM_MENIT", default=120)  # and after so long without a request
# A hall of 40 agencies pasting long tables stays far below; larger posts are refused by Django with a 400.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

SILENCED_SYSTEM_CHECKS = [] if HTTPS else ["security.W004", "security.W008", "security.W012", "security.W016"]

# What is told to those who run the application; see config/pengamatan.py and docs/operasi.md.
PERMINTAAN_LAMBAT_DETIK = env.float("PERMINTAAN_LAMBAT_DETIK", default=5)
KUERI_LAMBAT_MS = env.float("KUERI_LAMBAT_MS", default=500)
METRIK_TOKEN = env.str("METRIK_TOKEN", default="")  # without it nobody reads the metrics
LOG_FORMAT = env.str("LOG_FORMAT", default="baris")
if LOG_FORMAT not in ("baris", "json"):
    raise ImproperlyConfigured("LOG_FORMAT berisi baris atau json.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"nomor": {"()": "config.pengamatan.SaringanNomor"}},
    "formatters": {
        "baris": {"format": "%(asctime)s %(levelname)s %(name)s [%(nomor)s] %(message)s"},
        "json": {"()": "config.pengamatan.BentukJson"},
    },
    "handlers": {"konsol": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["nomor"]}},
    "root": {"handlers": ["konsol"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        noisy: {"level": "ERROR"}
        # The last warns of every HEAD, which Django answers with a body for the server to drop.
        for noisy in ("fontTools", "weasyprint", "django_tasks", "django_tasks_db", "gunicorn.http.wsgi")
    },
}

# An installation that people reach over HTTPS is a real one: it does not start with what is meant for trying out.
if HTTPS:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG=1 tidak boleh bersama HTTPS=1: halaman galat menampilkan isi program.")
    if DEMO:
        raise ImproperlyConfigured("DEMO=1 tidak boleh bersama HTTPS=1: kata sandi akun contoh diketahui umum.")
    if "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS=* tidak boleh bersama HTTPS=1: tautan dalam surel dapat dipalsukan.")
    if len(SECRET_KEY) < 40:
        raise ImproperlyConfigured("SECRET_KEY terlalu pendek: pakai sedikitnya 40 karakter acak.")
