# Two commands for a newcomer: `make demo` plans the reference mission; `make test` runs everything that guards it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/italy-2020

.PHONY: demo test lint bench requirements clean

demo: $(VENV)/run.done
	$(BIN)/aidbridge plan examples/italy-2020 --out $(DEMO)
	$(BIN)/aidbridge check $(DEMO)
	@echo
	@echo "The page: $(CURDIR)/$(DEMO)/report.html"

test: $(VENV)/test.done lint
	$(BIN)/pytest --numprocesses auto --dist loadfile

lint: $(VENV)/test.done
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/test.done
	$(BIN)/python -m benchmarks.planning

$(VENV)/run.done: pyproject.toml requirements/build.txt requirements/run.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/build.txt -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/test.done: $(VENV)/run.done requirements/test.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/test.txt
	touch $@

# Pins all dependencies anew; needs pip-tools on the path.
requirements:
	echo setuptools | pip-compile $(PIN) --output-file=requirements/build.txt -
	pip-compile $(PIN) --output-file=requirements/run.txt pyproject.toml
	pip-compile $(PIN) --extra=test --output-file=requirements/test.txt pyproject.toml
PIN := --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
