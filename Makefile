# Two commands to a drill: `git clone ... squall`, then `make -C squall run`.
# Everything installed goes into .venv and frontend/node_modules; a second run finds it there.

PORT ?= 8000
DATA ?= data
HOST ?= 127.0.0.1
# Tests at a time, one more than there are processors: they wait a third of their time.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
# By whole files. A worker that is lost ends the run: what it had to do would be waited for without end.
SPREAD := --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder --max-worker-restart 0
# Folders of tests that `make test-python` leaves out.
EXCEPT ?=

PY := .venv/bin/python
STAMPS := .venv/stamps
NPM := cd frontend && PATH="$$(../scripts/find_node):$$PATH" npm
LOCK := $(STAMPS)/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
FRONTEND_SOURCES := $(shell find frontend/src frontend/public frontend/index.html \
	frontend/*.ts frontend/*.js frontend/*.json -type f 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help run test test-frontend test-python test-cluster soak check check-types check-style check-layers check-wire \
	check-frontend check-house bench bench-fanout bench-scale plots build sbom audit types lock clean
.DELETE_ON_ERROR:

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(STAMPS)/runtime frontend/dist/index.html ## start a drill here (PORT=8000 DATA=data; HOST=0.0.0.0 lets phones in)
	@exec .venv/bin/squall demo --host "$(HOST)" --port "$(PORT)" --data "$(DATA)"

test: test-frontend test-python ## run every test, in the browser too

test-frontend: frontend/node_modules/.package-lock.json
	$(NPM) test

test-python: $(STAMPS)/dev frontend/dist/index.html
	@$(PY) -m compileall -q app tests # for the servers that tests start, where Python writes no bytecode by itself
	CHROMIUM="$$(scripts/find_chromium)" scripts/on_fast_disk .venv/bin/pytest $(SPREAD) \
		$(EXCEPT:%=--ignore=%)

soak: $(STAMPS)/dev frontend/dist/index.html ## kill 1,000 processes in an hour of drills; rewrites docs/reliability.md
	.venv/bin/python -m tests.soak --kills 1000 --minutes 60 --report docs/reliability.md

test-cluster: $(STAMPS)/dev frontend/dist/index.html ## run what talks to Redis on a cluster of three, then under Sentinel (half an hour)
	for sort in cluster sentinel; do \
		SQUALL_TEST_REDIS=$$sort scripts/on_fast_disk .venv/bin/pytest $(SPREAD) \
			tests/store tests/story tests/faults tests/live tests/web || exit 1; \
	done

check: check-types check-frontend check-house check-wire check-layers check-style ## run every check that reads the code

check-types: $(STAMPS)/dev
	.venv/bin/mypy

check-frontend: frontend/node_modules/.package-lock.json
	$(NPM) run check

check-house: $(STAMPS)/dev
	.venv/bin/pytest -q tests/house

check-wire: $(STAMPS)/dev frontend/node_modules/.package-lock.json
	scripts/check_types

check-layers: $(STAMPS)/dev
	.venv/bin/lint-imports

check-style: $(STAMPS)/dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check

bench: $(STAMPS)/bench ## measure what a drill and its crowd cost on this machine
	.venv/bin/python -m tests.bench.drill
	@echo
	.venv/bin/python -m tests.bench.crowd
	@echo
	.venv/bin/python -m tests.bench.review
	@echo
	CHROMIUM="$$(scripts/find_chromium)" .venv/bin/python -m tests.bench.replay
	@echo
	CHROMIUM="$$(scripts/find_chromium)" .venv/bin/python -m tests.bench.paint
	@echo
	.venv/bin/python -m tests.bench.fanout --short --rounds 1 --sockets 1000
	@echo
	-.venv/bin/squall load --players 50 --observers 500 --seconds 10

bench-fanout: $(STAMPS)/bench $(STAMPS)/peers ## measure what a delivery costs, against C and others (ten minutes; a quiet machine)
	.venv/bin/python -m tests.bench.fanout

bench-scale: $(STAMPS)/bench ## measure what a node carries and how much more two do (ten minutes)
	.venv/bin/python -m tests.bench.scale

plots: $(STAMPS)/dev ## measure the crowd against its sources and draw docs/crowd
	.venv/bin/python -m tests.crowd.facts.plots

build: frontend/dist/index.html ## build the frontend into frontend/dist

sbom: $(STAMPS)/dev frontend/node_modules/.package-lock.json ## write what Squall is made of, as CycloneDX, into build/sbom
	@mkdir -p build/sbom
	@$(NPM) sbom --sbom-format cyclonedx --package-lock-only > ../build/sbom/npm.json
	@.venv/bin/python scripts/write_sbom.py --npm build/sbom/npm.json --out build/sbom

audit: $(STAMPS)/dev frontend/node_modules/.package-lock.json ## ask whether a locked package is known to be dangerous
	@.venv/bin/python scripts/audit.py

types: $(STAMPS)/dev frontend/node_modules/.package-lock.json ## write the frontend's wire types from the server's
	$(NPM) run types

lock: $(STAMPS)/uv ## choose the newest versions that fit and lock them with their hashes
	$(LOCK) --upgrade pyproject.toml --output-file requirements/runtime.txt
	$(LOCK) --upgrade pyproject.toml --extra otel --constraint requirements/runtime.txt --output-file requirements/otel.txt
	$(LOCK) --upgrade pyproject.toml --extra otel --group dev --constraint requirements/otel.txt --output-file requirements/dev.txt
	$(LOCK) --upgrade pyproject.toml --group bench --constraint requirements/dev.txt --output-file requirements/bench.txt
	$(LOCK) --upgrade requirements/sbom.in --constraint requirements/dev.txt --output-file requirements/sbom.txt
	$(LOCK) --upgrade requirements/build.in --output-file requirements/build.txt
	$(LOCK) --upgrade requirements/node.in --output-file requirements/node.txt

clean: ## remove what the tools made, but never the data of a drill
	rm -rf .venv build dist squall.egg-info frontend/node_modules frontend/dist \
		.hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find app tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	"$$(scripts/find_python)" -m venv .venv

$(STAMPS)/runtime: requirements/build.txt requirements/runtime.txt pyproject.toml | $(PY)
	$(PY) -m pip install --quiet --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	$(PY) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(PY) -m compileall -q app # pip did so for all the others
	@mkdir -p $(@D) && touch $@

# Node may be put into .venv: before whatever else is, since two at once might meet.
$(STAMPS)/node: requirements/node.txt | $(STAMPS)/runtime
	@scripts/find_node > $@

$(STAMPS)/dev: $(STAMPS)/runtime requirements/dev.txt | $(STAMPS)/node
	$(PY) -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

$(STAMPS)/bench: $(STAMPS)/dev requirements/bench.txt
	$(PY) -m pip install --quiet --require-hashes -r requirements/bench.txt
	@touch $@

# What node's servers of the fan-out bench need; the bench says what it goes without.
$(STAMPS)/peers: tests/bench/fanout/peers/package.json tests/bench/fanout/peers/package-lock.json | $(PY)
	mkdir -p $@ && cp $^ $@
	cd $@ && PATH="$$($(CURDIR)/scripts/find_node):$$PATH" npm ci --no-audit --no-fund
	@touch $@

$(STAMPS)/uv: | $(PY)
	$(PY) -m venv $@
	$@/bin/python -m pip install --quiet "uv>=0.9"

frontend/node_modules/.package-lock.json: frontend/package.json frontend/package-lock.json | $(STAMPS)/node
	$(NPM) ci --no-audit --no-fund
	@touch $@

frontend/dist/index.html: frontend/node_modules/.package-lock.json $(FRONTEND_SOURCES)
	$(NPM) run --silent build -- --logLevel error
	@touch $@
