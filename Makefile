# The front door. `make run` shows the program at work and `make test` runs every test, both on a fresh Debian 12.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help packages test-packages build run test everything cpp-tests python-tests rules format docs clean

BUILD := build/release
# Debian's own Python, whatever other one comes first on the path.
PYTHON := /usr/bin/python3
VENV := .venv
# The Python package as pytest sees it: links to python/riskpool beside the module built for it.
STAGE := $(BUILD)/python

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

# Installs what is missing of the Debian packages that a list names.
define install
@if ! command -v dpkg-query >/dev/null; then echo "No dpkg here: install what $(1) names yourself."; exit 0; fi; \
	wanted=$$(sed 's/#.*//' $(1)); \
	missing=$$(comm -23 <(printf '%s\n' $$wanted | sort -u) \
	    <(dpkg-query -W -f='$${db:Status-Status} $${Package}\n' $$wanted 2>/dev/null | sed -n 's/^installed //p' | sort -u)); \
	[ -n "$$missing" ] || exit 0; \
	echo "Installing" $$missing; \
	become=; [ "$$(id -u)" = 0 ] || become=sudo; \
	apt="$$become env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600"; \
	$$apt update && $$apt install -y --no-install-recommends $$missing
endef

packages:  ## install the Debian packages of packages.txt that are missing
	$(call install,packages.txt)

test-packages: packages
	$(call install,packages-test.txt)

build: packages  ## build the program, build/release/riskpool
	@cmake --preset release -DRISKPOOL_PYTHON=OFF --log-level=NOTICE
	@cmake --build $(BUILD) --target riskpool

run: build  ## build, and simulate the integrated-circuit pool into out/ic_pool.h5
	@mkdir -p out
	$(BUILD)/riskpool run scenarios/ic/pool.yaml -o out/ic_pool.h5

test: cpp-tests python-tests  ## run every C++ and every Python test

# One tree for the program, its tests and the Python module, so that nothing is compiled twice.
everything: packages $(VENV)/installed
	@cmake --preset release -DRISKPOOL_PYTHON=$(if $(wildcard python/CMakeLists.txt),ON,OFF) --log-level=NOTICE \
	    -DPython_EXECUTABLE=$(CURDIR)/$(VENV)/bin/python -DPython_ROOT_DIR=$(CURDIR)/$(VENV) \
	    -Dnanobind_DIR="$$($(VENV)/bin/python -m nanobind --cmake_dir)"
	@cmake --build $(BUILD)

cpp-tests: everything
	$(BUILD)/tests/riskpool_tests --gtest_brief=1

$(VENV)/installed: python/requirements.txt | packages
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r python/requirements.txt
	@touch $@

python-tests: everything test-packages
	@mkdir -p $(STAGE)/riskpool
	@find $(STAGE)/riskpool -maxdepth 1 -type l -delete
	@for each in python/riskpool/*; do [ ! -e "$$each" ] || ln -sfn "$(CURDIR)/$$each" $(STAGE)/riskpool/; done
	@for each in $(STAGE)/_ext*.so; do [ ! -e "$$each" ] || ln -sfn "../$${each##*/}" $(STAGE)/riskpool/; done
	PATH="$(CURDIR)/$(BUILD):$(CURDIR)/$(VENV)/bin:$$PATH" PYTHONPATH=$(STAGE) PYTHONDONTWRITEBYTECODE=1 \
	    $(VENV)/bin/python -m pytest -q $(wildcard python/tests tests/python tests/rules)

rules:  ## check the rules of the rooms, in a second
	@$(PYTHON) .ci/rules.py

format:  ## lay out all C++ code by .clang-format
	@git ls-files '*.hpp' '*.cpp' | xargs -r clang-format -i

docs: build  ## write the pages that follow from the code: schema and reference
	@.ci/docs write $(BUILD)/riskpool

clean:  ## remove what was built, and .venv
	rm -rf build $(VENV)
