# One image for web and worker, on one machine or on many; docs/run.md shows both commands.
#   docker build -t corner .
#   docker run --env-file .env -v corner-data:/data -p 127.0.0.1:8000:8000 --read-only --tmpfs /tmp corner
#   docker run --env-file .env -v corner-data:/data --read-only --tmpfs /tmp --no-healthcheck corner python manage.py work
# With a database, a store and a cache beside it: compose.yaml.
# The tag names Python and Debian; rebuilding takes both's security fixes. (Whoever can ask the registry may add the
# digest, and then has to renew it for each fix.) Packages are fixed by requirements.txt.

FROM python:3.13-slim-trixie AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements.txt /tmp/
# Every package has a wheel for Linux, so no compiler comes in, here or below.
RUN pip install --require-hashes --only-binary :all: -r /tmp/requirements.txt
WORKDIR /app
COPY . .
ENV PYTHONPATH=/app:/app/site
# Message catalogues and static files belong to the image. The settings want an environment; none of this is kept.
RUN DJANGO_SETTINGS_MODULE=corner.settings.production DATA_DIR=/tmp/data SECRET_KEY=build ALLOWED_HOSTS=build \
    DATABASE_URL=sqlite:///:memory: EMAIL_URL=smtp://build SITE_URL=https://build DEFAULT_FROM_EMAIL=build@localhost \
    sh -c "python manage.py compile_catalogues && python manage.py collectstatic --noinput" \
    && python -m compileall -q /opt/venv /app

FROM python:3.13-slim-trixie
# A fixed number, so that the owner of a mounted folder is known. Only /data and /backups are ever written.
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin corner \
    && install -d -o 10001 -g 10001 /data /backups
# pg_dump and pg_restore for `manage.py backup` and `restore`: Debian's, as new as the server in compose.yaml (17).
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
# `site/` is a folder and not a package, hence the second part of PYTHONPATH (docs/decisions/0002).
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONPATH=/app:/app/site \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=corner.settings.production \
    DATA_DIR=/data \
    PORT=8000 \
    WEB_CONCURRENCY=2
WORKDIR /app
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "tools/healthy.py"]
# It listens on every address of the container, at PORT, with WEB_CONCURRENCY processes. Threads, because ten slow readers stall two plain workers.
# Nothing is written beside /data and shared memory; never --chdir site, which would make it the current folder.
CMD ["gunicorn", "--pythonpath", "site", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "corner.wsgi"]
