PYTHON ?= python3
BIN := .venv/bin

.PHONY: build test coverage lint docs site test-spark test-site benchmark lock clean
build: .venv/ready
	$(BIN)/python build.py validate
	$(BIN)/python build.py build

# make test K=moving runs the tests whose names have that word, and nothing else
test: $(if $(K),.venv/ready,build lint)
	$(BIN)/python -m pytest --numprocesses auto $(if $(K),-k "$(K)")

# which lines the tests run, and which they do not
coverage: .venv/ready
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# strict: a warning, a failing example or a link that leads nowhere stops it
docs: .venv/ready
	$(BIN)/python -m documentation build/docs
	$(BIN)/zensical build --clean --strict
	$(BIN)/python -m documentation.links build/site

# the record as a site, its documentation in it; BASE is the address that it will stand at
site: .venv/ready
	$(BIN)/python -m documentation build/docs
	$(BIN)/python build.py site --docs build/docs --out build/pages $(if $(BASE),--base-url $(BASE))

# the rules on Spark, which needs a Java runtime; what is not installed is skipped with a message
test-spark: .venv/ready
	SPARK_TESTS=1 $(BIN)/python -m pytest tests/checks/test_engines.py -k spark -rs

# the site in a real browser, and its answers held against the library's; what is not installed is skipped with a message
test-site: .venv/ready
	SITE_TESTS=1 $(BIN)/python -m pytest tests/site -rs

benchmark: .venv/ready
	$(BIN)/python -m benchmarks

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# needs the tool uv; universal, so that one file serves each supported Python
lock:
	uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --extra validate --extra watch --extra site --group dev --python-version 3.11 --output-file requirements.lock

clean:
	rm -rf .venv dist build
