# Every command that this project has. `make` alone lists them. Nothing is needed but make and Python 3.11 to 3.13.

PYTHON_IN = .venv/bin/python
# Two test processes suit two cores; ARGS goes to pytest: make test ARGS="-k agreement -x"
WORKERS ?= 2
PYTEST = -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# Enough to load the production settings for a check; nothing is read from or written to any of these.
AS_PRODUCTION = DJANGO_SETTINGS_MODULE=corner.settings.production \
	SECRET_KEY=only-for-checks-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH \
	ALLOWED_HOSTS=corner.example.org SITE_URL=https://corner.example.org \
	DATABASE_URL=sqlite:///:memory: EMAIL_URL=smtp+tls://user:password@mail.example.org:587 \
	DEFAULT_FROM_EMAIL=hello@corner.example.org
TEMPLATES = site/templates $(wildcard */templates)

.DEFAULT_GOAL := help
.PHONY: help start test test-long test-next check observatory faults bench lock readability screenshots guide-pictures ten-tasks environment environment-dev

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  PORT=8001 and DATA_DIR=/some/folder change where 'make start' listens and keeps its data."

environment:
	@sh tools/environment.sh .venv requirements.txt

environment-dev:
	@sh tools/environment.sh .venv requirements-dev.txt

start: environment ## start the site on this machine, with starter content and its worker
	@$(PYTHON_IN) -m tools.start

test: environment-dev ## run the tests (SQLite, or what DATABASE_URL names); ARGS="-k word" chooses
	$(PYTHON_IN) $(PYTEST) $(ARGS)

test-long: environment-dev ## run what takes long; LONG_ROUNDS sets how much
	$(PYTHON_IN) $(PYTEST) -m long $(ARGS)

test-next: ## run the tests on the next Wagtail; SMOKE=1 runs a few
	@sh tools/environment.sh .venv-next requirements-next.txt
	.venv-next/bin/python $(PYTEST) $(if $(SMOKE),-m "smoke and not long") $(ARGS)

check: environment-dev ## lint, types, migrations, templates, production settings, image, known holes in packages
	$(PYTHON_IN) -m ruff check .
	$(PYTHON_IN) -m ruff format --check .
	$(PYTHON_IN) -m mypy .
	$(PYTHON_IN) tools/lint_css.py site/static
	$(PYTHON_IN) -m djlint --lint --quiet $(TEMPLATES)
	$(PYTHON_IN) -m tools.compile_templates
	$(PYTHON_IN) manage.py makemigrations --check --dry-run
	$(AS_PRODUCTION) $(PYTHON_IN) manage.py check --deploy --fail-level WARNING
	.venv/bin/hadolint Dockerfile
	.venv/bin/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml
	$(PYTHON_IN) -m tools.audit
	@test ! -e site/__init__.py || { echo "Delete site/__init__.py: the standard library owns the name 'site'."; exit 1; }

observatory: environment-dev ## let Mozilla's Observatory score the headers, on this machine (needs Node)
	$(PYTHON_IN) -m tools.observatory

lock: environment-dev ## write the locked requirements anew; UPGRADE=1 takes the newest patch releases
	$(PYTHON_IN) -m tools.lock $(if $(UPGRADE),--upgrade)

readability: environment-dev ## write docs/readability.md: how hard the starter pages are to read
	$(PYTHON_IN) -m tools.readability

screenshots: environment-dev ## draw docs/screenshots with Chromium
	$(PYTHON_IN) -m tools.screenshots

guide-pictures: environment-dev ## draw docs/guide/pictures with Chromium; ARGS="sign-ups users" draws these only
	$(PYTHON_IN) -m tools.guide_pictures $(ARGS)

ten-tasks: environment-dev ## write docs/ten-tasks.md: ten ways through the admin, in clicks and fields
	$(PYTHON_IN) -m tools.ten_tasks

faults: environment-dev ## print the figures under faults (hours); ARGS="kills", ROUNDS=2, DATABASE=sqlite choose less
	$(PYTHON_IN) -m tools.faults $(ARGS)

bench: environment-dev ## measure the speed beside peers (hours); ARGS="reading --write", ROUNDS=2, DATABASE=sqlite
	$(PYTHON_IN) -m bench $(ARGS)
