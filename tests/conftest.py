"""Properties are tried without a deadline: a slow machine is no fault of the code (speed is measured by make bench).

Where CI is set the examples are the same in every run, so that a proposal fails for what it changes; elsewhere
they are new each time.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("edition", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("edition")
