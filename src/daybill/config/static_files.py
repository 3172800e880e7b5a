"""Styles, fonts and pictures, named by their content and compressed once."""

from __future__ import annotations

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class SiteStaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's, with gzip alone.

    Brotli takes three times as long over the admin's files at the first start, and saves readers a
    tenth of one stylesheet: the fonts are compressed already.
    """

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return super().create_compressor(**kwargs, use_brotli=False)
