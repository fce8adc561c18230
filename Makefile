# Shorthand for start.py, which does the work. Another Python: make run PYTHON=python3.12
PYTHON ?= python3

.PHONY: run test check

run:
	@$(PYTHON) start.py run $(ARGS)

test:
	@$(PYTHON) start.py test $(ARGS)

check:
	@$(PYTHON) start.py check
