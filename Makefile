# Every command sets up what it needs by itself: `make demo` and `make test` work in a bare clone.
# Needed on the machine: python3 (3.11 or newer, with venv), git, make. Everything else goes into .uv/ and .venv/.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

UV_VERSION := 0.13.9
BIN := .venv/bin
PORT ?= 8080
TODAY ?= 2024-12-18

export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
# A service may not be allowed to write beside the code it runs: compile once here, or every start compiles again.
export UV_COMPILE_BYTECODE := 1
# Rewriting the assertions of all tests takes each worker longer than running most rooms: kept for the next run.
unexport PYTHONDONTWRITEBYTECODE
unexport VIRTUAL_ENV

.PHONY: help install demo run test test-all check style types format catalogue examples licences docs attacks bench dist browser uv

help:  ## in ra các lệnh này
	@awk -F ':.*##' '/^[a-z]+:.*##/ { printf "  make %-9s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: .venv/.ready  ## cài đặt vào .venv (các lệnh sau tự gọi)
	@echo "Đã cài đặt: $(BIN)/nhacviec --help"

demo: .venv/.ready  ## chạy thử trên trình duyệt, dữ liệu tạm (PORT=8080 TODAY=2024-12-18)
	@$(BIN)/nhacviec demo --port $(PORT) --today $(TODAY) --history

run: .venv/.ready  ## chạy bot thật theo .env
	@$(BIN)/nhacviec run

# Types are checked beside the tests: tests that wait leave a core to it. The files are dealt out as tests/conftest.py
# puts them: by their number of tests, as xdist would, the longest come last, and a core waits for them.
test: LAYERS := -m "not outer"
test:  ## mọi kiểm tra và kiểm thử, trên SQLite và PostgreSQL, trừ lớp ngoài
test-all:  ## như trên, thêm lớp ngoài: cả chương trình, trình duyệt, nâng cấp, gói cài đặt (CI chạy lệnh này)
test test-all: style browser
	@said=$$(mktemp); $(MAKE) -s types >"$$said" 2>&1 & checking=$$!; \
	trap 'kill $$checking 2>/dev/null; rm -f "$$said"' EXIT; trap 'exit 130' INT TERM; \
	$(BIN)/pytest -n auto --maxprocesses 6 --dist loadscope --no-loadscope-reorder $(LAYERS); tested=$$?; \
	wait $$checking; checked=$$?; cat "$$said"; \
	[ $$tested = 0 ] && [ $$checked = 0 ]
	@echo "make $@: định dạng, quy tắc mã, kiểu, bốn tầng và kiểm thử đều đạt."

check: style types  ## định dạng, quy tắc mã, kiểu, bốn tầng

style: .venv/.ready-dev
	@$(BIN)/ruff format --check --quiet . || { echo 'Mã chưa đúng định dạng: chạy "make format".' >&2; exit 1; }
	@$(BIN)/ruff check --quiet .

types: .venv/.ready-dev
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: .venv/.ready-dev  ## sửa định dạng
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

catalogue: .venv/.ready-dev  ## đưa câu chữ mới vào bản dịch, để người dịch điền
	@$(BIN)/python -m handlers.locales.refresh

HEARD := $(addprefix tests/handlers/questions/corpus/, writing.tsv second-writing.tsv second-judged.tsv third-writing.tsv third-judged.tsv fourth-writing.tsv fourth-judged.tsv fifth-writing.tsv fifth-judged.tsv sixth-writing.tsv)

examples: .venv/.ready-dev  ## học lại từ các câu ví dụ xem người ta hỏi gì
	.venv/bin/python -m handlers.questions.guessing.learned.learning $(HEARD)

licences: .venv/.ready-dev  ## viết lại danh mục giấy phép (docs/giay-phep.md)
	@$(BIN)/python -m tests.licences

# What an office without git installs: the wheel, the versions it was tested with, and what is in it (SBOM).
dist: .venv/.ready-dev  ## gói cài đặt, phiên bản thư viện và SBOM vào dist/
	@rm -rf dist && mkdir dist
	@$(BIN)/python -m hatchling build --target wheel --directory dist >/dev/null
	@$(MAKE) -s uv
	@"$(UV)" export --frozen --quiet --no-dev --no-emit-project --output-file dist/requirements.txt
	@"$(UV)" export --frozen --quiet --no-dev --no-emit-project --format cyclonedx1.5 --output-file dist/sbom.cdx.json
	@cd dist && sha256sum * > SHA256SUMS && ls

# The guides as a site, by a generator in an environment of its own: links out of docs/ lead into the copy.
docs: uv  ## trang tài liệu vào .site/html
	@rm -rf .site/docs .site/html && mkdir -p .site && cp -r docs .site/docs
	@cp CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE .env.example .site/docs && cp -r deploy data/seeds .site/docs
	@mkdir .site/docs/data && mv .site/docs/seeds .site/docs/data
	@sed 's#](docs/#](#g; s#="docs/#="#g' README.md > .site/docs/index.md
	@sed -i 's#](\.\./#](#g; s#](docs/#](#g' .site/docs/*.md
	@UV_PROJECT_ENVIRONMENT=.site/venv "$(UV)" sync --frozen --quiet --only-group docs --python "$(PYTHON)"
	@.site/venv/bin/zensical build --clean --strict
	@echo "Mở .site/html/index.html, hoặc đặt thư mục .site/html lên một máy chủ web."

HOSTILE_TEXTS ?= 10000
KILLS ?= 50
FLOOD_DIGESTS ?= 500
FLOOD_SECONDS ?= 1
ATTACKS := $(addprefix tests/, acceptance/attacks bot/channels/telegram/test_flood.py handlers/open_questions/test_hostile_texts.py test_patterns.py bot/channels/telegram/receiving/test_unreadable.py acceptance/test_two_hundred.py acceptance/rehearsal/test_year_of_three.py acceptance/outages/test_frozen_postgresql.py data/registry/office/test_audit_chain.py bot/page/test_forgeries.py handlers/test_accounted_for.py bot/cli/commands/test_accounted_for.py)

attacks: .venv/.ready-dev  ## tấn công thử: dồn tin, văn bản ác ý, kill -9, sửa nhật ký; in số liệu
	@KILLS=$(KILLS) HOSTILE_TEXTS=$(HOSTILE_TEXTS) FLOOD_DIGESTS=$(FLOOD_DIGESTS) FLOOD_SECONDS=$(FLOOD_SECONDS) $(BIN)/pytest -n 0 -rP -o timeout=0 $(ATTACKS)

bench: .venv/.ready-dev  ## đo tốc độ
	@$(BIN)/python -m benchmarks

# Only the browser tests need Chromium; without its windows it does the same for a third of the time. Where Debian
# packages may not be installed, those tests take the whole Chromium, or say that there is none and are skipped.
browser:
	@command -v chromium-headless-shell >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Cài Chromium và phông chữ cho kiểm thử trình duyệt..."; \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq </dev/null && apt-get install -y -qq --no-install-recommends \
			chromium-headless-shell fonts-noto-core fonts-noto-color-emoji </dev/null >/dev/null && exit 0; \
	fi; \
	command -v chromium >/dev/null || \
	echo "Không có và không cài được Chromium: kiểm thử trình duyệt sẽ bị bỏ qua." >&2

# Stamps: a second call is instant, a change of the lock file installs again.
.venv/.ready: pyproject.toml uv.lock
	@echo "Cài đặt vào .venv..."
	@$(MAKE) -s uv
	@"$(UV)" sync --frozen --quiet --no-dev --inexact --python "$(PYTHON)"
	@$(BIN)/python -m compileall -q bot handlers scheduler data
	@touch $@

.venv/.ready-dev: pyproject.toml uv.lock
	@echo "Cài đặt vào .venv, kèm công cụ kiểm thử..."
	@$(MAKE) -s uv
	@"$(UV)" sync --frozen --quiet --python "$(PYTHON)"
	@$(BIN)/python -m compileall -q bot handlers scheduler data
	@touch .venv/.ready $@

# Looked for only when something is to be installed: the first Python that is new enough, and the uv on PATH if
# pyproject.toml accepts its version, else one of our own.
PYTHON = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.version_info < (3, 11) and sys.exit(1); print(sys.executable)' 2>/dev/null && break; done)
UV = $(shell uv python find --quiet >/dev/null 2>&1 && command -v uv || echo .uv/bin/uv)

uv:
	@[ -n "$(PYTHON)" ] || { echo "Cần Python 3.11 trở lên (lệnh python3)." >&2; exit 1; }
	@[ -x "$(UV)" ] || "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python thiếu mô-đun venv; trên Debian, Ubuntu: apt install python3-venv" >&2; exit 1; }
	@[ -x "$(UV)" ] || { "$(PYTHON)" -m venv .uv && \
		.uv/bin/python -m pip install -qq --disable-pip-version-check uv==$(UV_VERSION); } || \
		{ echo "Không cài được uv: cần truy cập kho gói Python trong lần đầu." >&2; exit 1; }
