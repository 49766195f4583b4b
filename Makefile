# Everything a developer types. The first call of any of these sets the machine up.

VENV := .venv
PYTHON := $(VENV)/bin/python
CATALOGUES := $(wildcard resources/locale/*/LC_MESSAGES/*.po)
SETUP := pyproject.toml hatch_build.py src/cjmdesk/_version.py scripts/setup.sh
JOBS ?= 2

.PHONY: help run check test campaign lint messages icons bench faults fuzz package screenshots pictures clean

help:
	@echo 'make run          the window with the sample project'
	@echo 'make test         lint, types, architecture, words and all tests'
	@echo 'make campaign     posters over every pair of papers, a thousand merges'
	@echo 'make check        what of it needs no test: lint, types, texts; a minute'
	@echo 'make lint         the first part of it; mends what can be mended'
	@echo 'make messages     the words to translate, the table of commands'
	@echo 'make icons        icon drawings, program icons'
	@echo 'make screenshots  a picture of every window'
	@echo 'make pictures     those of README and user guide'
	@echo 'make bench        measured against asked'
	@echo 'make faults       nothing is lost: kills, full disks, power cuts; FAULTS_SCALE=0.05 for less'
	@echo 'make fuzz         our own parsers under coverage-guided fuzzing; FUZZ_SECONDS=600 for more'
	@echo 'make package      a program folder that needs no Python'

run: $(VENV)/ready-run $(VENV)/catalogues
	@$(PYTHON) scripts/run.py

check test: export QT_QPA_PLATFORM := offscreen
check: $(VENV)/ready-test $(VENV)/catalogues
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(PYTHON) scripts/messages.py --check
	$(PYTHON) scripts/commands.py --check

test: check
	$(PYTHON) -m pytest -n $(JOBS)

campaign: $(VENV)/ready-test $(VENV)/catalogues
	HYPOTHESIS_PROFILE=ci QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n $(JOBS) -m slow tests/posters tests/changes

lint: $(VENV)/ready-test
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format
	$(VENV)/bin/mypy

messages: $(VENV)/ready-test
	$(PYTHON) scripts/messages.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) scripts/commands.py

icons: $(VENV)/ready-test
	$(PYTHON) scripts/icons.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) scripts/program_icons.py

bench: $(VENV)/ready-test $(VENV)/catalogues
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m benchmarks

faults: $(VENV)/ready-test $(VENV)/catalogues
	PYTHONPATH=tests $(PYTHON) -m faults --markdown out/faults.md $(IDS)

fuzz: $(VENV)/ready-test $(VENV)/catalogues
	@$(PYTHON) -c 'import atheris' 2>/dev/null || $(PYTHON) -m pip install -qq --disable-pip-version-check --editable '.[fuzz]' || true
	PYTHONPATH=tests $(PYTHON) -m fuzz $(PARSERS)

screenshots: $(VENV)/ready-test $(VENV)/catalogues
	QT_QPA_PLATFORM=offscreen $(PYTHON) scripts/screenshots.py out/screenshots

pictures: $(VENV)/ready-test $(VENV)/catalogues
	$(PYTHON) scripts/pictures.py

package: $(VENV)/ready-test $(VENV)/catalogues
	packaging/build.sh $(PYTHON)

clean:
	rm -rf build dist out

$(VENV)/ready-run: $(SETUP)
	@VENV=$(VENV) scripts/setup.sh run
	@touch $@

# What the tests need holds what the window needs.
$(VENV)/ready-test: $(SETUP)
	@VENV=$(VENV) scripts/setup.sh test
	@touch $@ $(VENV)/ready-run

$(VENV)/catalogues: $(CATALOGUES) hatch_build.py | $(VENV)/ready-run
	@$(PYTHON) -c 'from pathlib import Path; from hatch_build import compile_catalogues; \
		compile_catalogues(Path("resources/locale"))'
	@touch $@
