# What to do with Standpoint, and everything it takes. What is missing is installed on the way: into tools/ where that
# is possible, as system packages (browsers) where it is not.
#
#   make run     build the page, serve it, say where
#   make app     build the page and leave dist/standpoint.html, one file that runs from a disk
#   make test    everything: format, lints, native tests, WebAssembly tests, three browsers
#   make bench   sizes and times
#   make kill    kills each browser at work N times (1000) and looks whether anything that was saved is lost
#   make fuzz    feeds importers, model loader, tagger and edits under libFuzzer, EACH (60) seconds each
#   make model   train the models that ship with the page, and print their scores
#   make baseline  what an ordinary tagger makes of the same training data (needs Python)

TRUNK := 0.21.14
# The command line tool must be of the same version as the crate.
BINDGEN := $(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
GECKODRIVER := 0.37.1
BINARYEN := 132.0.0
AXE := 4.14.1
CRFSUITE := 0.9.12
PORT ?= 8080

WASM := wasm32-unknown-unknown
export PATH := $(CURDIR)/tools/bin:$(CURDIR)/tools/npm/node_modules/.bin:$(PATH)
# Trunk does not know NO_COLOR=1, which some machines set.
unexport NO_COLOR

# The quickest build of a tool that works: it is used for seconds.
INSTALL := CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
	cargo install --quiet --root tools
say = @printf '\n== %s\n' "$(1)"

N ?= 1000
EACH ?= 60
FUZZED := file pasted brat archive lessons journal edits model tagger

.PHONY: run app test bench kill fuzz model baseline clean trunk bindgen target npm browsers page

run: trunk bindgen target
	$(call say,Building. Then open http://127.0.0.1:$(PORT)/ (Ctrl-C ends it))
	@trunk serve --port $(PORT)

app: page
	$(call say,dist/standpoint.html is ready: open it with a browser or give it to somebody)

# One build for everything: the served folder is dist/, and the single file in it is made of the folder.
page: trunk bindgen target npm
	$(call say,Building the page)
	@trunk --quiet build
	@if command -v wasm-opt >/dev/null; then \
		for part in app worker; do \
			wasm-opt -O3 --enable-bulk-memory --enable-bulk-memory-opt --enable-nontrapping-float-to-int \
				--enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue \
				--enable-simd dist/$${part}_bg.wasm -o dist/$${part}_bg.wasm || exit 1; \
		done; \
	else \
		echo "wasm-opt is not here (it comes with node and npm): the page works, and is about a fifth larger."; \
	fi
	@cargo run --quiet --profile test --bin pack dist

test: trunk bindgen target npm browsers
	$(call say,Format)
	@cargo fmt --check
	$(call say,Lints)
	@cargo clippy --quiet --all-targets --all-features -- -D warnings
	@cargo clippy --quiet --target $(WASM) --lib --bin app --bin worker -- -D warnings
	@$(MAKE) --no-print-directory page
	$(call say,Native tests and the three browsers)
	@cargo test --quiet --no-fail-fast
	$(call say,WebAssembly tests in Chromium)
	@if command -v chromedriver >/dev/null; then \
		CHROMEDRIVER="$$(command -v chromedriver)" WASM_BINDGEN_TEST_WEBDRIVER_JSON=tests/chromium.json \
		CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
			cargo test --target $(WASM) $(patsubst tests/%.rs,--test %,$(shell grep -l wasm_bindgen_test tests/*.rs)); \
	elif [ "$$CI" = true ]; then echo "No chromedriver: the WebAssembly tests cannot run."; exit 1; \
	else echo ">>> SKIPPED the WebAssembly tests: there is no chromedriver"; fi

bench: page browsers
	$(call say,Sizes and times)
	@cargo bench --quiet --bench page

kill: page browsers
	$(call say,Killing browsers)
	@STANDPOINT_KILLS=$(N) cargo test --quiet --test e2e kill:: -- --test-threads=1

# libFuzzer needs a nightly compiler; make test runs the same targets without it. The program has no unsafe code that a
# sanitizer would watch.
fuzz:
	@if ! rustup run nightly rustc --version >/dev/null 2>&1 && ! rustup --quiet toolchain install nightly --profile minimal; then \
		echo ">>> SKIPPED: there is no nightly compiler; make test runs the same targets without libFuzzer"; exit 0; \
	fi; \
	command -v cargo-fuzz >/dev/null || { echo "Installing cargo-fuzz, a few minutes"; $(INSTALL) cargo-fuzz || exit 1; }; \
	for name in $(FUZZED); do \
		printf '\n== %s\n' "$$name"; \
		mkdir -p tests/fuzz/corpus/$$name; \
		STANDPOINT_TARGET=$$name cargo +nightly fuzz run --fuzz-dir tests/fuzz --sanitizer none any \
			tests/fuzz/corpus/$$name -- -max_total_time=$(EACH) -max_len=20000 -timeout=10 || exit 1; \
	done

model:
	$(call say,Training. What each part is worth takes longest: the tagger is trained 36 times more)
	@cargo run --quiet --release --features train --bin train

# What python-crfsuite makes of the same training data, for comparison.
baseline:
	@[ -x tools/python/bin/python ] || python3 -m venv tools/python
	@tools/python/bin/pip install --quiet python-crfsuite==$(CRFSUITE)
	@cargo run --quiet --release --features train --bin train -- columns target/columns
	@tools/python/bin/python tests/baseline/crfsuite.py target/columns

clean:
	@cargo clean
	@rm -rf dist tools

target:
	@[ -d "$$(rustc --print target-libdir --target $(WASM))" ] || { \
		echo "Installing the WebAssembly target"; rustup --quiet target add $(WASM); }

trunk:
	@trunk --version 2>/dev/null | grep -qx 'trunk $(TRUNK)' || { \
		echo "Installing Trunk $(TRUNK), a few minutes"; \
		$(INSTALL) trunk --version $(TRUNK) --locked --no-default-features; }

# Without --locked: a fresh release's lock file can name dependencies newer than a mirror has.
bindgen:
	@wasm-bindgen --version 2>/dev/null | grep -qx 'wasm-bindgen $(BINDGEN)' || { \
		echo "Installing wasm-bindgen-cli $(BINDGEN), a few minutes"; \
		$(INSTALL) wasm-bindgen-cli --version $(BINDGEN); }

# wasm-opt makes the page smaller; axe-core checks it for barriers.
npm:
	@if command -v npm >/dev/null && ! { [ -e tools/npm/binaryen-$(BINARYEN) ] && [ -e tools/npm/axe-$(AXE) ]; }; then \
		echo "Installing wasm-opt and axe-core"; \
		npm install --silent --no-save --no-audit --no-fund --prefix tools/npm \
			binaryen@$(BINARYEN) axe-core@$(AXE) && \
		touch tools/npm/binaryen-$(BINARYEN) tools/npm/axe-$(AXE); \
	fi

# Where this may not install them, the tests say what they skip; with CI=true they fail.
browsers:
	@missing=""; \
	command -v chromedriver >/dev/null || missing="$$missing chromium chromium-driver"; \
	command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$$missing firefox-esr"; \
	command -v WebKitWebDriver >/dev/null || missing="$$missing webkit2gtk-driver"; \
	command -v Xvfb >/dev/null || missing="$$missing xvfb"; \
	if [ -n "$$missing" ] && command -v apt-get >/dev/null; then \
		sudo=""; [ "$$(id -u)" = 0 ] || sudo="sudo -n"; \
		echo "Installing$$missing"; \
		$$sudo apt-get -qq update >/dev/null && \
		DEBIAN_FRONTEND=noninteractive $$sudo apt-get -qq install -y --no-install-recommends $$missing >/dev/null \
			|| echo ">>> Could not install$$missing"; \
	fi
	@geckodriver --version 2>/dev/null | grep -q '^geckodriver $(GECKODRIVER)' || { \
		echo "Installing geckodriver $(GECKODRIVER), a few minutes"; \
		$(INSTALL) geckodriver --version $(GECKODRIVER) --locked; }
