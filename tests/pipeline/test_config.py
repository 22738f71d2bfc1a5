"""callsheet.toml: what it may say, and what is said where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from callsheet.config import Config, find, override, package_of, read_config
from callsheet.diagnostics import Finding, Report, Stop

GOOD = """\
spec = "spec/api.yaml"
out = "made"
package = "pet_shop"
project = "pet-shop"
env-prefix = "PETS"
targets = ["models", "sync"]
allow = ["operation-id-twice"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec/api.yaml").write_text("openapi: 3.1.0\n")
    return tmp_path


def config_of(folder: Path, text: str) -> Config:
    (folder / "callsheet.toml").write_text(text, encoding="utf-8")
    return read_config(folder / "callsheet.toml", Report())


def finding_of(folder: Path, text: str) -> Finding:
    with pytest.raises(Stop) as stop:
        config_of(folder, text)
    (finding,) = stop.value.report
    return finding


def test_every_setting_is_read(folder: Path) -> None:
    config = config_of(folder, GOOD)
    assert config.spec == folder / "spec/api.yaml"
    assert config.out == folder / "made"
    assert (config.package, config.project, config.env_prefix) == ("pet_shop", "pet-shop", "PETS")
    assert config.targets == ("models", "sync")
    assert config.allow == ("operation-id-twice",)


def test_what_would_be_wrong_all_the_same_cannot_be_allowed(folder: Path) -> None:
    finding = finding_of(folder, 'spec = "spec/api.yaml"\nallow = ["reference-missing"]\n')
    assert (finding.code, finding.hint) == (
        "not-allowable",
        "what can be allowed: operation-id-twice",
    )


def test_the_document_alone_is_enough(folder: Path) -> None:
    config = config_of(folder, 'spec = "spec/api.yaml"\n')
    assert config.out == folder / "generated"
    settings = config.settings("Pet Shop API")
    assert settings.package == "pet_shop_api"
    assert settings.project == "pet-shop-api"
    assert settings.env_prefix == "PET_SHOP_API"


@pytest.mark.parametrize(
    ("title", "package"),
    [
        ("Pet Shop", "pet_shop"),
        ("JSON", "json_client"),
        ("宠物商店", "client"),
        ("3D Tiles v2.1", "d_tiles_v2"),
    ],
)
def test_a_title_becomes_a_package_that_hides_no_module(title: str, package: str) -> None:
    assert package_of(title) == package


@pytest.mark.parametrize(
    ("line", "code", "column_text"),
    [
        ('packge = "x"', "unknown-setting", "packge"),
        ("out = 3", "wrong-type", "out"),
        ('targets = ["sync", 3]', "wrong-type", "targets"),
        ('targets = ["sync", "sync"]', "repeated", '"sync"'),
        ("targets = []", "no-targets", "targets"),
        ('package = "pet-shop"', "bad-package", "package"),
        ('package = "class"', "bad-package", "package"),
        ('project = "-pets"', "bad-project", "project"),
        ('env-prefix = "pets"', "bad-env-prefix", "env-prefix"),
        ('out = "../elsewhere"', "path-outside", '"../elsewhere"'),
        ('templates = ["nowhere"]', "templates-missing", '"nowhere"'),
    ],
)
def test_a_wrong_setting_is_shown_where_it_stands(
    folder: Path, line: str, code: str, column_text: str
) -> None:
    finding = finding_of(folder, f'spec = "spec/api.yaml"\n\n{line}\n')
    assert finding.code == code
    assert finding.place is not None
    assert finding.place.line == 3
    assert finding.place.text[finding.place.column - 1 :].startswith(column_text)


def test_a_misspelt_setting_gets_a_hint(folder: Path) -> None:
    finding = finding_of(folder, 'spec = "spec/api.yaml"\nenv_prefix = "PETS"\n')
    assert finding.hint == "did you mean 'env-prefix'?"


def test_a_missing_document_is_named(folder: Path) -> None:
    finding = finding_of(folder, 'spec = "spec/apl.yaml"\n')
    assert finding.code == "spec-missing"
    assert "spec/apl.yaml" in finding.message


def test_no_toml_is_said_with_line_and_column(folder: Path) -> None:
    finding = finding_of(folder, 'spec = "spec/api.yaml"\nout = made\n')
    assert finding.code == "not-toml"
    assert finding.place is not None
    assert finding.place.line == 2


def test_an_absolute_path_may_lead_anywhere(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    config = config_of(folder, f'spec = "spec/api.yaml"\nout = "{elsewhere.as_posix()}"\n')
    assert config.out == elsewhere


def test_the_file_is_found_from_a_folder_below(folder: Path) -> None:
    (folder / "callsheet.toml").write_text(GOOD)
    assert find(folder / "spec") == folder / "callsheet.toml"


def test_the_command_line_stands_above_the_file(folder: Path) -> None:
    config = override(config_of(folder, GOOD), Report(), package="other", out=str(folder / "o"))
    assert (config.package, config.out) == ("other", folder / "o")


def test_a_document_alone_on_the_command_line_needs_no_file(folder: Path) -> None:
    config = override(None, Report(), spec=str(folder / "spec/api.yaml"))
    assert config.spec == folder / "spec/api.yaml"
    assert config.folder is None


def test_neither_file_nor_document_is_an_error() -> None:
    with pytest.raises(Stop) as stop:
        override(None, Report())
    assert [finding.code for finding in stop.value.report] == ["no-config"]
