"""Finds the adapters and the rules: every module of their folders is one."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import scripts.ingest.rules
import scripts.sources
from scripts.ingest.rule import Rule
from scripts.sources.adapter import Adapter


def _modules(package: ModuleType) -> list[ModuleType]:
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def adapters() -> dict[str, Adapter]:
    """Every adapter by the id of its source."""
    found = [module.ADAPTER for module in _modules(scripts.sources) if hasattr(module, "ADAPTER")]
    return {adapter.source: adapter for adapter in found}


def rules() -> dict[str, Rule]:
    """Every rule by the name of its module."""
    return {
        module.__name__.rpartition(".")[2]: module.RULE
        for module in _modules(scripts.ingest.rules)
        if hasattr(module, "RULE")
    }
