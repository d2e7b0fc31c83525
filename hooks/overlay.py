"""Lays build/public/ (data, permanent addresses, downloads) over the built site. Decides nothing."""

from __future__ import annotations

import shutil
from pathlib import Path


def on_post_build(config) -> None:
    """The built site holds every file of build/public/ at the same path; doing it again changes nothing.

    static-i18n runs this once for each language.
    """
    public = Path(config["config_file_path"]).parent / "build" / "public"
    if public.is_dir():
        shutil.copytree(public, config["site_dir"], dirs_exist_ok=True, copy_function=shutil.copyfile)
