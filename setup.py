"""Builds the C helper; without a compiler the package installs all the same. All else is in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

from setuptools import Extension, setup

SOURCES = Path("extractor", "native", "src")

setup(
    ext_modules=[
        Extension(
            "extractor.native._core",
            sources=sorted(map(str, SOURCES.glob("*.c"))),
            depends=sorted(map(str, SOURCES.glob("*.h"))),
            # The same numbers as in Python, on every processor; no names that others could take for theirs.
            extra_compile_args=["-ffp-contract=off", "-fvisibility=hidden"],
            py_limited_api=True,
            optional=True,
        )
    ],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
