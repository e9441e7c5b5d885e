# make demo    the summary of a debate that ships, then the browser app with it (OPEN=0: only print)
# make test    all tests, in an environment of their own; the browser is installed where it is missing
# make lint    style, types, layout

PYTHON ?= python3
VENV ?= .venv
OPEN ?= 1
SAMPLE ?= samples/reservoir-alarms-debate.txt
MOTION ?= There should be a national inquiry into the reservoir alarms.

.PHONY: demo test lint
.DELETE_ON_ERROR:

demo: $(VENV)/app
	$(VENV)/bin/python -m summariser summarise $(SAMPLE) --motion "$(MOTION)"
ifneq ($(OPEN),0)
	$(VENV)/bin/python app.py $(SAMPLE) --motion "$(MOTION)" --open
endif

test: $(VENV)/dev
	tests/chromium.sh
	$(VENV)/bin/python -m pytest

lint: $(VENV)/dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/app: requirements.txt | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ $(VENV)/app
