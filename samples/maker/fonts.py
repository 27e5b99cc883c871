"""Where the producers that embed fonts by path find them."""

from __future__ import annotations

from pathlib import Path

from samples.maker.looks import Font
from samples.maker.needs import MissingProducer

ROOT = Path("/usr/share/fonts/truetype")
FILES: dict[Font, tuple[str, str]] = {
    "sans": ("liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf"),
    "serif": ("liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSerif-Bold.ttf"),
    "mono": ("liberation/LiberationMono-Regular.ttf", "liberation/LiberationMono-Bold.ttf"),
    "narrow": ("liberation/LiberationSansNarrow-Regular.ttf", "liberation/LiberationSansNarrow-Bold.ttf"),
    "dejavu": ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
    "dejavu-serif": ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf"),
    "open": ("open-sans/OpenSans-Regular.ttf", "open-sans/OpenSans-Bold.ttf"),
    "carlito": ("crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf"),
    "caladea": ("crosextra/Caladea-Regular.ttf", "crosextra/Caladea-Bold.ttf"),
}


def font_files(font: Font) -> tuple[Path, Path]:
    """The regular and the bold file of a font."""
    regular, bold = (ROOT / name for name in FILES[font])
    if not regular.exists():
        raise MissingProducer(f"the font {regular.name} is not installed: run samples/install-producers.sh")
    return regular, bold
