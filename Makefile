# Every command a person needs; what they do is in scripts/. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help bench audit panduan run test check fmt shell manage lock
SHELL := /bin/bash

export PORT PYTHON
PORT ?= 8000
PYTHON ?= python3
IN_APPLICATION := . scripts/common.sh && application_environment &&
BIN := .venv/bin

help: ## daftar perintah ini
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: ## siapkan semuanya, lalu jalankan aplikasi di http://127.0.0.1:8000 (PORT=8001 untuk port lain)
	@scripts/run.sh

test: ## siapkan semuanya, lalu jalankan semua tes (ARGS="tests/pohon -k pindah" untuk sebagian)
	@scripts/test.sh $(ARGS)

check: ## periksa gaya, keamanan kode, tipe, templat, arah impor, migrasi, dan pengaturan
	@scripts/check.sh

audit: ## cari kerentanan yang diketahui pada paket terkunci (perlu internet)
	@scripts/audit.sh

bench: ## ukur kecepatan dan ketepatan; angka dan sasarannya ada di docs/kinerja.md
	@scripts/bench.sh

panduan: ## ambil ulang gambar panduan pengguna dari layar aplikasi
	@scripts/setup.sh test
	@PERBARUI_GAMBAR=1 $(BIN)/python -m pytest -q tests/peramban/test_gambar_panduan.py

fmt: ## rapikan kode dan templat
	@scripts/setup.sh check
	@$(BIN)/ruff check --fix --quiet . || true # what it cannot mend, make check reports
	@$(BIN)/ruff format .
	@$(BIN)/djlint --reformat --quiet templates >/dev/null || $(BIN)/djlint --check templates

shell: ## buka shell Django
	@scripts/setup.sh run
	@$(IN_APPLICATION) $(BIN)/python manage.py shell

manage: ## jalankan perintah Django, misalnya: make manage ARGS="periksa_pohon"
	@scripts/setup.sh run
	@$(IN_APPLICATION) $(BIN)/python manage.py $(ARGS)

lock: ## perbarui requirements.lock dan requirements-dev.lock dari pyproject.toml
	@scripts/lock.sh
