# What people type. The first command sets the tools up in .venv by itself; nothing else is changed on the machine,
# save Pango, which printing needs and which is installed only where that takes no password.
PYTHON ?= python3
SET_UP := $(PYTHON) -I tooling/focalpoint/setup/bootstrap.py
SET_UP_TO_PRINT := $(SET_UP) && .venv/bin/python -I -m focalpoint.setup.libraries
FOCALPOINT := .venv/bin/focalpoint
TESTS := .venv/bin/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder
ONE_EDITION = $(if $(EDITION),--edition '$(EDITION)')

.DEFAULT_GOAL := help
.PHONY: help venv html pdf epub briefs pocket check preview draft word review release links test test-quick doctor upgrade bench mutants clean

help: ## list these commands
	@echo 'Type one of these:'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

venv: ## set up the tools (every other command does so by itself)
	@$(SET_UP)

html: ## make the web pages and the PDF they offer (one edition only: make html EDITION=network)
	@$(SET_UP_TO_PRINT)
	@$(FOCALPOINT) build --format html $(ONE_EDITION)

pdf: ## make the PDF (one edition only: make pdf EDITION=network)
	@$(SET_UP_TO_PRINT)
	@$(FOCALPOINT) build --format pdf $(ONE_EDITION)

epub: ## make an e-book (one edition only: make epub EDITION=network)
	@$(SET_UP_TO_PRINT)
	@$(FOCALPOINT) build --format epub $(ONE_EDITION)

briefs: ## make two pages for each ministry (make briefs CONTACT='office, telephone' EDITION=network)
	@$(SET_UP_TO_PRINT)
	@$(FOCALPOINT) briefs $(ONE_EDITION) $(if $(CONTACT),--contact '$(CONTACT)')

pocket: ## make the pocket edition, sixteen A5 pages (one edition only: make pocket EDITION=network)
	@$(SET_UP_TO_PRINT)
	@$(FOCALPOINT) pocket $(ONE_EDITION)

check: venv ## find what is wrong in the manual and the notes (make check FIX=1 mends first what a program can)
	@$(FOCALPOINT) check $(if $(FIX),--fix)

preview: ## show the chapter you edit, on the web and in print, as you save it
	@$(SET_UP_TO_PRINT)
	@$(FOCALPOINT) preview

draft: ## freeze the next draft for comments, with a copy for each member
	@$(SET_UP_TO_PRINT)
	@$(FOCALPOINT) draft issue --copies $(if $(BY),--by '$(BY)')

word: ## write chapters as Word files for an office to edit (make word CHAPTER=education TO='an office')
	@$(SET_UP_TO_PRINT)
	@$(FOCALPOINT) word out $(CHAPTER) --to '$(TO)'

review: venv ## decide on the comments on the latest draft, in a page of the browser
	@$(FOCALPOINT) review

release: ## release a version, or say what keeps it back (make release VERSION=1.0)
	@$(SET_UP_TO_PRINT)
	@$(FOCALPOINT) release $(if $(VERSION),'$(VERSION)',--dry-run) $(foreach kind,$(ALLOW),--allow '$(kind)') $(if $(BECAUSE),--because '$(BECAUSE)')

links: venv ## ask whether the pages that the manual links to are still there (the one command that asks the network)
	@$(FOCALPOINT) links

test: ## test the toolchain itself
	@$(SET_UP_TO_PRINT)
	@$(TESTS)

test-quick: ## test it in a minute, without what is slow and without the browser (FILES='tests/cli')
	@$(SET_UP_TO_PRINT)
	@$(TESTS) -m 'not slow and not browser' $(FILES)

doctor: venv ## say what the tools need of this machine, what is there and what is missing
	@$(FOCALPOINT) doctor

upgrade: ## renew requirements.lock to the newest versions and run all tests (one package only: make upgrade PACKAGE=name)
	@$(SET_UP_TO_PRINT)
	@.venv/bin/python -m focalpoint.setup.upgrade $(PACKAGE)
	@$(SET_UP_TO_PRINT)
	@$(TESTS)

bench: ## measure how long the builds take (beside another checkout: make bench BASELINE=path)
	@$(SET_UP_TO_PRINT)
	@.venv/bin/python -m tests.figures $(if $(BASELINE),--baseline '$(BASELINE)')

mutants: ## break the code in one small place after the other and print what no test sees (ALL=1, FILE='leaks/*')
	@$(SET_UP_TO_PRINT)
	@.venv/bin/python -m tests.figures.mutants $(if $(ALL),--all) $(if $(FILE),--file '$(FILE)')

clean: ## remove build/ (dist/ stays: it holds what was published)
	@rm -rf build
