"""The one file that MkDocs is told of: it makes the package importable and hands over."""

import sys
from pathlib import Path

SOURCE = str(Path(__file__).parent)
if SOURCE not in sys.path:
    sys.path.insert(0, SOURCE)

from meshbook.publish.guest import (  # noqa: E402
    on_config,
    on_files,
    on_post_build,
    on_post_page,
)

__all__ = ["on_config", "on_files", "on_post_build", "on_post_page"]
