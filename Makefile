# Every target does its own set-up. POSIX make and sh; no path is absolute, so the folder may be anywhere
# and its name may hold spaces. Two environments, each made from one lock and made anew when that lock changes:
# .venv from requirements.lock, so that `make test` proves the site needs nothing else, and .venv-test.
.POSIX:
.SUFFIXES:
.PHONY: help site serve check test bench lock clean

# make site PYTHON=/path/to/python3.13 · make serve PORT=9000 · make test ARGS="-k anchors" · make lock ARGS=--upgrade
PYTHON =
PORT = 8000
ARGS =

# Sets $python, or says what is missing. A name on the PATH may be a shim that does not run: each is tried.
FIND_PYTHON = \
	if [ -n "$(PYTHON)" ]; then set -- "$(PYTHON)"; \
	else set -- python3 python3.14 python3.13 python3.12 python3.11 python; fi; \
	for python do \
		"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
		python=; \
	done; \
	if [ -z "$$python" ]; then \
		echo "No Python 3.11 or newer with its venv module was found" >&2; \
		echo "(fix: install it, on Debian and Ubuntu: apt-get install python3-venv; or say make PYTHON=/path/to/python3)" >&2; \
		exit 3; \
	fi

# Makes $venv hold exactly what $lock lists. The lock is copied in last, so a set-up cut short is done again.
# Wheels only: a source package would fetch build tools that no hash pins.
SET_UP = \
	if ! cmp -s "$$lock" "$$venv/installed.lock" || ! "$$venv/bin/python" -c '' 2>/dev/null; then \
		$(FIND_PYTHON); \
		echo "Setting up $$venv from $$lock with $$("$$python" --version) …"; \
		"$$python" -m venv --clear "$$venv" && \
		"$$venv/bin/python" -m pip --disable-pip-version-check install -qq --only-binary :all: \
			--require-hashes --no-deps -r "$$lock" && \
		cp "$$lock" "$$venv/installed.lock" || { \
			echo "$$venv could not be set up (fix: see the lines above; a network is needed once)" >&2; exit 3; }; \
	fi

SITE_ENV = venv=.venv; lock=requirements.lock; $(SET_UP)
TEST_ENV = venv=.venv-test; lock=requirements-test.lock; $(SET_UP)

COMPILE = .venv-test/bin/python -m uv pip compile --quiet $(ARGS) --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s  %s\n", $$1, $$2 }' Makefile

site: ## Convert the sources and build the verified site into site/
	@$(SITE_ENV)
	@.venv/bin/python scripts/convert.py
	@.venv/bin/python scripts/publish.py

serve: site ## Build the site and serve it on this machine (PORT=8000)
	@echo "http://127.0.0.1:$(PORT)/ (Ctrl-C ends)"
	@.venv/bin/python -m http.server --bind 127.0.0.1 --directory site $(PORT)

check: ## Lint, and compare the committed pages with the sources; writes nothing
	@$(TEST_ENV)
	@.venv-test/bin/python -m ruff check .
	@.venv-test/bin/python scripts/convert.py --check

test: ## Lint, build the site, and run every test, those in a browser too (ARGS="-k name")
	@$(TEST_ENV)
	@.venv-test/bin/python scripts/browser.py
	@.venv-test/bin/python -m ruff check .
	@$(MAKE) site
	@EDITION_SITE=site .venv-test/bin/python -m pytest -n auto --maxprocesses 4 $(ARGS)

bench: ## Print seconds and memory for 10, 100 and 1,000 synthetic works
	@$(SITE_ENV)
	@.venv/bin/python scripts/bench.py $(ARGS)

lock: ## Write both lock files from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(TEST_ENV)
	@$(COMPILE) --group site -o requirements.lock
	@$(COMPILE) --group site --group test --group lock -c requirements.lock -o requirements-test.lock

clean: ## Remove what make made: environments, site, build, caches, generated pages that are not committed
	@rm -rf .venv .venv-test site .site.staging .site.old .site.lock build test-results
	@rm -rf .pytest_cache .ruff_cache .hypothesis docs/*/sources
	@git clean -qfdX docs 2>/dev/null || rm -f docs/*/index.md docs/*/method.md docs/*/about.md
	@find scripts hooks tests -name __pycache__ -type d -prune -exec rm -rf {} +
