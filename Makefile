# `make demo` and `make test` do all of their own set-up: Python 3.11 or newer and make are enough.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint model lock clean help

help:
	@echo "make demo   install, read the sample documents, print the register they add up to"
	@echo "make test   install, run the tests"
	@echo "make lint   style and types"
	@echo "make model  train the small model anew from our own sentences"
	@echo "make lock   resolve the dependencies anew (needs uv)"
	@echo "make clean  remove what the others made"

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Comity needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { \
	  echo "No virtual environment could be made in $(VENV). On Debian: apt install python3-venv"; exit 1; }
	@echo "Installing Comity and its parts into $(VENV) (the first time takes a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock || { \
	  echo ""; \
	  echo "The parts could not be installed: pip's message is above. If it speaks of connections or of no matching"; \
	  echo "distribution, the Python package index cannot be reached from here. Connect to a network, or name a mirror"; \
	  echo "(PIP_INDEX_URL=https://... make $(MAKECMDGOALS)) or a folder of wheels (PIP_FIND_LINKS=folder), and run it again."; \
	  exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY)
	@$(BIN)/comity read samples --record build/demo
	@echo ""
	@$(BIN)/comity register Mongolia --record build/demo
	@echo ""
	@$(BIN)/comity pair Mongolia Russia --record build/demo
	@echo ""
	@echo "Read your own documents:   $(BIN)/comity read FILES... --record my-record"
	@echo "Ask for a state:           $(BIN)/comity register FRA --record my-record"
	@echo "Sentence by sentence:      $(BIN)/comity claims --record my-record"
	@echo "How one was found:         $(BIN)/comity explain CLAIM --record my-record   (CLAIM as \`claims\` lists them)"
	@echo "All commands:              $(BIN)/comity --help, docs/commands.md"
	@echo "See it as pages:           $(BIN)/comity serve --record build/demo"
	@echo "                           then http://localhost:8765/"

test: $(READY)
	@$(BIN)/python -m pytest -rs --durations=10 --numprocesses=auto --dist=loadfile

lint: $(READY)
	@$(BIN)/ruff check comity tests evaluation
	@$(BIN)/mypy comity evaluation

model: $(READY)
	@$(BIN)/python -m comity.reading.train

lock:
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements.lock

clean:
	rm -rf $(VENV) record build *.egg-info
