"""What no file of the project may hold, for it would not work, or not be allowed, anywhere else."""

import configparser
import re
import tomllib

from django.apps import apps
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.arsitektur.berkas import AKAR, lines_with, tracked_files

LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+) \\$", re.MULTILINE)


def test_no_file_names_a_package_index() -> None:
    # Brackets around a letter keep this file out of its own findings.
    host = r"(?:pypi|pythonhosted|npmjs)\.(?:org|com)"
    option = r"--(?:extra-)?index[-]url|--find[-]links"
    assert lines_with(rf"{host}|{option}|/simple[/]|\"resolved[\"]: *\"http") == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert lines_with(r"(?:^|[\s\"'=(:])/(?:home|root|work|Users)/[a-z]", besides=(".lock",)) == []


def test_no_file_holds_eighteen_digits_like_an_employee_number() -> None:
    assert lines_with(r"(?<![0-9.])[0-9]{8} ?[0-9]{6} ?[0-9] ?[0-9]{3}(?![0-9.])", besides=LOCKS) == []


def test_locks_pin_what_the_project_asks_for_and_every_file_has_a_hash() -> None:
    project = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = project["dependencies"]
    for name, asked in zip(LOCKS, (runtime, runtime + project["optional-dependencies"]["dev"]), strict=True):
        text = (AKAR / name).read_text(encoding="utf-8")
        pinned = {canonicalize_name(package): version for package, version in PINNED.findall(text)}
        for requirement in map(Requirement, asked):
            version = pinned.get(canonicalize_name(requirement.name))
            assert version, f"{name} tidak memuat {requirement.name}: jalankan make lock"
            assert requirement.specifier.contains(version), f"{name}: {requirement} bukan {version}"
        assert all("--hash=sha256:" in entry for entry in re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:])


def test_both_locks_pin_the_same_versions() -> None:
    runtime, dev = (dict(PINNED.findall((AKAR / name).read_text(encoding="utf-8"))) for name in LOCKS)
    assert runtime.items() <= dev.items()


def test_every_app_is_checked_for_imports_and_types() -> None:
    own = {
        app.name
        for app in apps.get_app_configs()
        if AKAR in (AKAR / app.path).parents and "site-packages" not in app.path
    }
    contracts = configparser.ConfigParser()
    contracts.read(AKAR / ".importlinter", encoding="utf-8")
    for section, option in (("importlinter", "root_packages"), ("importlinter:contract:lapisan", "containers")):
        assert own == set(contracts[section][option].split()), f"[{section}] {option}"
    tools = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert own <= set(tools["mypy"]["files"])


def test_every_text_file_is_utf8_and_ends_its_last_line() -> None:
    assert [path for path, text in tracked_files() if text and not text.endswith("\n")] == []
