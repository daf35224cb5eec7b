"""Faces of packages: every name is there, none is hidden by a module, and no other is."""

import pkgutil
from types import ModuleType

import pytest

from cetu import annotate, pipeline, read


@pytest.mark.parametrize("package", [annotate, pipeline, read], ids=lambda one: one.__name__)
def test_every_name_is_there_and_no_module_hides_it(package: ModuleType) -> None:
    modules = {module.name for module in pkgutil.iter_modules(package.__path__)}
    for name in package.__all__:
        assert name not in modules
        assert not isinstance(getattr(package, name), ModuleType)


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'bild'"):
        pipeline.bild  # type: ignore[attr-defined]  # noqa: B018
