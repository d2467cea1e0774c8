# What people type. The first command sets the tools up in .venv by itself; nothing else is changed on the machine,
# save Pango, which printing needs and which is installed only where that takes no password.
PYTHON ?= python3
SET_UP := $(PYTHON) -I tooling/focalpoint/bootstrap.py
FOCALPOINT := .venv/bin/focalpoint
ONE_EDITION = $(if $(EDITION),--edition '$(EDITION)')

.DEFAULT_GOAL := help
.PHONY: help venv html pdf briefs check preview draft review test bench clean

help: ## list these commands
	@$(SET_UP) --help-make

venv: ## set up the tools (every other command does so by itself)
	@$(SET_UP)

html: ## make the web pages and the PDF they offer (one edition only: make html EDITION=network)
	@$(SET_UP) --print
	@$(FOCALPOINT) build --format html $(ONE_EDITION)

pdf: ## make the PDF (one edition only: make pdf EDITION=network)
	@$(SET_UP) --print
	@$(FOCALPOINT) build --format pdf $(ONE_EDITION)

briefs: ## make two pages for each ministry (one edition only: make briefs EDITION=network)
	@$(SET_UP) --print
	@$(FOCALPOINT) briefs $(ONE_EDITION)

check: venv ## find what is wrong in the manual and the notes
	@$(FOCALPOINT) check

preview: ## show the chapter you edit, on the web and in print, as you save it
	@$(SET_UP) --print
	@$(FOCALPOINT) preview

draft: ## freeze the next draft for comments, with a copy for each member
	@$(SET_UP) --print
	@$(FOCALPOINT) draft issue --copies $(if $(BY),--by '$(BY)')

review: venv ## decide on the comments on the latest draft, in a page of the browser
	@$(FOCALPOINT) review

test: ## test the toolchain itself
	@$(SET_UP) --print
	@.venv/bin/python -m pytest

bench: ## measure how long the builds take
	@$(SET_UP) --print
	@.venv/bin/python -m tests.figures

clean: ## remove build/ (dist/ stays: it holds what was published)
	@rm -rf build
