# Both Sides. `make serve` shows the app, `make test` proves it; both install what they need, at pinned versions.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

TRUNK := 0.21.14
WASM_BINDGEN := 0.2.129
BINARYEN := 132.0.0
WASM_SPLIT := 0.2.4
PORT ?= 8080

# Tools live in a cache of the user's, shared by all clones.
CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/both-sides
TRUNK_HOME := $(CACHE)/trunk-$(TRUNK)
WASM_BINDGEN_HOME := $(CACHE)/wasm-bindgen-$(WASM_BINDGEN)
BINARYEN_HOME := $(CACHE)/binaryen-$(BINARYEN)
WASM_SPLIT_HOME := $(CACHE)/wasm-split-$(WASM_SPLIT)
export PATH := $(TRUNK_HOME)/bin:$(WASM_BINDGEN_HOME)/bin:$(WASM_SPLIT_HOME)/bin:$(BINARYEN_HOME)/node_modules/.bin:$(HOME)/.cargo/bin:$(PATH)
unexport NO_COLOR

# A tool is compiled for a single short job: little optimisation, no link-time work.
CHEAP := env -u CARGO_TARGET_DIR -u RUSTFLAGS CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
	CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=false

SOURCES := $(shell find src style build.rs index.html Trunk.toml Cargo.toml Cargo.lock -type f 2>/dev/null)
E2E := tests/e2e
STORIES ?= $(wildcard $(E2E)/*.test.js)
CORE := --no-default-features
IN_TESTS := -A clippy::unwrap_used -A clippy::expect_used
say = @printf '\n\033[1m%s\033[0m\n' "$(1)"

.PHONY: help
help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: serve
serve: dist ## build the app and show it on http://localhost:8080 (PORT=…)
	$(call say,Both Sides is on http://localhost:$(PORT)/ : stop with Ctrl+C)
	@node $(E2E)/static_server.js dist $(PORT)

.PHONY: watch
watch: tools ## rebuild at each change (unoptimised) and show it on http://localhost:8080
	trunk serve --port $(PORT) --dist target/watch

.PHONY: dist
dist: dist/index.html ## build dist/: runs from any static host, under any path

dist/index.html: $(SOURCES) | tools
	$(call say,Building dist/ (the first time takes some minutes))
	trunk build --release --features split
	@touch $@

.PHONY: test
test: ## everything: core and laws, lints, wasm in Chromium, stories in Chromium against dist/
	@$(MAKE) --no-print-directory test-core test-lint test-wasm test-e2e

.PHONY: test-core
test-core: ## the core on the host, in seconds
	$(call say,Core tests on the host)
	@if cargo nextest --version >/dev/null 2>&1; then cargo nextest run --locked --no-fail-fast $(CORE); \
	else cargo test --locked $(CORE) --lib --bins --tests; fi
	@cargo test --locked $(CORE) --doc

.PHONY: test-lint
test-lint: target-wasm ## formatting and lints, no warning allowed
	$(call say,Formatting and lints)
	@cargo fmt --check
	@cargo clippy --locked $(CORE) --lib --bins -- -D warnings
	@cargo clippy --locked $(CORE) --tests -- -D warnings $(IN_TESTS)
	@cargo clippy --locked --target wasm32-unknown-unknown --lib --bins -- -D warnings
	@cargo clippy --locked --target wasm32-unknown-unknown --test wasm -- -D warnings $(IN_TESTS)

.PHONY: test-wasm
test-wasm: target-wasm browser $(WASM_BINDGEN_HOME)/bin/wasm-bindgen ## the tests that need a browser, in headless Chromium
	$(call say,Wasm tests in headless Chromium)
	@cargo test --locked --target wasm32-unknown-unknown --test wasm

.PHONY: test-e2e
test-e2e: dist browser $(E2E)/node_modules/.package-lock.json ## stories against dist/ (STORIES="tests/e2e/one.test.js")
	$(call say,Stories in headless Chromium)
	@node --test --test-concurrency=2 --test-reporter=spec $(STORIES)

.PHONY: bench
bench: tools browser benches/node_modules/.package-lock.json dist ## budgets against peers in the same run, one table (JOBS="map_pan first_open sizes")
	$(call say,Building our side of the benches)
	@cargo build --locked --release --target wasm32-unknown-unknown --features bench --bin bench --bin counter
	@cargo build --locked --profile worker --target wasm32-unknown-unknown --no-default-features --features bench-worker --bin bench_worker
	@release="$${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release"; \
	wasm-bindgen --target web --no-typescript --out-dir benches/built/worker --out-name ours "$${release%release}worker/bench_worker.wasm"; \
	wasm-bindgen --target web --no-typescript --out-dir benches/built --out-name ours "$$release/bench.wasm"; \
	wasm-bindgen --target web --no-typescript --out-dir benches/built/leptos --out-name counter "$$release/counter.wasm"
	@wasm-opt -Os benches/built/ours_bg.wasm -o benches/built/ours_bg.wasm
	@wasm-opt -O3 benches/built/worker/ours_bg.wasm -o benches/built/worker/ours_bg.wasm
	@wasm-opt -Oz benches/built/leptos/counter_bg.wasm -o benches/built/leptos/counter_bg.wasm
	@node benches/run.js $(JOBS)

.PHONY: screenshot
screenshot: dist browser $(E2E)/node_modules/.package-lock.json ## take the README's picture anew
	@node $(E2E)/screenshot.js

.PHONY: clean
clean: ## remove what was built here (not the shared tools)
	rm -rf dist target test-results benches/built

# ---- what is installed when it is missing ----

.PHONY: tools
tools: target-wasm $(TRUNK_HOME)/bin/trunk $(WASM_BINDGEN_HOME)/bin/wasm-bindgen $(BINARYEN_HOME)/node_modules/.bin/wasm-opt $(WASM_SPLIT_HOME)/bin/wasm-split-cli

.PHONY: target-wasm
target-wasm:
	@if [ ! -d "$$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]; then \
		echo "Adding Rust's wasm32-unknown-unknown target"; rustup target add wasm32-unknown-unknown; fi

$(TRUNK_HOME)/bin/trunk:
	$(call say,Installing trunk $(TRUNK) into $(TRUNK_HOME) (once; some minutes))
	@$(CHEAP) cargo install trunk --locked --version $(TRUNK) --no-default-features --root $(TRUNK_HOME)

$(WASM_BINDGEN_HOME)/bin/wasm-bindgen:
	$(call say,Installing wasm-bindgen-cli $(WASM_BINDGEN) into $(WASM_BINDGEN_HOME) (once; some minutes))
	@$(CHEAP) cargo install wasm-bindgen-cli --locked --version $(WASM_BINDGEN) --root $(WASM_BINDGEN_HOME)

$(WASM_SPLIT_HOME)/bin/wasm-split-cli:
	$(call say,Installing wasm-split $(WASM_SPLIT) into $(WASM_SPLIT_HOME) (once; a minute or two))
	@$(CHEAP) cargo install wasm_split_cli_support --locked --version $(WASM_SPLIT) --features build-binary --root $(WASM_SPLIT_HOME)

$(BINARYEN_HOME)/node_modules/.bin/wasm-opt:
	$(call say,Installing wasm-opt (binaryen $(BINARYEN)) into $(BINARYEN_HOME) (once))
	@mkdir -p $(BINARYEN_HOME)
	@npm install --silent --no-save --prefix $(BINARYEN_HOME) binaryen@$(BINARYEN)

%/node_modules/.package-lock.json: %/package-lock.json
	$(call say,Installing the packages of $*)
	@npm ci --silent --prefix $*
	@touch $@

# An installed Chrome or Chromium is used as it is; Debian's comes only where neither is found.
.PHONY: browser
browser:
	@if ! { node $(E2E)/browser_path.js >/dev/null 2>&1 && { command -v chromedriver || ls "$${CHROMEWEBDRIVER:-/nowhere}/chromedriver"; } >/dev/null 2>&1; }; then \
		if ! command -v apt-get >/dev/null; then echo "Please install Chrome or Chromium and its chromedriver: neither is found, nor apt-get to install them."; exit 1; fi; \
		echo "Installing Chromium and its driver with apt-get"; \
		sudo=$$( [ "$$(id -u)" = 0 ] || echo sudo ); \
		$$sudo apt-get update -qq; \
		DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -qq -y --no-install-recommends chromium chromium-driver fonts-dejavu-core; \
	fi
